// Strings, booleans, numbers, untyped values, and other types that consist of no other type.

/// The requirements of `WireType` that all scalars fulfil in the same way. A subclass adds `read` and `write`.
class ScalarType<Value: WireValue & Codable & Hashable> {
  var swiftType: any WireValue.Type { Value.self }

  func resolve() {}

  func decode(from decoder: any Decoder, into value: UnsafeMutableRawPointer) throws {
    let decoded = try decoder.singleValueContainer().decode(Value.self)
    value.initializeMemory(as: Value.self, to: decoded)
  }

  func encode(_ value: UnsafeRawPointer, to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(value.assumingMemoryBound(to: Value.self).pointee)
  }

  func areEqual(_ left: UnsafeRawPointer, _ right: UnsafeRawPointer) -> Bool {
    left.assumingMemoryBound(to: Value.self).pointee == right.assumingMemoryBound(to: Value.self).pointee
  }

  func hash(_ value: UnsafeRawPointer, into hasher: inout Hasher) {
    hasher.combine(value.assumingMemoryBound(to: Value.self).pointee)
  }
}

final class StringType: ScalarType<String>, WireType {
  func read(_ cursor: inout JSONCursor, into value: UnsafeMutableRawPointer) throws(FastPathUnavailable) {
    let string = try cursor.string()
    value.initializeMemory(as: String.self, to: string)
  }

  func write(_ value: UnsafeRawPointer, to output: JSONOutput) {
    output.write(value.assumingMemoryBound(to: String.self).pointee)
  }

  override func areEqual(_ left: UnsafeRawPointer, _ right: UnsafeRawPointer) -> Bool {
    left.assumingMemoryBound(to: String.self).pointee == right.assumingMemoryBound(to: String.self).pointee
  }
}

final class BoolType: ScalarType<Bool>, WireType {
  func read(_ cursor: inout JSONCursor, into value: UnsafeMutableRawPointer) throws(FastPathUnavailable) {
    let isTrue = try cursor.boolean()
    value.initializeMemory(as: Bool.self, to: isTrue)
  }

  func write(_ value: UnsafeRawPointer, to output: JSONOutput) {
    output.write(literal: value.assumingMemoryBound(to: Bool.self).pointee ? "true" : "false")
  }
}

final class IntegerType<Value: FixedWidthInteger & WireValue & Codable>: ScalarType<Value>, WireType {
  func read(_ cursor: inout JSONCursor, into value: UnsafeMutableRawPointer) throws(FastPathUnavailable) {
    let integer = try cursor.integer(of: Value.self)
    value.initializeMemory(as: Value.self, to: integer)
  }

  func write(_ value: UnsafeRawPointer, to output: JSONOutput) {
    output.write(value.assumingMemoryBound(to: Value.self).pointee)
  }
}

final class DoubleType: ScalarType<Double>, WireType {
  func read(_ cursor: inout JSONCursor, into value: UnsafeMutableRawPointer) throws(FastPathUnavailable) {
    let number = try cursor.double()
    value.initializeMemory(as: Double.self, to: number)
  }

  func write(_ value: UnsafeRawPointer, to output: JSONOutput) throws(FastPathUnavailable) {
    try output.write(value.assumingMemoryBound(to: Double.self).pointee)
  }
}

/// Numbers of single precision, which the fast path leaves to `JSONDecoder` and `JSONEncoder`.
final class FloatType: ScalarType<Float>, WireType {
  func read(_ cursor: inout JSONCursor, into value: UnsafeMutableRawPointer) throws(FastPathUnavailable) {
    throw FastPathUnavailable()
  }

  func write(_ value: UnsafeRawPointer, to output: JSONOutput) throws(FastPathUnavailable) {
    throw FastPathUnavailable()
  }
}

final class JSONValueType: ScalarType<JSONValue>, WireType {
  func read(_ cursor: inout JSONCursor, into value: UnsafeMutableRawPointer) throws(FastPathUnavailable) {
    let json = try cursor.value()
    value.initializeMemory(as: JSONValue.self, to: json)
  }

  func write(_ value: UnsafeRawPointer, to output: JSONOutput) throws(FastPathUnavailable) {
    try output.write(value.assumingMemoryBound(to: JSONValue.self).pointee)
  }

  func writeMembers(_ value: UnsafeRawPointer, to output: JSONOutput) throws(FastPathUnavailable) {
    guard case .object(let members) = value.assumingMemoryBound(to: JSONValue.self).pointee else {
      throw FastPathUnavailable()
    }
    try output.write(members: members)
  }

  override func decode(from decoder: any Decoder, into value: UnsafeMutableRawPointer) throws {
    let decoded = try JSONValue(from: decoder)
    value.initializeMemory(as: JSONValue.self, to: decoded)
  }

  override func encode(_ value: UnsafeRawPointer, to encoder: any Encoder) throws {
    try value.assumingMemoryBound(to: JSONValue.self).pointee.encode(to: encoder)
  }
}

/// The parameters of a method without parameters.
final class NoParamsType: ScalarType<NoParams>, WireType {
  func read(_ cursor: inout JSONCursor, into value: UnsafeMutableRawPointer) throws(FastPathUnavailable) {
    try cursor.skipValue()
    value.initializeMemory(as: NoParams.self, to: NoParams())
  }

  override func decode(from decoder: any Decoder, into value: UnsafeMutableRawPointer) throws {
    value.initializeMemory(as: NoParams.self, to: NoParams())
  }

  override func encode(_ value: UnsafeRawPointer, to encoder: any Encoder) throws {
    _ = encoder.container(keyedBy: WireKey.self)
  }

  func write(_ value: UnsafeRawPointer, to output: JSONOutput) { output.write(literal: "{}") }

  func initializeAbsent(_ value: UnsafeMutableRawPointer) -> Bool {
    value.initializeMemory(as: NoParams.self, to: NoParams())
    return true
  }

  func isAbsent(_ value: UnsafeRawPointer) -> Bool { true }
}

/// A message that is kept as JSON.
final class UnrecognizedMessageType: ScalarType<UnrecognizedMessage>, WireType {
  func read(_ cursor: inout JSONCursor, into value: UnsafeMutableRawPointer) throws(FastPathUnavailable) {
    let json = try cursor.value()
    value.initializeMemory(as: UnrecognizedMessage.self, to: UnrecognizedMessage(json))
  }

  func write(_ value: UnsafeRawPointer, to output: JSONOutput) throws(FastPathUnavailable) {
    try output.write(value.assumingMemoryBound(to: UnrecognizedMessage.self).pointee.json)
  }
}

extension String: WireValue {
  @_spi(Generated) public static func _describe(_ type: _WireDescription<Self>) { type.type = StringType() }
}

extension Bool: WireValue {
  @_spi(Generated) public static func _describe(_ type: _WireDescription<Self>) { type.type = BoolType() }
}

extension Double: WireValue {
  @_spi(Generated) public static func _describe(_ type: _WireDescription<Self>) { type.type = DoubleType() }
}

extension Float: WireValue {
  @_spi(Generated) public static func _describe(_ type: _WireDescription<Self>) { type.type = FloatType() }
}

extension Int: WireValue {
  @_spi(Generated) public static func _describe(_ type: _WireDescription<Self>) { type.type = IntegerType<Self>() }
}

extension Int8: WireValue {
  @_spi(Generated) public static func _describe(_ type: _WireDescription<Self>) { type.type = IntegerType<Self>() }
}

extension Int16: WireValue {
  @_spi(Generated) public static func _describe(_ type: _WireDescription<Self>) { type.type = IntegerType<Self>() }
}

extension Int32: WireValue {
  @_spi(Generated) public static func _describe(_ type: _WireDescription<Self>) { type.type = IntegerType<Self>() }
}

extension Int64: WireValue {
  @_spi(Generated) public static func _describe(_ type: _WireDescription<Self>) { type.type = IntegerType<Self>() }
}

extension UInt: WireValue {
  @_spi(Generated) public static func _describe(_ type: _WireDescription<Self>) { type.type = IntegerType<Self>() }
}

extension UInt8: WireValue {
  @_spi(Generated) public static func _describe(_ type: _WireDescription<Self>) { type.type = IntegerType<Self>() }
}

extension UInt16: WireValue {
  @_spi(Generated) public static func _describe(_ type: _WireDescription<Self>) { type.type = IntegerType<Self>() }
}

extension UInt32: WireValue {
  @_spi(Generated) public static func _describe(_ type: _WireDescription<Self>) { type.type = IntegerType<Self>() }
}

extension UInt64: WireValue {
  @_spi(Generated) public static func _describe(_ type: _WireDescription<Self>) { type.type = IntegerType<Self>() }
}

extension JSONValue: WireValue {
  @_spi(Generated) public static func _describe(_ type: _WireDescription<Self>) { type.type = JSONValueType() }
}

extension NoParams: WireValue {
  @_spi(Generated) public static func _describe(_ type: _WireDescription<Self>) { type.type = NoParamsType() }
}

extension UnrecognizedMessage: WireValue {
  @_spi(Generated) public static func _describe(_ type: _WireDescription<Self>) {
    type.type = UnrecognizedMessageType()
  }
}
