/// An open enum: on the wire it is its raw value.
class EnumType<Value: OpenEnum>: WireType {
  @exclusivity(unchecked) private var raw = WireType(Value.RawValue.self)

  override func resolve() { raw = WireType.of(Value.RawValue.self) }

  override func read(_ cursor: inout JSONCursor, into value: UnsafeMutableRawPointer) throws(Deferred) {
    let borrowed = cursor.memory.pointee.borrow(for: Value.RawValue.self)
    defer { cursor.memory.pointee.giveBack(borrowed) }
    let place = borrowed.start.assumingMemoryBound(to: Value.RawValue.self)
    try raw.read(&cursor, into: UnsafeMutableRawPointer(place))
    value.initializeMemory(as: Value.self, to: Value(rawValue: place.move()))
  }

  override func write(_ value: UnsafeRawPointer, to output: JSONOutput) throws(Deferred) {
    try withUnsafePointer(to: value.assumingMemoryBound(to: Value.self).pointee.rawValue) { value throws(Deferred) in
      try raw.write(UnsafeRawPointer(value), to: output)
    }
  }

  override func decode(from decoder: any Decoder, into value: UnsafeMutableRawPointer) throws {
    let decoded = try Value(from: decoder)
    value.initializeMemory(as: Value.self, to: decoded)
  }

  override func encode(_ value: UnsafeRawPointer, to encoder: any Encoder) throws {
    try value.assumingMemoryBound(to: Value.self).pointee.encode(to: encoder)
  }

  override func isRecognized(_ value: UnsafeRawPointer) -> Bool {
    value.assumingMemoryBound(to: Value.self).pointee.isRecognized
  }

  override func areEqual(_ left: UnsafeRawPointer, _ right: UnsafeRawPointer) -> Bool {
    left.assumingMemoryBound(to: Value.self).pointee == right.assumingMemoryBound(to: Value.self).pointee
  }

  override func hash(_ value: UnsafeRawPointer, into hasher: inout Hasher) {
    hasher.combine(value.assumingMemoryBound(to: Value.self).pointee)
  }
}

/// The usual open enum, which needs no memory between the text and the case.
final class StringEnumType<Value: OpenEnum>: EnumType<Value> where Value.RawValue == String {
  override func read(_ cursor: inout JSONCursor, into value: UnsafeMutableRawPointer) throws(Deferred) {
    let string = try cursor.string()
    value.initializeMemory(as: Value.self, to: Value(rawValue: string))
  }

  override func write(_ value: UnsafeRawPointer, to output: JSONOutput) {
    output.write(value.assumingMemoryBound(to: Value.self).pointee.rawValue)
  }
}

extension OpenEnum where RawValue: WireValue {
  public static func _describe(_ type: _WireDescription<Self>) { type.type = EnumType<Self>(Self.self) }
}

extension OpenEnum where RawValue == String {
  public static func _describe(_ type: _WireDescription<Self>) { type.type = StringEnumType<Self>(Self.self) }
}
