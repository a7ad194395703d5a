#if os(macOS) || os(Linux)
/// A key that the user has pressed.
enum Key: Equatable, Sendable {
  case character(Character)
  case enter
  case backspace
  case tab
  case escape
  case up
  case down
  case pageUp
  case pageDown
  /// Ctrl-C
  case interrupt
  /// Ctrl-D, or the end of the terminal's input.
  case end
  /// Ctrl-R
  case threads
}

/// Finds the keys in the bytes that a terminal sends.
struct KeyParser {
  /// The bytes of a character that is not complete.
  private var rest: [UInt8] = []

  mutating func keys(in bytes: ArraySlice<UInt8>) -> [Key] {
    var bytes = rest + bytes
    rest = []
    var keys: [Key] = []
    while let first = bytes.first {
      switch first {
      case 0x1B:
        let (key, length) = Self.sequence(bytes)
        if let key { keys.append(key) }
        bytes.removeFirst(length)
      case 0x03, 0x04, 0x08, 0x09, 0x0A, 0x0D, 0x12, 0x7F:
        keys.append(Self.controls[first] ?? .escape)
        bytes.removeFirst()
      case 0x00..<0x20: bytes.removeFirst()
      default:
        let length = first < 0x80 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1
        guard bytes.count >= length else {
          rest = bytes
          return keys
        }
        for character in String(decoding: bytes.prefix(length), as: UTF8.self) { keys.append(.character(character)) }
        bytes.removeFirst(length)
      }
    }
    return keys
  }

  private static let controls: [UInt8: Key] = [
    0x03: .interrupt, 0x04: .end, 0x08: .backspace, 0x09: .tab, 0x0A: .enter, 0x0D: .enter, 0x12: .threads,
    0x7F: .backspace,
  ]

  /// The key of an escape sequence, and the length of the sequence.
  private static func sequence(_ bytes: [UInt8]) -> (Key?, Int) {
    guard bytes.count > 2, bytes[1] == UInt8(ascii: "[") || bytes[1] == UInt8(ascii: "O") else { return (.escape, 1) }
    // Parameters, and then one letter or a tilde.
    let end = bytes[2...].firstIndex { (0x40..<0x7F).contains($0) } ?? bytes.endIndex - 1
    switch String(decoding: bytes[2...end], as: UTF8.self) {
    case "A": return (.up, end + 1)
    case "B": return (.down, end + 1)
    case "5~": return (.pageUp, end + 1)
    case "6~": return (.pageDown, end + 1)
    default: return (nil, end + 1)
    }
  }
}
#endif
