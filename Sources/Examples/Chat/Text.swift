#if os(macOS) || os(Linux)
/// A line of the screen, in one style. The text contains no control characters.
struct Line: Equatable {
  var text: String
  var style = Style.plain

  enum Style: String {
    case plain = ""
    case bold = "1"
    case dim = "2"
    case red = "31"
    case green = "32"
    case yellow = "33"
    case cyan = "36"
    case inverse = "7"
  }

  init(_ text: String, _ style: Style = .plain) {
    self.text = text
    self.style = style
  }

  /// The line for the terminal, cut to a width.
  func rendered(width: Int) -> String {
    let text = text.cut(to: width)
    return style == .plain ? text : "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m"
  }
}

extension String {
  /// The text without characters that a terminal would execute or that change the direction of the text. Texts of the model, of commands
  /// and of files can contain any characters.
  var printable: String {
    var result = UnicodeScalarView()
    for scalar in unicodeScalars {
      switch scalar.value {
      case 0x09: result.append(contentsOf: "    ".unicodeScalars)
      case 0x0A: result.append(scalar)
      case 0x00..<0x20, 0x7F..<0xA0, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069: break
      default: result.append(scalar)
      }
    }
    return String(result)
  }

  /// The number of columns that the text takes in a terminal.
  var columns: Int { reduce(0) { $0 + $1.columns } }

  /// The beginning of the text that fits into a number of columns.
  func cut(to width: Int) -> String {
    var used = 0
    for index in indices {
      used += self[index].columns
      if used > width { return String(self[..<index]) }
    }
    return self
  }

  /// The printable text in lines of at most `width` columns, broken between words if possible.
  func wrapped(to width: Int) -> [String] {
    let width = max(1, width)
    return printable.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line -> [String] in
      var lines: [String] = []
      var current = ""
      var used = 0
      // The position after the last space in `current`.
      var lastBreak: String.Index?
      for character in line {
        if used + character.columns > width, !current.isEmpty {
          if let position = lastBreak, position < current.endIndex {
            let rest = String(current[position...])
            lines.append(String(current[..<position]))
            current = rest
          } else {
            lines.append(current)
            current = ""
          }
          used = current.columns
          lastBreak = nil
        }
        current.append(character)
        used += character.columns
        if character == " " { lastBreak = current.endIndex }
      }
      return lines + [current]
    }
  }
}

extension Character {
  /// The number of columns that a terminal gives to the character.
  var columns: Int {
    guard let scalar = unicodeScalars.first else { return 0 }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
      0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }
}
#endif
