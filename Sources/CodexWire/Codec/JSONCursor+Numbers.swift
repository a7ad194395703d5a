// Reads numbers: integers eight digits at a time, others by their text.

extension JSONCursor {
  /// Reads an integer of `Value`. As for `JSONDecoder`, 1.0 and 1e2 are integers, too.
  @inline(__always)
  mutating func integer<Value: FixedWidthInteger>(
    of type: Value.Type = Value.self
  ) throws(FastPathUnavailable) -> Value {
    _ = peek()
    let start = position
    if let integer = shortInteger(), let value = Value(exactly: integer) { return value }
    position = start
    return try longInteger()
  }

  private mutating func longInteger<Value: FixedWidthInteger>() throws(FastPathUnavailable) -> Value {
    let number = try numberText()
    if number.isWhole {
      switch JSONNumber.integer(number.text) {
      case .integer(let integer)?: if let value = Value(exactly: integer) { return value }
      case .unsignedInteger(let integer)?: if let value = Value(exactly: integer) { return value }
      default: break
      }
    } else if let double = Double(String(decoding: number.text, as: UTF8.self)), double.magnitude < 0x1p53,
      let value = Value(exactly: double)
    {
      return value
    }
    // From 2^53 on, `JSONDecoder` reads an integer also from some fractions.
    throw FastPathUnavailable()
  }

  /// Reads an integer of at most 18 digits, without fraction and exponent; `nil` when the text is anything else. Then the
  /// position is somewhere in that text.
  @inline(__always)
  mutating func shortInteger() -> Int64? {
    let isNegative = position < end && position.pointee == UInt8(ascii: "-")
    if isNegative { position += 1 }
    let start = position
    var value: Int64 = 0
    // Reads eight digits at once: times in milliseconds have 13.
    if end - position >= 8 {
      let word = UnsafeRawPointer(position).loadUnaligned(as: UInt64.self).littleEndian
      if Self.areDigits(word) {
        value = Self.number(ofDigits: word)
        position += 8
      }
    }
    while position < end, case let digit = position.pointee &- 0x30, digit < 10 {
      value = value &* 10 &+ Int64(digit)
      position += 1
      if position - start > 18 { return nil }
    }
    let digits = position - start
    guard digits > 0, start.pointee != 0x30 || (digits == 1 && !isNegative) else { return nil }
    if position < end {
      switch position.pointee {
      case UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"): return nil
      default: break
      }
    }
    return isNegative ? -value : value
  }

  @inline(__always)
  private static func areDigits(_ word: UInt64) -> Bool {
    let highs: UInt64 = 0xF0F0_F0F0_F0F0_F0F0
    let threes: UInt64 = 0x3030_3030_3030_3030
    // A digit is 0x30 to 0x39: the upper half of the byte is 3, and stays 3 when 6 is added.
    return word & highs == threes && (word &+ 0x0606_0606_0606_0606) & highs == threes
  }

  /// The number that eight digits represent. The first digit is in the lowest byte. Combines digits to pairs, pairs to
  /// numbers of four digits, and these to the result.
  @inline(__always)
  private static func number(ofDigits word: UInt64) -> Int64 {
    let digits = word & 0x0F0F_0F0F_0F0F_0F0F
    let pairs = (digits &* 10 &+ digits >> 8) & 0x00FF_00FF_00FF_00FF
    let fours = (pairs &* 100 &+ pairs >> 16) & 0x0000_FFFF_0000_FFFF
    return Int64((fours &* 10_000 &+ fours >> 32) & 0xFFFF_FFFF)
  }

  /// Reads a number of double precision.
  mutating func double() throws(FastPathUnavailable) -> Double {
    _ = peek()
    let text = try numberText().text
    guard let value = Double(String(decoding: text, as: UTF8.self)), value.isFinite else { throw FastPathUnavailable() }
    // `JSONDecoder` refuses a number that is too small for `Double`, and some texts of zero with an exponent.
    if value == 0, text.contains(where: { $0 > UInt8(ascii: "0") }) { throw FastPathUnavailable() }
    return value
  }

  /// Reads a number of any kind as an untyped value.
  mutating func numericValue() throws(FastPathUnavailable) -> JSONValue {
    _ = peek()
    let start = position
    if let integer = shortInteger() { return .integer(integer) }
    position = start
    guard let value = JSONNumber.value(of: try numberText().text) else { throw FastPathUnavailable() }
    return value
  }

  /// Skips a number.
  ///
  /// - Returns: The text of the number, and whether it has neither a fraction nor an exponent.
  mutating func numberText() throws(FastPathUnavailable) -> (text: UnsafeBufferPointer<UInt8>, isWhole: Bool) {
    let start = position
    var isWhole = true
    if position < end, position.pointee == UInt8(ascii: "-") { position += 1 }
    let first = position
    try digits()
    if first.pointee == 0x30, position - first > 1 { throw FastPathUnavailable() }
    if position < end, position.pointee == UInt8(ascii: ".") {
      isWhole = false
      position += 1
      try digits()
    }
    if position < end, position.pointee | 0x20 == UInt8(ascii: "e") {
      isWhole = false
      position += 1
      if position < end, position.pointee == UInt8(ascii: "+") || position.pointee == UInt8(ascii: "-") {
        position += 1
      }
      try digits()
    }
    return (UnsafeBufferPointer(start: start, count: position - start), isWhole)
  }

  private mutating func digits() throws(FastPathUnavailable) {
    let start = position
    while position < end, position.pointee &- 0x30 < 10 { position += 1 }
    if position == start { throw FastPathUnavailable() }
  }
}
