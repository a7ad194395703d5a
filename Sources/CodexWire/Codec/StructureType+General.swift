// Structs with flattened properties, with additional members, or with more than 64 properties; and the fallback for one
// property.

extension StructureType {
  /// Reads a struct that `readMembers` does not support: first finds the text of each member, then reads the properties in
  /// the order of the description.
  func readAll(_ cursor: inout JSONCursor, into value: UnsafeMutableRawPointer) throws(FastPathUnavailable) {
    let start = cursor
    let members = try cursor.members()
    if members.keys.contains(where: isConfusable) { throw FastPathUnavailable() }
    clearPadding(of: value)
    var initialized: [(type: any WireType, offset: Int)] = []
    do throws(FastPathUnavailable) {
      for property in properties {
        if var text = members.member(named: property.key.string) {
          try property.type.read(&text, into: value + property.offset)
        } else {
          let mayBeAbsent = property.presence != .required
          guard mayBeAbsent, property.type.initializeAbsent(value + property.offset) else {
            throw FastPathUnavailable()
          }
        }
        initialized.append((property.type, property.offset))
      }
      for part in flattened {
        var whole = start
        try part.type.read(&whole, into: value + part.offset)
        initialized.append((part.type, part.offset))
      }
      if let additional {
        let others = members.filter { !names.contains($0.key) }
        try additional.type.readMembers(others, into: value + additional.offset)
      }
    } catch {
      for part in initialized { part.type.destroy(value + part.offset) }
      throw error
    }
  }
}

extension StructureType {
  /// Whether a name equals the name of a described member as a `String`, but has other code points: the Kelvin sign
  /// U+212A equals the letter K. Names in JSON are compared by code points, so it is the name of another member.
  func isConfusable(_ name: String) -> Bool {
    guard let index = names.firstIndex(of: name) else { return false }
    return !names[index].utf8.elementsEqual(name.utf8)
  }

  /// - Throws: `DecodingError` when `container` has a member that it would confuse with a described one.
  func checkNames(in container: KeyedDecodingContainer<WireKey>) throws {
    guard let key = container.allKeys.first(where: { isConfusable($0.stringValue) }) else { return }
    throw DecodingError.dataCorruptedError(
      forKey: key,
      in: container,
      debugDescription:
        "the name \"\(key.stringValue)\" differs from that of a property only in its composition of characters"
    )
  }
}

extension [String: JSONCursor] {
  /// The text of the member with a name, compared by code points.
  func member(named name: String) -> JSONCursor? {
    guard let index = index(forKey: name), self[index].key.utf8.elementsEqual(name.utf8) else { return nil }
    return self[index].value
  }
}

extension StructureType.Property {
  func decode(
    _ key: WireKey,
    from container: KeyedDecodingContainer<WireKey>,
    into value: UnsafeMutableRawPointer
  ) throws {
    // The most frequent kinds are decoded directly, which is faster.
    switch (kind, presence) {
    case (.string, .required):
      let string = try container.decode(String.self, forKey: key)
      value.initializeMemory(as: String.self, to: string)
    case (.boolean, .required):
      let isTrue = try container.decode(Bool.self, forKey: key)
      value.initializeMemory(as: Bool.self, to: isTrue)
    case (.optionalString, .optional), (.optionalString, .nullable):
      let string = try container.decodeIfPresent(String.self, forKey: key)
      value.initializeMemory(as: String?.self, to: string)
    default:
      if presence != .required, !container.contains(key), type.initializeAbsent(value) { return }
      try decodeAny(swiftType, key, from: container, into: value)
    }
  }

  private func decodeAny<Value: WireValue>(
    _ type: Value.Type,
    _ key: WireKey,
    from container: KeyedDecodingContainer<WireKey>,
    into value: UnsafeMutableRawPointer
  ) throws {
    let decoded = try container.located(key, type) { try container.decode(WireCoded<Value>.self, forKey: key) }
    value.initializeMemory(as: Value.self, to: decoded.value)
  }

  func encode(
    _ value: UnsafeRawPointer,
    _ key: WireKey,
    to container: inout KeyedEncodingContainer<WireKey>
  ) throws {
    switch kind {
    case .string: try container.encode(value.assumingMemoryBound(to: String.self).pointee, forKey: key)
    case .boolean: try container.encode(value.assumingMemoryBound(to: Bool.self).pointee, forKey: key)
    default: try encodeAny(swiftType, value, key, to: &container)
    }
  }

  private func encodeAny<Value: WireValue>(
    _ type: Value.Type,
    _ value: UnsafeRawPointer,
    _ key: WireKey,
    to container: inout KeyedEncodingContainer<WireKey>
  ) throws {
    try container.encode(WireCoded(value.assumingMemoryBound(to: type).pointee), forKey: key)
  }
}

extension KeyedDecodingContainer where Key == WireKey {
  /// Whether there is a member with this name, compared by code points.
  func containsExactly(_ key: WireKey) -> Bool {
    contains(key) && allKeys.contains { $0.stringValue.utf8.elementsEqual(key.stringValue.utf8) }
  }

  /// Returns what `read` returns, and adds the coding path to an error that has none.
  ///
  /// For a number that is out of range for its type, Foundation throws an error of its own without a coding path, which
  /// `JSONDecoder` then reports as invalid JSON.
  func located<Value, Result>(_ key: WireKey, _ type: Value.Type, _ read: () throws -> Result) throws -> Result {
    do {
      return try read()
    } catch let error as DecodingError {
      throw error
    } catch {
      let context = DecodingError.Context(
        codingPath: codingPath + [key],
        debugDescription: "the value is not a valid \(Value.self): \(error)",
        underlyingError: error
      )
      throw DecodingError.dataCorrupted(context)
    }
  }
}
