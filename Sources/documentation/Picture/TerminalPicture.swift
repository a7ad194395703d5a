#if os(macOS) || os(Linux)
/// Draws a screen as an SVG: a window with a title bar, and the text in it.
struct TerminalPicture {
  var screen: TerminalScreen
  /// The title of the window.
  var title: String

  private static let cellWidth = 8.4
  private static let lineHeight = 19
  private static let margin = 16
  private static let titleBar = 36
  private static let background = "#1e2127"
  private static let foreground = "#d7dae0"
  /// The ANSI colours from black to white.
  private static let colors = [
    "#3f4451", "#e06c75", "#98c379", "#e5c07b", "#61afef", "#c678dd", "#56b6c2", "#d7dae0",
  ]

  /// The text of the SVG file.
  var svg: String {
    let width = Int(Double(screen.width) * Self.cellWidth) + 2 * Self.margin
    let height = screen.height * Self.lineHeight + Self.titleBar + 2 * Self.margin
    var lines = [
      """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" viewBox="0 0 \(width) \(height)" \
      font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14">
      """,
      "<title>\(title.escaped)</title>",
      "<rect width=\"\(width)\" height=\"\(height)\" rx=\"10\" fill=\"\(Self.background)\"/>",
    ]
    for (index, color) in ["#ff5f56", "#ffbd2e", "#27c93f"].enumerated() {
      lines.append("<circle cx=\"\(22 + index * 20)\" cy=\"20\" r=\"6\" fill=\"\(color)\"/>")
    }
    lines.append(
      """
      <text x="\(width / 2)" y="25" fill="#8b919c" font-size="13" text-anchor="middle">\(title.escaped)</text>
      """
    )
    for (index, row) in screen.rows.enumerated() { lines += self.lines(of: row, index: index) }
    return (lines + ["</svg>", ""]).joined(separator: "\n")
  }

  /// The elements of a row: one text for each run of characters with the same style.
  private func lines(of row: [TerminalScreen.Cell], index: Int) -> [String] {
    let top = Self.titleBar + Self.margin + index * Self.lineHeight
    var lines: [String] = []
    var column = 0
    for var run in row.runs {
      let left = Self.number(Double(Self.margin) + Double(column) * Self.cellWidth)
      column += run.text.count
      // Spaces at the end are visible only on the background of inverse text.
      while !run.style.isInverse, run.text.last == " " { run.text.removeLast() }
      let width = Self.number(Double(run.text.count) * Self.cellWidth)
      let color = run.style.color.map { Self.colors[$0] } ?? Self.foreground
      if run.style.isInverse {
        lines.append(
          "<rect x=\"\(left)\" y=\"\(top)\" width=\"\(width)\" height=\"\(Self.lineHeight)\" fill=\"\(color)\"/>"
        )
      }
      if run.text.allSatisfy({ $0 == " " }) { continue }
      var attributes = "x=\"\(left)\" y=\"\(top + 14)\" fill=\"\(run.style.isInverse ? Self.background : color)\""
      if run.style.isBold { attributes += " font-weight=\"bold\"" }
      if run.style.isDim { attributes += " opacity=\"0.6\"" }
      // The length keeps the columns in line, whichever font the viewer has.
      lines.append(
        "<text \(attributes) textLength=\"\(width)\" lengthAdjust=\"spacingAndGlyphs\" xml:space=\"preserve\">"
          + "\(run.text.escaped)</text>"
      )
    }
    return lines
  }

  private static func number(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }
}

extension [TerminalScreen.Cell] {
  /// The characters with the same style that follow each other.
  fileprivate var runs: [(text: String, style: TerminalScreen.Style)] {
    reduce(into: []) { runs, cell in
      if runs.last?.style == cell.style {
        runs[runs.count - 1].text.append(cell.character)
      } else {
        runs.append((String(cell.character), cell.style))
      }
    }
  }
}

extension String {
  /// The text as it stands in XML.
  fileprivate var escaped: String {
    reduce(into: "") { text, character in
      switch character {
      case "&": text += "&amp;"
      case "<": text += "&lt;"
      case ">": text += "&gt;"
      case "\"": text += "&quot;"
      default: text.append(character)
      }
    }
  }
}
#endif
