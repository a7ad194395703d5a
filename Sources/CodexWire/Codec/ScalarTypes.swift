// Strings, truth values, numbers and untyped values.

/// What all types with one plain Swift type have in common.
class ScalarType<Value: WireValue & Codable & Hashable>: WireType {
  override func decode(from decoder: any Decoder, into value: UnsafeMutableRawPointer) throws {
    let decoded = try decoder.singleValueContainer().decode(Value.self)
    value.initializeMemory(as: Value.self, to: decoded)
  }

  override func encode(_ value: UnsafeRawPointer, to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(value.assumingMemoryBound(to: Value.self).pointee)
  }

  override func areEqual(_ left: UnsafeRawPointer, _ right: UnsafeRawPointer) -> Bool {
    left.assumingMemoryBound(to: Value.self).pointee == right.assumingMemoryBound(to: Value.self).pointee
  }

  override func hash(_ value: UnsafeRawPointer, into hasher: inout Hasher) {
    hasher.combine(value.assumingMemoryBound(to: Value.self).pointee)
  }
}

final class StringType: ScalarType<String> {
  override func read(_ cursor: inout JSONCursor, into value: UnsafeMutableRawPointer) throws(Deferred) {
    let string = try cursor.string()
    value.initializeMemory(as: String.self, to: string)
  }

  override func write(_ value: UnsafeRawPointer, to output: JSONOutput) {
    output.write(value.assumingMemoryBound(to: String.self).pointee)
  }

  override func areEqual(_ left: UnsafeRawPointer, _ right: UnsafeRawPointer) -> Bool {
    left.assumingMemoryBound(to: String.self).pointee == right.assumingMemoryBound(to: String.self).pointee
  }
}

final class BoolType: ScalarType<Bool> {
  override func read(_ cursor: inout JSONCursor, into value: UnsafeMutableRawPointer) throws(Deferred) {
    let isTrue = try cursor.boolean()
    value.initializeMemory(as: Bool.self, to: isTrue)
  }

  override func write(_ value: UnsafeRawPointer, to output: JSONOutput) {
    output.write(literal: value.assumingMemoryBound(to: Bool.self).pointee ? "true" : "false")
  }
}

final class IntegerType<Value: FixedWidthInteger & WireValue & Codable>: ScalarType<Value> {
  override func read(_ cursor: inout JSONCursor, into value: UnsafeMutableRawPointer) throws(Deferred) {
    guard let integer = Value(exactly: try cursor.integer()) else { throw Deferred() }
    value.initializeMemory(as: Value.self, to: integer)
  }

  override func write(_ value: UnsafeRawPointer, to output: JSONOutput) {
    output.write(value.assumingMemoryBound(to: Value.self).pointee)
  }
}

final class DoubleType: ScalarType<Double> {
  override func read(_ cursor: inout JSONCursor, into value: UnsafeMutableRawPointer) throws(Deferred) {
    let number = try cursor.number().value
    value.initializeMemory(as: Double.self, to: number)
  }

  override func write(_ value: UnsafeRawPointer, to output: JSONOutput) throws(Deferred) {
    try output.write(value.assumingMemoryBound(to: Double.self).pointee)
  }
}

final class JSONValueType: ScalarType<JSONValue> {
  override func read(_ cursor: inout JSONCursor, into value: UnsafeMutableRawPointer) throws(Deferred) {
    let json = try cursor.value()
    value.initializeMemory(as: JSONValue.self, to: json)
  }

  override func write(_ value: UnsafeRawPointer, to output: JSONOutput) throws(Deferred) {
    try output.write(value.assumingMemoryBound(to: JSONValue.self).pointee)
  }

  override func writeMembers(_ value: UnsafeRawPointer, to output: JSONOutput) throws(Deferred) {
    guard case .object(let members) = value.assumingMemoryBound(to: JSONValue.self).pointee else { throw Deferred() }
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

/// The parameters of a method that has none.
final class NoParamsType: ScalarType<NoParams> {
  override func read(_ cursor: inout JSONCursor, into value: UnsafeMutableRawPointer) throws(Deferred) {
    try cursor.skipValue()
    value.initializeMemory(as: NoParams.self, to: NoParams())
  }

  override func decode(from decoder: any Decoder, into value: UnsafeMutableRawPointer) throws {
    value.initializeMemory(as: NoParams.self, to: NoParams())
  }

  override func encode(_ value: UnsafeRawPointer, to encoder: any Encoder) throws {
    _ = encoder.container(keyedBy: WireKey.self)
  }

  override func write(_ value: UnsafeRawPointer, to output: JSONOutput) { output.write(literal: "{}") }

  override func initializeAbsent(_ value: UnsafeMutableRawPointer) -> Bool {
    value.initializeMemory(as: NoParams.self, to: NoParams())
    return true
  }

  override func isAbsent(_ value: UnsafeRawPointer) -> Bool { true }
}

/// A whole message that is kept as it came.
final class UnrecognizedMessageType: ScalarType<UnrecognizedMessage> {
  override func read(_ cursor: inout JSONCursor, into value: UnsafeMutableRawPointer) throws(Deferred) {
    let json = try cursor.value()
    value.initializeMemory(as: UnrecognizedMessage.self, to: UnrecognizedMessage(json))
  }

  override func write(_ value: UnsafeRawPointer, to output: JSONOutput) throws(Deferred) {
    try output.write(value.assumingMemoryBound(to: UnrecognizedMessage.self).pointee.json)
  }
}

extension String: WireValue {
  public static func _describe(_ type: _WireDescription<Self>) { type.type = StringType(Self.self) }
}

extension Bool: WireValue {
  public static func _describe(_ type: _WireDescription<Self>) { type.type = BoolType(Self.self) }
}

extension Double: WireValue {
  public static func _describe(_ type: _WireDescription<Self>) { type.type = DoubleType(Self.self) }
}

extension Float: WireValue {
  /// The direct path leaves numbers of single precision to `JSONDecoder` and `JSONEncoder`.
  public static func _describe(_ type: _WireDescription<Self>) { type.type = ScalarType<Float>(Self.self) }
}

extension Int: WireValue {
  public static func _describe(_ type: _WireDescription<Self>) { type.type = IntegerType<Self>(Self.self) }
}

extension Int8: WireValue {
  public static func _describe(_ type: _WireDescription<Self>) { type.type = IntegerType<Self>(Self.self) }
}

extension Int16: WireValue {
  public static func _describe(_ type: _WireDescription<Self>) { type.type = IntegerType<Self>(Self.self) }
}

extension Int32: WireValue {
  public static func _describe(_ type: _WireDescription<Self>) { type.type = IntegerType<Self>(Self.self) }
}

extension Int64: WireValue {
  public static func _describe(_ type: _WireDescription<Self>) { type.type = IntegerType<Self>(Self.self) }
}

extension UInt: WireValue {
  public static func _describe(_ type: _WireDescription<Self>) { type.type = IntegerType<Self>(Self.self) }
}

extension UInt8: WireValue {
  public static func _describe(_ type: _WireDescription<Self>) { type.type = IntegerType<Self>(Self.self) }
}

extension UInt16: WireValue {
  public static func _describe(_ type: _WireDescription<Self>) { type.type = IntegerType<Self>(Self.self) }
}

extension UInt32: WireValue {
  public static func _describe(_ type: _WireDescription<Self>) { type.type = IntegerType<Self>(Self.self) }
}

extension UInt64: WireValue {
  public static func _describe(_ type: _WireDescription<Self>) { type.type = IntegerType<Self>(Self.self) }
}

extension JSONValue: WireValue {
  public static func _describe(_ type: _WireDescription<Self>) { type.type = JSONValueType(Self.self) }
}

extension NoParams: WireValue {
  public static func _describe(_ type: _WireDescription<Self>) { type.type = NoParamsType(Self.self) }
}

extension UnrecognizedMessage: WireValue {
  public static func _describe(_ type: _WireDescription<Self>) { type.type = UnrecognizedMessageType(Self.self) }
}
