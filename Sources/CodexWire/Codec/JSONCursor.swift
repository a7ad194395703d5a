/// Thrown by the direct path when it does not read or write something itself: the whole value then goes through
/// `JSONDecoder` or `JSONEncoder`, which decide.
struct Deferred: Error {}

/// A place in a JSON text, and the reading of what stands there.
///
/// It reads only what is beyond doubt. Whatever is not, from a wrong type to an escape that is no character, is `Deferred`:
/// so it may be stricter than `JSONDecoder`, but whatever it accepts means the same there.
///
/// Every access is between `position` and `end`.
struct JSONCursor {
  var position: UnsafePointer<UInt8>
  let end: UnsafePointer<UInt8>
  /// How many objects and arrays are open.
  var depth = 0
  let memory: UnsafeMutablePointer<CodecMemory>

  /// Deeper nesting is deferred, well before the stack ends and before `JSONDecoder` gives up at 512.
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

  /// The first byte of the next value; 0 at the end of the text.
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
  mutating func expect(_ byte: UInt8) throws(Deferred) {
    if !take(byte) { throw Deferred() }
  }

  @inline(__always)
  mutating func open(_ byte: UInt8) throws(Deferred) {
    try expect(byte)
    depth += 1
    if depth > Self.maximumDepth { throw Deferred() }
  }

  /// After a member or element: whether another one follows. Takes the comma or the closing `byte`.
  @inline(__always)
  mutating func hasNext(before byte: UInt8) throws(Deferred) -> Bool {
    if take(UInt8(ascii: ",")) { return true }
    try expect(byte)
    depth -= 1
    return false
  }

  /// Whether an object or array that was just opened has no member. Takes the closing `byte` if so.
  @inline(__always)
  mutating func isEmpty(before byte: UInt8) -> Bool {
    guard take(byte) else { return false }
    depth -= 1
    return true
  }

  /// Takes `null`, if that is what stands here.
  @inline(__always)
  mutating func takeNull() throws(Deferred) -> Bool {
    guard peek() == UInt8(ascii: "n") else { return false }
    try literal("null")
    return true
  }

  mutating func boolean() throws(Deferred) -> Bool {
    switch peek() {
    case UInt8(ascii: "t"):
      try literal("true")
      return true
    case UInt8(ascii: "f"):
      try literal("false")
      return false
    default: throw Deferred()
    }
  }

  private mutating func literal(_ text: StaticString) throws(Deferred) {
    let count = text.utf8CodeUnitCount
    guard end - position >= count else { throw Deferred() }
    for index in 0..<count where position[index] != text.utf8Start[index] { throw Deferred() }
    position += count
  }
}

// MARK: Numbers

extension JSONCursor {
  /// A whole number that is written as one, of at most 18 digits.
  mutating func integer() throws(Deferred) -> Int64 {
    _ = peek()
    let isNegative = position < end && position.pointee == UInt8(ascii: "-")
    if isNegative { position += 1 }
    let start = position
    var value: Int64 = 0
    // Eight digits at once, as in a time in milliseconds.
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
      if position - start > 18 { throw Deferred() }
    }
    let digits = position - start
    guard digits > 0, start.pointee != 0x30 || (digits == 1 && !isNegative) else { throw Deferred() }
    if position < end {
      switch position.pointee {
      case UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"): throw Deferred()
      default: break
      }
    }
    return isNegative ? -value : value
  }

  @inline(__always)
  private static func areDigits(_ word: UInt64) -> Bool {
    let highs: UInt64 = 0xF0F0_F0F0_F0F0_F0F0
    let threes: UInt64 = 0x3030_3030_3030_3030
    // The upper half of each byte is 3, also after adding 6, which takes what is above 9 to the next.
    return word & highs == threes && (word &+ 0x0606_0606_0606_0606) & highs == threes
  }

  /// The number of eight digits, the first one in the lowest byte: neighbours are joined to pairs, those to fours, and
  /// those to eight.
  @inline(__always)
  private static func number(ofDigits word: UInt64) -> Int64 {
    let digits = word & 0x0F0F_0F0F_0F0F_0F0F
    let pairs = (digits &* 10 &+ digits >> 8) & 0x00FF_00FF_00FF_00FF
    let fours = (pairs &* 100 &+ pairs >> 16) & 0x0000_FFFF_0000_FFFF
    return Int64((fours &* 10_000 &+ fours >> 32) & 0xFFFF_FFFF)
  }

  /// Any number of the JSON grammar, and whether it is written as a whole one.
  mutating func number() throws(Deferred) -> (value: Double, isWhole: Bool) {
    _ = peek()
    let start = position
    var isWhole = true
    if position < end, position.pointee == UInt8(ascii: "-") { position += 1 }
    let first = position
    try digits()
    if first.pointee == 0x30, position - first > 1 { throw Deferred() }
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
    guard let value = Double(text), value.isFinite else { throw Deferred() }
    return (value, isWhole)
  }

  private mutating func digits() throws(Deferred) {
    let start = position
    while position < end, position.pointee &- 0x30 < 10 { position += 1 }
    if position == start { throw Deferred() }
  }
}
