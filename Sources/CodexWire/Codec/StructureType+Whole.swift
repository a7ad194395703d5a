// The less usual structs: with members of unions beside their own, with any members, or with very many.

extension StructureType {
  /// Reads what `readMembers` does not: first where each member stands, then the members in the order of the description.
  func readAll(_ cursor: inout JSONCursor, into value: UnsafeMutableRawPointer) throws(Deferred) {
    let start = cursor
    let places = try cursor.members()
    var made: [(type: WireType, offset: Int)] = []
    do throws(Deferred) {
      for member in members {
        if var place = places[member.key.string] {
          try member.type.read(&place, into: value + member.offset)
        } else {
          let isOptional = member.presence != .required
          guard isOptional, member.type.initializeAbsent(value + member.offset) else { throw Deferred() }
        }
        made.append((member.type, member.offset))
      }
      for part in flattened {
        var whole = start
        try part.type.read(&whole, into: value + part.offset)
        made.append((part.type, part.offset))
      }
      if let additional {
        let others = places.filter { !names.contains($0.key) }
        try additional.type.readMembers(others, into: value + additional.offset)
      }
    } catch {
      for part in made { part.type.destroy(value + part.offset) }
      throw error
    }
  }
}

extension StructureType.Member {
  func decode(
    _ key: WireKey,
    from container: KeyedDecodingContainer<WireKey>,
    into value: UnsafeMutableRawPointer
  ) throws {
    // The usual kinds without a detour over their descriptions.
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
  /// What `read` gives, or its error with the place it is about: for a number that its type does not hold, Foundation
  /// throws one of its own that names no place, and calls the whole text invalid JSON in the end.
  func located<Value, Result>(_ key: WireKey, _ type: Value.Type, _ read: () throws -> Result) throws -> Result {
    do {
      return try read()
    } catch let error as DecodingError {
      throw error
    } catch {
      let context = DecodingError.Context(
        codingPath: codingPath + [key],
        debugDescription: "this is no \(Value.self): \(error)",
        underlyingError: error
      )
      throw DecodingError.dataCorrupted(context)
    }
  }
}
