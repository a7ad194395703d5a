// Decodes and encodes structs with any decoder and encoder.

extension StructureType {
  func decode(from decoder: any Decoder, into value: UnsafeMutableRawPointer) throws {
    clearPadding(of: value)
    var initialized: [(type: any WireType, offset: Int)] = []
    do {
      if !properties.isEmpty || additional != nil {
        let container = try decoder.container(keyedBy: WireKey.self)
        try checkNames(in: container)
        for (property, key) in zip(properties, keys) {
          try property.decode(key, from: container, into: value + property.offset)
          initialized.append((property.type, property.offset))
        }
      }
      for part in flattened {
        try part.type.decode(from: decoder, into: value + part.offset)
        initialized.append((part.type, part.offset))
      }
      if let additional {
        try additional.type.decodeMembers(from: decoder, except: names, into: value + additional.offset)
      }
    } catch {
      for part in initialized { part.type.destroy(value + part.offset) }
      throw error
    }
  }

  func encode(_ value: UnsafeRawPointer, to encoder: any Encoder) throws {
    // Flattened properties come first: an unrecognized branch is a whole object, whose members this struct overwrites.
    for part in flattened { try part.type.encode(value + part.offset, to: encoder) }
    if properties.isEmpty, additional == nil, !flattened.isEmpty { return }
    var container = encoder.container(keyedBy: WireKey.self)
    if let additional {
      try additional.type.encodeMembers(value + additional.offset, except: names, to: &container)
    }
    for (property, key) in zip(properties, keys) {
      let field = value + property.offset
      if property.presence == .optional, property.type.isAbsent(field) { continue }
      try property.encode(field, key, to: &container)
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
