/// Texts of a schema, a customization or a command line, in a form that can stand in a line of a comment or a report.
///
/// Whoever writes a schema chooses these texts. Without this form, a line end would end a comment of the generated code,
/// an escape character would control the terminal, and a bidirectional control would show the characters of a line in
/// another order than the compiler reads them.
extension String {
  /// The text in one line without invisible characters: a space stands for each line end and each tab, and an escape such
  /// as `\u{202e}` for each control character and each invisible formatting character.
  var printable: String {
    if utf8.allSatisfy({ (0x20...0x7E).contains($0) }) { return self }
    var result = String.UnicodeScalarView()
    var previous: Unicode.Scalar?
    for scalar in unicodeScalars {
      defer { previous = scalar }
      if scalar == "\n", previous == "\r" { continue }
      if scalar.isLineEnd || scalar == "\t" {
        result.append(" ")
      } else if scalar.isInvisible {
        result.append(contentsOf: scalar.escape.unicodeScalars)
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }

  /// The lines of the text. Every line end of Unicode ends a line, also a single carriage return.
  var textLines: [String] {
    var lines = [String.UnicodeScalarView()]
    var previous: Unicode.Scalar?
    for scalar in unicodeScalars {
      defer { previous = scalar }
      if scalar == "\n", previous == "\r" { continue }
      if scalar.isLineEnd {
        lines.append(String.UnicodeScalarView())
      } else {
        lines[lines.count - 1].append(scalar)
      }
    }
    return lines.map { String($0) }
  }

  /// The text as a code span of Markdown, in a single line. The fence has more backticks than any part of the text.
  var codeSpan: String {
    let text = printable
    var longest = 0
    var run = 0
    for scalar in text.unicodeScalars {
      run = scalar == "`" ? run + 1 : 0
      longest = max(longest, run)
    }
    if longest == 0, !text.isEmpty { return "`\(text)`" }
    let fence = String(repeating: "`", count: longest + 1)
    return "\(fence) \(text) \(fence)"
  }
}

extension Unicode.Scalar {
  /// Whether the scalar ends a line or a paragraph. Swift ends a line only at a line feed or a carriage return; other
  /// tools also know the other scalars.
  var isLineEnd: Bool {
    switch self {
    case "\n", "\r", "\u{B}", "\u{C}", "\u{85}", "\u{2028}", "\u{2029}": true
    default: false
    }
  }

  /// Whether the scalar is a control character, or a formatting character that a reader does not see.
  ///
  /// Joiners and variation selectors are not among them, since emoji and several scripts need them.
  var isInvisible: Bool {
    if isASCII { return value < 0x20 || value == 0x7F }
    switch value {
    case 0x200C, 0x200D, 0xFE00...0xFE0F: return false
    default: break
    }
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: return true
    default: return properties.isDefaultIgnorableCodePoint
    }
  }

  /// The escape of the scalar in a string literal of Swift.
  var escape: String { "\\u{\(String(value, radix: 16))}" }
}
