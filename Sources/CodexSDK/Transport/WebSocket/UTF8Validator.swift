/// Checks whether bytes that arrive in parts are valid UTF-8. A part may end within a character.
struct UTF8Validator {
  /// The number of bytes that complete the current character.
  private var missing = 0
  /// The range of the next byte within a character. Only the second byte can have a smaller range than 0x80 to 0xBF.
  private var lowest: UInt8 = 0x80
  private var highest: UInt8 = 0xBF

  /// Whether the bytes do not end within a character.
  var isComplete: Bool { missing == 0 }

  /// Checks the next bytes. After the result `false`, the validator must not be used again.
  mutating func accepts(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard let base = bytes.baseAddress else { return true }
    var index = 0
    while index < bytes.count {
      if missing == 0 {
        index = Self.endOfASCII(base, from: index, count: bytes.count)
        guard index < bytes.count else { return true }
        guard begin(with: base.load(fromByteOffset: index, as: UInt8.self)) else { return false }
      } else {
        let byte = base.load(fromByteOffset: index, as: UInt8.self)
        guard byte >= lowest, byte <= highest else { return false }
        (lowest, highest) = (0x80, 0xBF)
        missing -= 1
      }
      index += 1
    }
    return true
  }

  /// - Returns: `false` when no character of more than one byte begins with the byte.
  private mutating func begin(with byte: UInt8) -> Bool {
    switch byte {
    case 0xC2...0xDF: missing = 1
    case 0xE0...0xEF:
      missing = 2
      // 0xE0 must not begin a character that has a shorter form, and 0xED must not begin a surrogate.
      if byte == 0xE0 { lowest = 0xA0 }
      if byte == 0xED { highest = 0x9F }
    case 0xF0...0xF4:
      missing = 3
      // 0xF0 must not begin a character that has a shorter form. The last character is U+10FFFF.
      if byte == 0xF0 { lowest = 0x90 }
      if byte == 0xF4 { highest = 0x8F }
    default: return false
    }
    return true
  }

  /// The index of the first byte that is not ASCII. Messages are mostly ASCII, so eight bytes are checked at once.
  private static func endOfASCII(_ base: UnsafeRawPointer, from start: Int, count: Int) -> Int {
    var index = start
    while index + 32 <= count {
      let first = base.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      let second = base.loadUnaligned(fromByteOffset: index + 8, as: UInt64.self)
      let third = base.loadUnaligned(fromByteOffset: index + 16, as: UInt64.self)
      let fourth = base.loadUnaligned(fromByteOffset: index + 24, as: UInt64.self)
      if (first | second | third | fourth) & 0x8080_8080_8080_8080 != 0 { break }
      index += 32
    }
    while index < count, base.load(fromByteOffset: index, as: UInt8.self) < 0x80 { index += 1 }
    return index
  }
}
