/// A value behind a reference, see `Boxed`: on the wire it is the value itself.
final class BoxedType<Value: WireValue>: WireType {
  @exclusivity(unchecked) private var wrapped = WireType(Value.self)

  override func resolve() { wrapped = WireType.of(Value.self) }

  override func read(_ cursor: inout JSONCursor, into value: UnsafeMutableRawPointer) throws(Deferred) {
    let borrowed = cursor.memory.pointee.borrow(for: Value.self)
    defer { cursor.memory.pointee.giveBack(borrowed) }
    let place = borrowed.start.assumingMemoryBound(to: Value.self)
    try wrapped.read(&cursor, into: UnsafeMutableRawPointer(place))
    value.initializeMemory(as: Boxed<Value>.self, to: Boxed(wrappedValue: place.move()))
  }

  override func write(_ value: UnsafeRawPointer, to output: JSONOutput) throws(Deferred) {
    try withValue(value) { value throws(Deferred) in try wrapped.write(value, to: output) }
  }

  override func decode(from decoder: any Decoder, into value: UnsafeMutableRawPointer) throws {
    let decoded = try WireCoded<Value>(from: decoder).value
    value.initializeMemory(as: Boxed<Value>.self, to: Boxed(wrappedValue: decoded))
  }

  override func encode(_ value: UnsafeRawPointer, to encoder: any Encoder) throws {
    try WireCoded(value.assumingMemoryBound(to: Boxed<Value>.self).pointee.wrappedValue).encode(to: encoder)
  }

  override func initializeAbsent(_ value: UnsafeMutableRawPointer) -> Bool {
    let place = UnsafeMutablePointer<Value>.allocate(capacity: 1)
    defer { place.deallocate() }
    guard wrapped.initializeAbsent(UnsafeMutableRawPointer(place)) else { return false }
    value.initializeMemory(as: Boxed<Value>.self, to: Boxed(wrappedValue: place.move()))
    return true
  }

  override func isAbsent(_ value: UnsafeRawPointer) -> Bool { withValue(value) { wrapped.isAbsent($0) } }

  override func isRecognized(_ value: UnsafeRawPointer) -> Bool { withValue(value) { wrapped.isRecognized($0) } }

  override func areEqual(_ left: UnsafeRawPointer, _ right: UnsafeRawPointer) -> Bool {
    withValue(left) { left in withValue(right) { wrapped.areEqual(left, $0) } }
  }

  override func hash(_ value: UnsafeRawPointer, into hasher: inout Hasher) {
    withValue(value) { wrapped.hash($0, into: &hasher) }
  }

  private func withValue<Result, Failure: Error>(
    _ value: UnsafeRawPointer,
    _ body: (UnsafeRawPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try withUnsafePointer(to: value.assumingMemoryBound(to: Boxed<Value>.self).pointee.wrappedValue) {
      value throws(Failure) in try body(UnsafeRawPointer(value))
    }
  }
}

extension Boxed: WireValue where Value: WireValue {
  public static func _describe(_ type: _WireDescription<Self>) { type.type = BoxedType<Value>(Self.self) }
}
