/// A type that can hold the additional members of a struct: all members that no other property describes.
protocol DictionaryWireType: WireType {
  /// Reads a dictionary from the texts of its members' values.
  func readMembers(_ texts: [String: JSONCursor], into value: UnsafeMutableRawPointer) throws(FastPathUnavailable)

  /// Writes the members whose names are not in `names`, each after a comma if there is a member before it.
  func writeMembers(_ value: UnsafeRawPointer, except names: Set<String>, to output: JSONOutput)
    throws(FastPathUnavailable)

  /// Decodes the members of an object whose names are not in `names`.
  func decodeMembers(from decoder: any Decoder, except names: Set<String>, into value: UnsafeMutableRawPointer) throws

  /// Encodes the members whose names are not in `names`.
  func encodeMembers(
    _ value: UnsafeRawPointer,
    except names: Set<String>,
    to container: inout KeyedEncodingContainer<WireKey>
  ) throws
}

/// A JSON object with any members, whose values have one type.
final class DictionaryType<Value: WireValue>: DictionaryWireType {
  var swiftType: any WireValue.Type { [String: Value].self }
  @exclusivity(unchecked) private var element: any WireType = UnresolvedType.placeholder

  func resolve() { element = WireTypeRegistry.type(of: Value.self) }

  func read(_ cursor: inout JSONCursor, into value: UnsafeMutableRawPointer) throws(FastPathUnavailable) {
    try cursor.open(UInt8(ascii: "{"))
    var members: [String: Value] = [:]
    if !cursor.isEmpty(before: UInt8(ascii: "}")) {
      repeat {
        let name = try cursor.string()
        try cursor.expect(UInt8(ascii: ":"))
        try readMember(&cursor, name, into: &members)
      } while try cursor.hasNext(before: UInt8(ascii: "}"))
    }
    value.initializeMemory(as: [String: Value].self, to: members)
  }

  private func readMember(
    _ cursor: inout JSONCursor,
    _ name: String,
    into members: inout [String: Value]
  ) throws(FastPathUnavailable) {
    let borrowed = cursor.memory.pointee.borrow(for: Value.self)
    defer { cursor.memory.pointee.giveBack(borrowed) }
    let temporary = borrowed.start.assumingMemoryBound(to: Value.self)
    try element.read(&cursor, into: UnsafeMutableRawPointer(temporary))
    // `JSONDecoder` decides which of two members with one name counts.
    if members.updateValue(temporary.move(), forKey: name) != nil { throw FastPathUnavailable() }
  }

  func readMembers(
    _ texts: [String: JSONCursor],
    into value: UnsafeMutableRawPointer
  ) throws(FastPathUnavailable) {
    var members: [String: Value] = [:]
    for (name, text) in texts {
      var cursor = text
      try readMember(&cursor, name, into: &members)
    }
    value.initializeMemory(as: [String: Value].self, to: members)
  }

  func decodeMembers(
    from decoder: any Decoder,
    except names: Set<String>,
    into value: UnsafeMutableRawPointer
  ) throws {
    let container = try decoder.container(keyedBy: WireKey.self)
    try FallbackDocument.checkNames(of: decoder)
    var members: [String: Value] = [:]
    for key in container.allKeys where !names.contains(key.stringValue) {
      let member = try container.located(key, Value.self) {
        try container.decode(WireCoded<Value>.self, forKey: key)
      }
      members[key.stringValue] = member.value
    }
    value.initializeMemory(as: [String: Value].self, to: members)
  }

  func encodeMembers(
    _ value: UnsafeRawPointer,
    except names: Set<String>,
    to container: inout KeyedEncodingContainer<WireKey>
  ) throws {
    for (name, member) in value.assumingMemoryBound(to: [String: Value].self).pointee where !names.contains(name) {
      try container.encode(WireCoded(member), forKey: WireKey(name))
    }
  }

  func write(_ value: UnsafeRawPointer, to output: JSONOutput) throws(FastPathUnavailable) {
    try output.open(UInt8(ascii: "{"))
    try writeMembers(value, to: output)
    output.close(UInt8(ascii: "}"))
  }

  func writeMembers(_ value: UnsafeRawPointer, to output: JSONOutput) throws(FastPathUnavailable) {
    try writeMembers(value, except: [], to: output)
  }

  func writeMembers(_ value: UnsafeRawPointer, except names: Set<String>, to output: JSONOutput)
    throws(FastPathUnavailable)
  {
    for (name, member) in value.assumingMemoryBound(to: [String: Value].self).pointee where !names.contains(name) {
      output.write(name: name)
      try withUnsafePointer(to: member) { member throws(FastPathUnavailable) in
        try element.write(UnsafeRawPointer(member), to: output)
      }
    }
  }

  func decode(from decoder: any Decoder, into value: UnsafeMutableRawPointer) throws {
    try JSONLimits.checkTypedDepth(of: decoder)
    let members = try [String: WireCoded<Value>](from: decoder)
    try FallbackDocument.checkNames(of: decoder)
    value.initializeMemory(as: [String: Value].self, to: members.mapValues(\.value))
  }

  func encode(_ value: UnsafeRawPointer, to encoder: any Encoder) throws {
    let members = value.assumingMemoryBound(to: [String: Value].self).pointee
    try JSONLimits.checkTypedDepth(of: encoder, encoding: members)
    try members.mapValues { WireCoded($0) }.encode(to: encoder)
  }

  func areEqual(_ left: UnsafeRawPointer, _ right: UnsafeRawPointer) -> Bool {
    let (left, right) = (
      left.assumingMemoryBound(to: [String: Value].self).pointee,
      right.assumingMemoryBound(to: [String: Value].self).pointee
    )
    guard left.count == right.count else { return false }
    return left.allSatisfy { name, value in
      guard let other = right[name] else { return false }
      return withUnsafePointer(to: value) { value in
        withUnsafePointer(to: other) { element.areEqual(UnsafeRawPointer(value), UnsafeRawPointer($0)) }
      }
    }
  }

  func hash(_ value: UnsafeRawPointer, into hasher: inout Hasher) {
    // The order of members differs between equal dictionaries, so the hash must not depend on the order.
    var combined = 0
    for (name, member) in value.assumingMemoryBound(to: [String: Value].self).pointee {
      var hasher = Hasher()
      hasher.combine(name)
      withUnsafePointer(to: member) { element.hash(UnsafeRawPointer($0), into: &hasher) }
      combined ^= hasher.finalize()
    }
    hasher.combine(combined)
  }
}

extension Dictionary: WireValue where Key == String, Value: WireValue {
  @_spi(Generated) public static func _describe(_ type: _WireDescription<Self>) { type.type = DictionaryType<Value>() }
}
