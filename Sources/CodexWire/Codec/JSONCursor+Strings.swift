// Strings: found eight bytes at a time, checked to be UTF-8, made without a copy in between.

extension JSONCursor {
  /// The name of a member, with the colon after it. Names with an escape are deferred.
  @inline(__always)
  mutating func name() throws(Deferred) -> MemberName {
    let name = try simpleString()
    try expect(UInt8(ascii: ":"))
    return name
  }

  /// Takes `"name":`, if that is what stands here without a space.
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

  /// A string where it stands. One with an escape is deferred.
  @inline(__always)
  mutating func simpleString() throws(Deferred) -> MemberName {
    try expect(UInt8(ascii: "\""))
    let start = position
    let span = try scan()
    guard !span.hasEscape else { throw Deferred() }
    let word: UInt64
    if end - start >= 8 {
      let loaded = UnsafeRawPointer(start).loadUnaligned(as: UInt64.self).littleEndian
      word = span.count >= 8 ? loaded : loaded & ((1 << (UInt64(span.count) &* 8)) &- 1)
    } else {
      word = MemberName.word(start, span.count)
    }
    if !span.isASCII, !UTF8Check.isValid(start, span.count) { throw Deferred() }
    return MemberName(start: start, count: span.count, word: word)
  }

  mutating func string() throws(Deferred) -> String {
    guard peek() == UInt8(ascii: "\"") else { throw Deferred() }
    position += 1
    let start = position
    let span = try scan()
    if span.hasEscape { return try unescaped(start, span.count) }
    if span.isASCII { return memory.pointee.string(start, span.count) }
    guard UTF8Check.isValid(start, span.count) else { throw Deferred() }
    return String(decoding: UnsafeBufferPointer(start: start, count: span.count), as: UTF8.self)
  }

  /// Passes over a string. What it holds is checked like that of a string that is read.
  mutating func skipString() throws(Deferred) {
    try expect(UInt8(ascii: "\""))
    let start = position
    let span = try scan()
    if span.hasEscape {
      _ = try unescaped(start, span.count)
    } else if !span.isASCII, !UTF8Check.isValid(start, span.count) {
      throw Deferred()
    }
  }

  private struct Span {
    var count: Int
    var hasEscape: Bool
    var isASCII: Bool
  }

  /// Finds the closing quote and takes it.
  @inline(__always)
  private mutating func scan() throws(Deferred) -> Span {
    let start = position
    var hasEscape = false
    var high: UInt64 = 0
    while true {
      // Eight bytes that need no attention: no quote, no backslash, no control character.
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
      guard position < end else { throw Deferred() }
      let byte = position.pointee
      switch byte {
      case UInt8(ascii: "\""):
        let span = Span(count: position - start, hasEscape: hasEscape, isASCII: high & 0x8080_8080_8080_8080 == 0)
        position += 1
        return span
      case UInt8(ascii: "\\"):
        hasEscape = true
        guard end - position >= 2 else { throw Deferred() }
        position += 2
      case 0..<0x20: throw Deferred()
      default:
        high |= UInt64(byte)
        position += 1
      }
    }
  }

  /// The high bit of each byte that is a quote, a backslash or a control character; of what is above the lowest such
  /// byte the bits may be wrong.
  @inline(__always)
  private static func special(_ word: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    let quote = word ^ (ones &* 0x22)
    let backslash = word ^ (ones &* 0x5C)
    return ((quote &- ones) & ~quote | (backslash &- ones) & ~backslash | (word &- ones &* 0x20) & ~word) & highs
  }

  private func unescaped(_ start: UnsafePointer<UInt8>, _ count: Int) throws(Deferred) -> String {
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
      // `scan` has seen that something follows a backslash.
      let escape = start[index]
      index += 1
      switch escape {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): bytes.append(escape)
      case UInt8(ascii: "b"): bytes.append(0x08)
      case UInt8(ascii: "f"): bytes.append(0x0C)
      case UInt8(ascii: "n"): bytes.append(0x0A)
      case UInt8(ascii: "r"): bytes.append(0x0D)
      case UInt8(ascii: "t"): bytes.append(0x09)
      case UInt8(ascii: "u"): bytes += try scalar(start, count, &index).utf8
      default: throw Deferred()
      }
    }
    return try bytes.withUnsafeBufferPointer { buffer throws(Deferred) in
      guard let start = buffer.baseAddress else { return "" }
      guard UTF8Check.isValid(start, buffer.count) else { throw Deferred() }
      return String(decoding: buffer, as: UTF8.self)
    }
  }

  /// The character of `\uXXXX`, or of two that are a surrogate pair; `index` is behind the `u`.
  private func scalar(
    _ start: UnsafePointer<UInt8>,
    _ count: Int,
    _ index: inout Int
  ) throws(Deferred) -> Character {
    let first = try hexadecimal(start, count, &index)
    if let scalar = Unicode.Scalar(first) { return Character(scalar) }
    guard first < 0xDC00, count - index >= 6, start[index] == UInt8(ascii: "\\"), start[index + 1] == UInt8(ascii: "u")
    else { throw Deferred() }
    index += 2
    let second = try hexadecimal(start, count, &index)
    guard 0xDC00...0xDFFF ~= second, let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else { throw Deferred() }
    return Character(scalar)
  }

  private func hexadecimal(
    _ start: UnsafePointer<UInt8>,
    _ count: Int,
    _ index: inout Int
  ) throws(Deferred) -> UInt32 {
    guard count - index >= 4 else { throw Deferred() }
    var value: UInt32 = 0
    for _ in 0..<4 {
      let byte = start[index]
      index += 1
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 | UInt32(byte - 0x30)
      case UInt8(ascii: "a")...UInt8(ascii: "f"): value = value << 4 | UInt32(byte - 0x57)
      case UInt8(ascii: "A")...UInt8(ascii: "F"): value = value << 4 | UInt32(byte - 0x37)
      default: throw Deferred()
      }
    }
    return value
  }
}

/// A string as it stands in the text, without escapes: a member's name or a tag.
struct MemberName {
  let start: UnsafePointer<UInt8>
  let count: Int
  /// The first eight bytes, the first one lowest, padded with zeros.
  let word: UInt64

  var string: String { String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self) }

  static func word(_ start: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
    var word: UInt64 = 0
    for index in 0..<min(count, 8) { word |= UInt64(start[index]) << UInt64(index * 8) }
    return word
  }
}

/// Whether bytes are UTF-8 (Unicode 15, table 3-7).
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
