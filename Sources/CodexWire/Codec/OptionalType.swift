/// An optional. `nil` is null, or an absent member.
final class OptionalType<Wrapped: WireValue>: WireType {
  var swiftType: any WireValue.Type { Wrapped?.self }
  @exclusivity(unchecked) private var wrapped: any WireType = UnresolvedType.placeholder
  /// `JSONValue` has a case for null, so only an absent member is read as `nil`.
  private let keepsNull = Wrapped.self == JSONValue.self

  func resolve() { wrapped = WireTypeRegistry.type(of: Wrapped.self) }

  func read(_ cursor: inout JSONCursor, into value: UnsafeMutableRawPointer) throws(FastPathUnavailable) {
    if !keepsNull, try cursor.takeNull() {
      value.initializeMemory(as: Wrapped?.self, to: nil)
      return
    }
    try wrapped.read(&cursor, into: value)
    wrap(value)
  }

  /// Replaces the `Wrapped` at `value` by an optional of it. The memory is large enough for the optional.
  private func wrap(_ value: UnsafeMutableRawPointer) {
    let unwrapped = value.assumingMemoryBound(to: Wrapped.self).move()
    value.initializeMemory(as: Wrapped?.self, to: unwrapped)
  }

  func write(_ value: UnsafeRawPointer, to output: JSONOutput) throws(FastPathUnavailable) {
    guard !isAbsent(value) else { return output.write(literal: "null") }
    // The payload of an optional is at the start of its memory.
    try wrapped.write(value, to: output)
  }

  func decode(from decoder: any Decoder, into value: UnsafeMutableRawPointer) throws {
    if !keepsNull, try decoder.singleValueContainer().decodeNil() {
      value.initializeMemory(as: Wrapped?.self, to: nil)
      return
    }
    try wrapped.decode(from: decoder, into: value)
    wrap(value)
  }

  func encode(_ value: UnsafeRawPointer, to encoder: any Encoder) throws {
    guard !isAbsent(value) else {
      var container = encoder.singleValueContainer()
      return try container.encodeNil()
    }
    // The payload of an optional is at the start of its memory.
    try wrapped.encode(value, to: encoder)
  }

  func initializeAbsent(_ value: UnsafeMutableRawPointer) -> Bool {
    value.initializeMemory(as: Wrapped?.self, to: nil)
    return true
  }

  func isAbsent(_ value: UnsafeRawPointer) -> Bool {
    if case .none = value.assumingMemoryBound(to: Wrapped?.self).pointee { true } else { false }
  }

  func isRecognized(_ value: UnsafeRawPointer) -> Bool { isAbsent(value) || wrapped.isRecognized(value) }

  func areEqual(_ left: UnsafeRawPointer, _ right: UnsafeRawPointer) -> Bool {
    switch (isAbsent(left), isAbsent(right)) {
    case (true, true): true
    case (false, false): wrapped.areEqual(left, right)
    default: false
    }
  }

  func hash(_ value: UnsafeRawPointer, into hasher: inout Hasher) {
    let isAbsent = isAbsent(value)
    hasher.combine(isAbsent)
    if !isAbsent { wrapped.hash(value, into: &hasher) }
  }
}

extension Optional: WireValue where Wrapped: WireValue {
  @_spi(Generated) public static func _describe(_ type: _WireDescription<Self>) { type.type = OptionalType<Wrapped>() }
}
