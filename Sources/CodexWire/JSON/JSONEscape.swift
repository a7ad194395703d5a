/// The escapes in JSON strings (RFC 8259, section 7), for both readers of JSON: `JSONParser` and `JSONCursor`.
enum JSONEscape {
  /// The byte that a backslash and `letter` represent; `nil` for `u` and for letters that are not an escape.
  @inline(__always)
  static func byte(_ letter: UInt8) -> UInt8? {
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): letter
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "t"): 0x09
    default: nil
    }
  }

  /// The value of a hexadecimal digit; `nil` for any other byte.
  @inline(__always)
  static func hexadecimalDigit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - 0x30)
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - 0x57)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - 0x37)
    default: nil
    }
  }

  /// Whether a UTF-16 code unit is the first half of a surrogate pair.
  static func isHighSurrogate(_ unit: UInt32) -> Bool { unit & 0xFC00 == 0xD800 }

  /// The Unicode scalar of a surrogate pair; `nil` when `low` is not the second half of a pair.
  static func scalar(high: UInt32, low: UInt32) -> Unicode.Scalar? {
    guard low & 0xFC00 == 0xDC00 else { return nil }
    return Unicode.Scalar(0x10000 + (high & 0x3FF) << 10 + low & 0x3FF)
  }
}
