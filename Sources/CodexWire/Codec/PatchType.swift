/// A property that distinguishes an absent member, null, and a value, see `Patch`.
final class PatchType<Value: WireValue>: WireType {
  var swiftType: any WireValue.Type { Patch<Value>.self }
  @exclusivity(unchecked) private var wrapped: any WireType = UnresolvedType.placeholder

  func resolve() { wrapped = WireTypeRegistry.type(of: Value.self) }

  func read(_ cursor: inout JSONCursor, into value: UnsafeMutableRawPointer) throws(FastPathUnavailable) {
    if try cursor.takeNull() {
      value.initializeMemory(as: Patch<Value>.self, to: .clear)
      return
    }
    let borrowed = cursor.memory.pointee.borrow(for: Value.self)
    defer { cursor.memory.pointee.giveBack(borrowed) }
    let temporary = borrowed.start.assumingMemoryBound(to: Value.self)
    try wrapped.read(&cursor, into: UnsafeMutableRawPointer(temporary))
    value.initializeMemory(as: Patch<Value>.self, to: .set(temporary.move()))
  }

  func write(_ value: UnsafeRawPointer, to output: JSONOutput) throws(FastPathUnavailable) {
    guard let value = value.assumingMemoryBound(to: Patch<Value>.self).pointee.value else {
      return output.write(literal: "null")
    }
    try withUnsafePointer(to: value) { value throws(FastPathUnavailable) in
      try wrapped.write(UnsafeRawPointer(value), to: output)
    }
  }

  func decode(from decoder: any Decoder, into value: UnsafeMutableRawPointer) throws {
    let patch: Patch<Value> =
      try decoder.singleValueContainer().decodeNil() ? .clear : .set(WireCoded<Value>(from: decoder).value)
    value.initializeMemory(as: Patch<Value>.self, to: patch)
  }

  func encode(_ value: UnsafeRawPointer, to encoder: any Encoder) throws {
    if let value = value.assumingMemoryBound(to: Patch<Value>.self).pointee.value {
      return try WireCoded(value).encode(to: encoder)
    }
    var container = encoder.singleValueContainer()
    try container.encodeNil()
  }

  func initializeAbsent(_ value: UnsafeMutableRawPointer) -> Bool {
    value.initializeMemory(as: Patch<Value>.self, to: .unchanged)
    return true
  }

  func isAbsent(_ value: UnsafeRawPointer) -> Bool {
    if case .unchanged = value.assumingMemoryBound(to: Patch<Value>.self).pointee { true } else { false }
  }

  func areEqual(_ left: UnsafeRawPointer, _ right: UnsafeRawPointer) -> Bool {
    switch (
      left.assumingMemoryBound(to: Patch<Value>.self).pointee, right.assumingMemoryBound(to: Patch<Value>.self).pointee
    ) {
    case (.unchanged, .unchanged), (.clear, .clear): true
    case (.set(let left), .set(let right)):
      withUnsafePointer(to: left) { left in
        withUnsafePointer(to: right) { wrapped.areEqual(UnsafeRawPointer(left), UnsafeRawPointer($0)) }
      }
    default: false
    }
  }

  func hash(_ value: UnsafeRawPointer, into hasher: inout Hasher) {
    switch value.assumingMemoryBound(to: Patch<Value>.self).pointee {
    case .unchanged: hasher.combine(0)
    case .clear: hasher.combine(1)
    case .set(let value):
      hasher.combine(2)
      withUnsafePointer(to: value) { wrapped.hash(UnsafeRawPointer($0), into: &hasher) }
    }
  }
}

extension Patch: WireValue where Value: WireValue {
  @_spi(Generated) public static func _describe(_ type: _WireDescription<Self>) { type.type = PatchType<Value>() }
}
