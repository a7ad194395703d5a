extension JSONTree {
  /// How a text is written where JSON leaves a choice.
  struct Style {
    /// Whether spaces and line ends are put between tokens.
    var hasSpaces = false
    /// Whether strings are written with an escape for each character.
    var escapesAll = false

    static func random(using random: inout SplitMix64) -> Style {
      // Mostly as servers write: without spaces and with the escapes that are needed.
      Style(
        hasSpaces: Int.random(in: 0..<8, using: &random) == 0,
        escapesAll: Int.random(in: 0..<16, using: &random) == 0
      )
    }
  }

  func bytes(style: Style = Style()) -> [UInt8] {
    var output: [UInt8] = []
    write(to: &output, style)
    return output
  }

  private func write(to output: inout [UInt8], _ style: Style) {
    let space = style.hasSpaces ? Array(" \n".utf8) : []
    switch self {
    case .literal(let text): output += Array(text.utf8)
    case .string(let text): Self.write(text, to: &output, style)
    case .array(let elements):
      output.append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        if index > 0 { output.append(UInt8(ascii: ",")) }
        output += space
        element.write(to: &output, style)
      }
      output += space + [UInt8(ascii: "]")]
    case .object(let members):
      output.append(UInt8(ascii: "{"))
      for (index, member) in members.enumerated() {
        if index > 0 { output.append(UInt8(ascii: ",")) }
        output += space
        Self.write(member.name, to: &output, style)
        output += space + [UInt8(ascii: ":")]
        member.value.write(to: &output, style)
      }
      output += space + [UInt8(ascii: "}")]
    }
  }

  private static func write(_ text: String, to output: inout [UInt8], _ style: Style) {
    output.append(UInt8(ascii: "\""))
    if style.escapesAll {
      for unit in text.utf16 {
        let digits = String(unit, radix: 16)
        output += Array("\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)".utf8)
      }
    } else {
      for byte in text.utf8 {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): output += [UInt8(ascii: "\\"), byte]
        case 0..<0x10: output += Array("\\u000\(String(byte, radix: 16))".utf8)
        case 0x10..<0x20: output += Array("\\u00\(String(byte, radix: 16))".utf8)
        default: output.append(byte)
        }
      }
    }
    output.append(UInt8(ascii: "\""))
  }
}
