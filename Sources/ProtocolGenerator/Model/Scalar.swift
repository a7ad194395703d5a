/// A string, a Boolean or a number, with the width that the keyword `format` gives a number. The raw value is
/// the Swift type with this width.
enum Scalar: String, Hashable, Sendable, CaseIterable {
  case string = "String"
  case boolean = "Bool"
  case double = "Double"
  case float = "Float"
  case int = "Int"
  case int8 = "Int8"
  case int16 = "Int16"
  case int32 = "Int32"
  case int64 = "Int64"
  case uint = "UInt"
  case uint8 = "UInt8"
  case uint16 = "UInt16"
  case uint32 = "UInt32"
  case uint64 = "UInt64"

  /// The Swift type of generated code. Integers are an `Int`, so that programs need no conversions between the integers of
  /// different messages. The exception is the format `uint64`, which allows numbers that an `Int` cannot hold.
  var swiftType: Scalar {
    switch self {
    case .int8, .int16, .int32, .int64, .uint8, .uint16, .uint32, .uint: .int
    case .string, .boolean, .double, .float, .int, .uint64: self
    }
  }

  var isInteger: Bool { width != nil }

  /// The width of an integer type; `nil` for every other type.
  var width: IntegerWidth? {
    switch self {
    case .string, .boolean, .double, .float: nil
    case .int, .int64: IntegerWidth(bits: 64, isSigned: true)
    case .int8: IntegerWidth(bits: 8, isSigned: true)
    case .int16: IntegerWidth(bits: 16, isSigned: true)
    case .int32: IntegerWidth(bits: 32, isSigned: true)
    case .uint, .uint64: IntegerWidth(bits: 64, isSigned: false)
    case .uint8: IntegerWidth(bits: 8, isSigned: false)
    case .uint16: IntegerWidth(bits: 16, isSigned: false)
    case .uint32: IntegerWidth(bits: 32, isSigned: false)
    }
  }
}

/// The values that an integer type can have.
struct IntegerWidth: Hashable, Sendable {
  var bits: Int
  var isSigned: Bool

  func contains(_ value: Int64) -> Bool {
    let magnitudeBits = isSigned ? bits - 1 : bits
    if value < 0, !isSigned { return false }
    if magnitudeBits >= 63 { return true }
    return value >= (isSigned ? -(1 << magnitudeBits) : 0) && value < 1 << magnitudeBits
  }

  /// Whether every value of `other` is a value of this type.
  func contains(_ other: IntegerWidth) -> Bool {
    if isSigned == other.isSigned { return bits >= other.bits }
    return isSigned && bits > other.bits
  }
}
