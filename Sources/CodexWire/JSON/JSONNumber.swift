/// The values of numbers in JSON texts, for all readers of JSON.
///
/// JSON does not distinguish 1.0 from 1, and a number that was read must be written as a text that is read as the same
/// number. So the text is an integer when its exact value is an integer of 64 bits, and otherwise when the shortest text of
/// the nearest `Double` is one: `1.0`, `1e2`, `1.0000000000000001` and `1e-400` are the integers 1, 100, 1 and 0.
enum JSONNumber {
  /// The value of a valid JSON number; `nil` when the number is too large for `Double`.
  static func value(of text: UnsafeBufferPointer<UInt8>) -> JSONValue? {
    if let integer = integer(text) { return integer }
    guard let number = Double(String(decoding: text, as: UTF8.self)), number.isFinite else { return nil }
    return value(nearest: number)
  }

  /// The value of a number whose exact value is not an integer of 64 bits.
  static func value(nearest number: Double) -> JSONValue {
    guard number == number.rounded() else { return .number(number) }
    return integer(number.description.utf8) ?? .number(number)
  }

  /// The exact value of a valid JSON number when it is an integer of 64 bits.
  static func integer(_ text: some Sequence<UInt8>) -> JSONValue? {
    // The value is (±magnitude)·10^(zeros + power). All digits of the magnitude count; its last digit is not 0.
    var magnitude: UInt64 = 0
    var zeros = 0
    var power = 0
    var exponent = 0
    var isNegative = false
    var isNegativeExponent = false
    var isFraction = false
    var isExponent = false
    for byte in text {
      switch byte {
      case UInt8(ascii: "-"): if isExponent { isNegativeExponent = true } else { isNegative = true }
      case UInt8(ascii: "+"): break
      case UInt8(ascii: "."): isFraction = true
      case UInt8(ascii: "e"), UInt8(ascii: "E"): isExponent = true
      default:
        let digit = Int(byte &- 0x30)
        if isExponent {
          // A larger exponent changes nothing: a text has less digits than that.
          exponent = min(exponent * 10 + digit, 1 << 50)
          continue
        }
        if isFraction { power -= 1 }
        if digit == 0 {
          zeros += 1
        } else {
          // An integer with more digits does not fit into 64 bits, and neither does a fraction.
          guard let shifted = scaled(magnitude, by: zeros + 1) else { return nil }
          let (sum, overflow) = shifted.addingReportingOverflow(UInt64(digit))
          guard !overflow else { return nil }
          magnitude = sum
          zeros = 0
        }
      }
    }
    guard magnitude != 0 else { return .integer(0) }
    power += zeros + (isNegativeExponent ? -exponent : exponent)
    guard power >= 0, let value = scaled(magnitude, by: power) else { return nil }
    if !isNegative { return value <= UInt64(Int64.max) ? .integer(Int64(value)) : .unsignedInteger(value) }
    return value <= Int64.min.magnitude ? .integer(Int64(truncatingIfNeeded: 0 &- value)) : nil
  }

  /// `value`·10^`power`; `nil` when it does not fit into 64 bits.
  private static func scaled(_ value: UInt64, by power: Int) -> UInt64? {
    guard value != 0 else { return 0 }
    guard power < 20 else { return nil }
    var value = value
    for _ in 0..<power {
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      if overflow { return nil }
      value = product
    }
    return value
  }
}
