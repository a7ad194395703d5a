/// Thrown when the fast path cannot read or write a value. `WireDecoder` and `WireEncoder` catch it and use `JSONDecoder`
/// or `JSONEncoder` for the whole value, which decide whether the value is an error.
struct FastPathUnavailable: Error {}

/// A position in a JSON text, and functions that read the value at that position.
///
/// A cursor accepts only text that `JSONDecoder` reads in the same way. For all other text, such as a value of a wrong type
/// or an unusual escape, its functions throw `FastPathUnavailable`.
///
/// Every access is between `position` and `end`.
struct JSONCursor {
  var position: UnsafePointer<UInt8>
  let end: UnsafePointer<UInt8>
  /// How many objects and arrays contain the position.
  var depth = 0
  let memory: UnsafeMutablePointer<CodecMemory>

  /// Deeper nesting is left to `JSONDecoder`, which accepts up to 512 levels. So the fast path cannot exhaust the stack.
  static let maximumDepth = 500

  init(_ bytes: UnsafeBufferPointer<UInt8>, _ start: UnsafePointer<UInt8>, memory: UnsafeMutablePointer<CodecMemory>) {
    position = start
    end = start + bytes.count
    self.memory = memory
  }

  @inline(__always)
  mutating func skipWhitespace() {
    while position < end, position.pointee <= 0x20 {
      switch position.pointee {
      case 0x20, 0x0A, 0x0D, 0x09: position += 1
      default: return
      }
    }
  }

  /// Skips whitespace and returns the first byte of the next value; 0 at the end of the text.
  @inline(__always)
  mutating func peek() -> UInt8 {
    skipWhitespace()
    return position < end ? position.pointee : 0
  }

  @inline(__always)
  mutating func take(_ byte: UInt8) -> Bool {
    guard position < end, position.pointee == byte else {
      skipWhitespace()
      guard position < end, position.pointee == byte else { return false }
      position += 1
      return true
    }
    position += 1
    return true
  }

  @inline(__always)
  mutating func expect(_ byte: UInt8) throws(FastPathUnavailable) {
    if !take(byte) { throw FastPathUnavailable() }
  }

  @inline(__always)
  mutating func open(_ byte: UInt8) throws(FastPathUnavailable) {
    try expect(byte)
    depth += 1
    if depth > Self.maximumDepth { throw FastPathUnavailable() }
  }

  /// Whether another member or element follows the one before the cursor. Skips the comma or the closing `byte`.
  @inline(__always)
  mutating func hasNext(before byte: UInt8) throws(FastPathUnavailable) -> Bool {
    if take(UInt8(ascii: ",")) { return true }
    try expect(byte)
    depth -= 1
    return false
  }

  /// Whether the object or array that was just opened is empty. Skips the closing `byte` if it is.
  @inline(__always)
  mutating func isEmpty(before byte: UInt8) -> Bool {
    guard take(byte) else { return false }
    depth -= 1
    return true
  }

  /// Skips `null`. Returns `false` when the next value is something else.
  @inline(__always)
  mutating func takeNull() throws(FastPathUnavailable) -> Bool {
    guard peek() == UInt8(ascii: "n") else { return false }
    try literal("null")
    return true
  }

  mutating func boolean() throws(FastPathUnavailable) -> Bool {
    switch peek() {
    case UInt8(ascii: "t"):
      try literal("true")
      return true
    case UInt8(ascii: "f"):
      try literal("false")
      return false
    default: throw FastPathUnavailable()
    }
  }

  private mutating func literal(_ text: StaticString) throws(FastPathUnavailable) {
    let count = text.utf8CodeUnitCount
    guard end - position >= count else { throw FastPathUnavailable() }
    for index in 0..<count where position[index] != text.utf8Start[index] { throw FastPathUnavailable() }
    position += count
  }
}

// MARK: Numbers

extension JSONCursor {
  /// Reads an integer of at most 18 digits, without fraction and exponent.
  mutating func integer() throws(FastPathUnavailable) -> Int64 {
    _ = peek()
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
      if position - start > 18 { throw FastPathUnavailable() }
    }
    let digits = position - start
    guard digits > 0, start.pointee != 0x30 || (digits == 1 && !isNegative) else { throw FastPathUnavailable() }
    if position < end {
      switch position.pointee {
      case UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"): throw FastPathUnavailable()
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

  /// Reads a number, and says whether it is written without fraction and exponent.
  mutating func number() throws(FastPathUnavailable) -> (value: Double, isWhole: Bool) {
    _ = peek()
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
    let text = String(decoding: UnsafeBufferPointer(start: start, count: position - start), as: UTF8.self)
    guard let value = Double(text), value.isFinite else { throw FastPathUnavailable() }
    return (value, isWhole)
  }

  private mutating func digits() throws(FastPathUnavailable) {
    let start = position
    while position < end, position.pointee &- 0x30 < 10 { position += 1 }
    if position == start { throw FastPathUnavailable() }
  }
}
