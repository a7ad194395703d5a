/// A property in a `Secret` wrapper. The JSON is that of the wrapped value.
final class SecretType<Value: WireValue>: WireType {
  var swiftType: any WireValue.Type { Secret<Value>.self }
  // `Secret` has one stored property, so a pointer to a `Secret` is also a pointer to the wrapped value.
  @exclusivity(unchecked) private var wrapped: any WireType = UnresolvedType.placeholder

  func resolve() { wrapped = WireTypeRegistry.type(of: Value.self) }

  func read(_ cursor: inout JSONCursor, into value: UnsafeMutableRawPointer) throws(FastPathUnavailable) {
    try wrapped.read(&cursor, into: value)
  }

  func write(_ value: UnsafeRawPointer, to output: JSONOutput) throws(FastPathUnavailable) {
    try wrapped.write(value, to: output)
  }

  /// Replaces each error, because Foundation's errors may quote the value.
  func decode(from decoder: any Decoder, into value: UnsafeMutableRawPointer) throws {
    do {
      try wrapped.decode(from: decoder, into: value)
    } catch {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(
          codingPath: decoder.codingPath,
          debugDescription: "the value is not a valid \(Value.self); this message leaves it out, because it is a secret"
        )
      )
    }
  }

  func encode(_ value: UnsafeRawPointer, to encoder: any Encoder) throws { try wrapped.encode(value, to: encoder) }

  func initializeAbsent(_ value: UnsafeMutableRawPointer) -> Bool { wrapped.initializeAbsent(value) }

  func isAbsent(_ value: UnsafeRawPointer) -> Bool { wrapped.isAbsent(value) }

  func isRecognized(_ value: UnsafeRawPointer) -> Bool { wrapped.isRecognized(value) }

  func areEqual(_ left: UnsafeRawPointer, _ right: UnsafeRawPointer) -> Bool { wrapped.areEqual(left, right) }

  func hash(_ value: UnsafeRawPointer, into hasher: inout Hasher) { wrapped.hash(value, into: &hasher) }
}

extension Secret: WireValue where Value: WireValue {
  @_spi(Generated) public static func _describe(_ type: _WireDescription<Self>) { type.type = SecretType<Value>() }
}
