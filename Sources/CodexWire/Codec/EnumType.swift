/// An open enum, which is encoded as its raw value.
class EnumType<Value: OpenEnum>: WireType {
  var swiftType: any WireValue.Type { Value.self }
  @exclusivity(unchecked) private var raw: any WireType = UnresolvedType.placeholder

  func resolve() { raw = WireTypeRegistry.type(of: Value.RawValue.self) }

  func read(_ cursor: inout JSONCursor, into value: UnsafeMutableRawPointer) throws(FastPathUnavailable) {
    let borrowed = cursor.memory.pointee.borrow(for: Value.RawValue.self)
    defer { cursor.memory.pointee.giveBack(borrowed) }
    let temporary = borrowed.start.assumingMemoryBound(to: Value.RawValue.self)
    try raw.read(&cursor, into: UnsafeMutableRawPointer(temporary))
    value.initializeMemory(as: Value.self, to: Value(rawValue: temporary.move()))
  }

  func write(_ value: UnsafeRawPointer, to output: JSONOutput) throws(FastPathUnavailable) {
    try withUnsafePointer(to: value.assumingMemoryBound(to: Value.self).pointee.rawValue) {
      value throws(FastPathUnavailable) in
      try raw.write(UnsafeRawPointer(value), to: output)
    }
  }

  func decode(from decoder: any Decoder, into value: UnsafeMutableRawPointer) throws {
    let decoded = try Value(from: decoder)
    value.initializeMemory(as: Value.self, to: decoded)
  }

  func encode(_ value: UnsafeRawPointer, to encoder: any Encoder) throws {
    try value.assumingMemoryBound(to: Value.self).pointee.encode(to: encoder)
  }

  func isRecognized(_ value: UnsafeRawPointer) -> Bool {
    value.assumingMemoryBound(to: Value.self).pointee.isRecognized
  }

  func areEqual(_ left: UnsafeRawPointer, _ right: UnsafeRawPointer) -> Bool {
    left.assumingMemoryBound(to: Value.self).pointee == right.assumingMemoryBound(to: Value.self).pointee
  }

  func hash(_ value: UnsafeRawPointer, into hasher: inout Hasher) {
    hasher.combine(value.assumingMemoryBound(to: Value.self).pointee)
  }
}

/// An open enum with string values, which are read without memory for a raw value.
final class StringEnumType<Value: OpenEnum>: EnumType<Value> where Value.RawValue == String {
  override func read(_ cursor: inout JSONCursor, into value: UnsafeMutableRawPointer) throws(FastPathUnavailable) {
    let string = try cursor.string()
    value.initializeMemory(as: Value.self, to: Value(rawValue: string))
  }

  override func write(_ value: UnsafeRawPointer, to output: JSONOutput) {
    output.write(value.assumingMemoryBound(to: Value.self).pointee.rawValue)
  }
}

extension OpenEnum where RawValue: WireValue {
  @_spi(Generated) public static func _describe(_ type: _WireDescription<Self>) { type.type = EnumType<Self>() }
}

extension OpenEnum where RawValue == String {
  @_spi(Generated) public static func _describe(_ type: _WireDescription<Self>) { type.type = StringEnumType<Self>() }
}
