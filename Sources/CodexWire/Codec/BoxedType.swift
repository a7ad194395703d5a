/// A property in a `Boxed` wrapper. The JSON is that of the wrapped value.
final class BoxedType<Value: WireValue>: WireType {
  var swiftType: any WireValue.Type { Boxed<Value>.self }
  @exclusivity(unchecked) private var wrapped: any WireType = UnresolvedType.placeholder

  func resolve() { wrapped = WireTypeRegistry.type(of: Value.self) }

  func read(_ cursor: inout JSONCursor, into value: UnsafeMutableRawPointer) throws(FastPathUnavailable) {
    let borrowed = cursor.memory.pointee.borrow(for: Value.self)
    defer { cursor.memory.pointee.giveBack(borrowed) }
    let temporary = borrowed.start.assumingMemoryBound(to: Value.self)
    try wrapped.read(&cursor, into: UnsafeMutableRawPointer(temporary))
    value.initializeMemory(as: Boxed<Value>.self, to: Boxed(wrappedValue: temporary.move()))
  }

  func write(_ value: UnsafeRawPointer, to output: JSONOutput) throws(FastPathUnavailable) {
    try withValue(value) { value throws(FastPathUnavailable) in try wrapped.write(value, to: output) }
  }

  func decode(from decoder: any Decoder, into value: UnsafeMutableRawPointer) throws {
    try JSONLimits.checkDepth(of: decoder)
    let decoded: Value = try wrapped.decodeValue(from: decoder)
    value.initializeMemory(as: Boxed<Value>.self, to: Boxed(wrappedValue: decoded))
  }

  func encode(_ value: UnsafeRawPointer, to encoder: any Encoder) throws {
    try JSONLimits.checkDepth(
      of: encoder,
      encoding: value.assumingMemoryBound(to: Boxed<Value>.self).pointee.wrappedValue
    )
    try withValue(value) { try wrapped.encode($0, to: encoder) }
  }

  func initializeAbsent(_ value: UnsafeMutableRawPointer) -> Bool {
    let temporary = UnsafeMutablePointer<Value>.allocate(capacity: 1)
    defer { temporary.deallocate() }
    guard wrapped.initializeAbsent(UnsafeMutableRawPointer(temporary)) else { return false }
    value.initializeMemory(as: Boxed<Value>.self, to: Boxed(wrappedValue: temporary.move()))
    return true
  }

  func isAbsent(_ value: UnsafeRawPointer) -> Bool { withValue(value) { wrapped.isAbsent($0) } }

  func isRecognized(_ value: UnsafeRawPointer) -> Bool { withValue(value) { wrapped.isRecognized($0) } }

  func areEqual(_ left: UnsafeRawPointer, _ right: UnsafeRawPointer) -> Bool {
    withValue(left) { left in withValue(right) { wrapped.areEqual(left, $0) } }
  }

  func hash(_ value: UnsafeRawPointer, into hasher: inout Hasher) {
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
  @_spi(Generated) public static func _describe(_ type: _WireDescription<Self>) { type.type = BoxedType<Value>() }
}
