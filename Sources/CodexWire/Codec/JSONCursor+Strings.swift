// Reads strings: scans eight bytes at a time, and validates UTF-8.

extension JSONCursor {
  /// Reads the name of a member and skips the colon after it. A name with an escape is not read on the fast path.
  @inline(__always)
  mutating func name() throws(FastPathUnavailable) -> MemberName {
    let name = try simpleString()
    try expect(UInt8(ascii: ":"))
    return name
  }

  /// Skips `"name":` if the text continues with exactly these bytes, without whitespace.
  @inline(__always)
  mutating func take(_ key: MemberKey) -> Bool {
    let count = key.prefix.count
    guard end - position >= count, let prefix = key.prefix.baseAddress else { return false }
    if count >= 8 {
      guard equalBytes(prefix, position, count) else { return false }
    } else {
      for index in 0..<count where prefix[index] != position[index] { return false }
    }
    position += count
    return true
  }

  /// Reads a string without copying its bytes. A string with an escape is not read on the fast path.
  @inline(__always)
  mutating func simpleString() throws(FastPathUnavailable) -> MemberName {
    try expect(UInt8(ascii: "\""))
    let start = position
    let span = try scan()
    guard !span.hasEscape else { throw FastPathUnavailable() }
    let word: UInt64
    if end - start >= 8 {
      let loaded = UnsafeRawPointer(start).loadUnaligned(as: UInt64.self).littleEndian
      word = span.count >= 8 ? loaded : loaded & ((1 << (UInt64(span.count) &* 8)) &- 1)
    } else {
      word = MemberName.word(start, span.count)
    }
    if !span.isASCII, !UTF8Check.isValid(start, span.count) { throw FastPathUnavailable() }
    return MemberName(start: start, count: span.count, word: word)
  }

  mutating func string() throws(FastPathUnavailable) -> String {
    guard peek() == UInt8(ascii: "\"") else { throw FastPathUnavailable() }
    position += 1
    let start = position
    let span = try scan()
    if span.isPlain, let text = memory.pointee.text(start, span.count) { return text.pointee.string }
    return try string(span, start)
  }

  /// Reads a string that is likely to be the same as the one before, such as an id.
  ///
  /// - Parameter last: The cached text of the string before, if there is one. Afterwards that of this string.
  @inline(__always)
  mutating func string(
    likely last: UnsafeMutablePointer<UnsafeMutablePointer<CodecMemory.Text>?>
  ) throws(FastPathUnavailable) -> String {
    guard peek() == UInt8(ascii: "\"") else { throw FastPathUnavailable() }
    position += 1
    if let text = last.pointee, end - position > text.pointee.count, text.pointee.matches(position),
      position[text.pointee.count] == UInt8(ascii: "\"")
    {
      position += text.pointee.count + 1
      return text.pointee.string
    }
    return try string(remembering: last)
  }

  private mutating func string(
    remembering last: UnsafeMutablePointer<UnsafeMutablePointer<CodecMemory.Text>?>
  ) throws(FastPathUnavailable) -> String {
    let start = position
    let span = try scan()
    guard span.isPlain, let text = memory.pointee.text(start, span.count) else { return try string(span, start) }
    last.pointee = text
    return text.pointee.string
  }

  @inline(__always)
  private func string(_ span: Span, _ start: UnsafePointer<UInt8>) throws(FastPathUnavailable) -> String {
    if span.hasEscape { return try unescaped(start, span.count) }
    guard span.isASCII || UTF8Check.isValid(start, span.count) else { throw FastPathUnavailable() }
    return String(decoding: UnsafeBufferPointer(start: start, count: span.count), as: UTF8.self)
  }

  /// Skips a string, which is validated like a string that is read.
  mutating func skipString() throws(FastPathUnavailable) {
    try expect(UInt8(ascii: "\""))
    let start = position
    let span = try scan()
    if span.hasEscape {
      _ = try unescaped(start, span.count)
    } else if !span.isASCII, !UTF8Check.isValid(start, span.count) {
      throw FastPathUnavailable()
    }
  }

  private struct Span {
    var count: Int
    var hasEscape: Bool
    var isASCII: Bool

    var isPlain: Bool { isASCII && !hasEscape }
  }

  /// Skips the text up to the closing quote, and the quote.
  @inline(__always)
  private mutating func scan() throws(FastPathUnavailable) -> Span {
    let start = position
    var hasEscape = false
    var high: UInt64 = 0
    while true {
      // Skips eight bytes at a time as long as none of them is a quote, a backslash or a control character.
      while end - position >= 8 {
        let word = UnsafeRawPointer(position).loadUnaligned(as: UInt64.self).littleEndian
        let special = Self.special(word)
        if special != 0 {
          let clear = special.trailingZeroBitCount / 8
          high |= clear == 0 ? 0 : word & (UInt64.max >> UInt64(64 - clear * 8))
          position += clear
          break
        }
        high |= word
        position += 8
      }
      guard position < end else { throw FastPathUnavailable() }
      let byte = position.pointee
      switch byte {
      case UInt8(ascii: "\""):
        let span = Span(count: position - start, hasEscape: hasEscape, isASCII: high & 0x8080_8080_8080_8080 == 0)
        position += 1
        return span
      case UInt8(ascii: "\\"):
        hasEscape = true
        guard end - position >= 2 else { throw FastPathUnavailable() }
        position += 2
      case 0..<0x20: throw FastPathUnavailable()
      default:
        high |= UInt64(byte)
        position += 1
      }
    }
  }

  /// Sets the high bit of each byte that is a quote, a backslash or a control character. The bits above the lowest such
  /// byte may be wrong.
  @inline(__always)
  private static func special(_ word: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    let quote = word ^ (ones &* 0x22)
    let backslash = word ^ (ones &* 0x5C)
    return ((quote &- ones) & ~quote | (backslash &- ones) & ~backslash | (word &- ones &* 0x20) & ~word) & highs
  }

  private func unescaped(_ start: UnsafePointer<UInt8>, _ count: Int) throws(FastPathUnavailable) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count)
    var index = 0
    while index < count {
      let byte = start[index]
      index += 1
      guard byte == UInt8(ascii: "\\") else {
        bytes.append(byte)
        continue
      }
      // `scan` has checked that a byte follows each backslash.
      let escape = start[index]
      index += 1
      if let byte = JSONEscape.byte(escape) {
        bytes.append(byte)
      } else if escape == UInt8(ascii: "u") {
        bytes += try scalar(start, count, &index).utf8
      } else {
        throw FastPathUnavailable()
      }
    }
    return try bytes.withUnsafeBufferPointer { buffer throws(FastPathUnavailable) in
      guard let start = buffer.baseAddress else { return "" }
      guard UTF8Check.isValid(start, buffer.count) else { throw FastPathUnavailable() }
      return String(decoding: buffer, as: UTF8.self)
    }
  }

  /// Reads the character of `\uXXXX`, or of a surrogate pair of two such escapes. `index` is after the `u`.
  private func scalar(
    _ start: UnsafePointer<UInt8>,
    _ count: Int,
    _ index: inout Int
  ) throws(FastPathUnavailable) -> Character {
    let first = try hexadecimal(start, count, &index)
    if let scalar = Unicode.Scalar(first) { return Character(scalar) }
    guard JSONEscape.isHighSurrogate(first), count - index >= 6, start[index] == UInt8(ascii: "\\"),
      start[index + 1] == UInt8(ascii: "u")
    else { throw FastPathUnavailable() }
    index += 2
    let second = try hexadecimal(start, count, &index)
    guard let scalar = JSONEscape.scalar(high: first, low: second) else { throw FastPathUnavailable() }
    return Character(scalar)
  }

  private func hexadecimal(
    _ start: UnsafePointer<UInt8>,
    _ count: Int,
    _ index: inout Int
  ) throws(FastPathUnavailable) -> UInt32 {
    guard count - index >= 4 else { throw FastPathUnavailable() }
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = JSONEscape.hexadecimalDigit(start[index]) else { throw FastPathUnavailable() }
      value = value << 4 | digit
      index += 1
    }
    return value
  }
}

/// A string without escapes in the JSON text, not copied: the name of a member, or a tag.
struct MemberName {
  let start: UnsafePointer<UInt8>
  let count: Int
  /// The first eight bytes, padded with zeros. The first byte is the lowest one.
  let word: UInt64

  var isASCII: Bool { !UnsafeBufferPointer(start: start, count: count).contains { $0 >= 0x80 } }

  var string: String { String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self) }

  static func word(_ start: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
    var word: UInt64 = 0
    for index in 0..<min(count, 8) { word |= UInt64(start[index]) << UInt64(index * 8) }
    return word
  }
}

/// Validates UTF-8 (Unicode 15, table 3-7).
enum UTF8Check {
  static func isValid(_ start: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    var index = 0
    while index < count {
      let first = start[index]
      index += 1
      if first < 0x80 { continue }
      let following: Int
      var allowed: ClosedRange<UInt8> = 0x80...0xBF
      switch first {
      case 0xC2...0xDF: following = 1
      case 0xE0: (following, allowed) = (2, 0xA0...0xBF)
      case 0xED: (following, allowed) = (2, 0x80...0x9F)
      case 0xE1...0xEF: following = 2
      case 0xF0: (following, allowed) = (3, 0x90...0xBF)
      case 0xF4: (following, allowed) = (3, 0x80...0x8F)
      case 0xF1...0xF3: following = 3
      default: return false
      }
      guard count - index >= following else { return false }
      for offset in 0..<following {
        guard allowed ~= start[index + offset] else { return false }
        allowed = 0x80...0xBF
      }
      index += following
    }
    return true
  }
}
