/// Builds a plain text of lines, labelled texts and tables, with at most 100 columns. Only a single long name may exceed the
/// width, because nobody could search for a name that is cut in two.
struct TextReport {
  static let width = 100
  private static let gap = 2
  private var lines: [String] = []

  var text: String { lines.joined(separator: "\n") }

  /// Adds a line. All lines are added here, in printable form, since they contain texts of a schema.
  mutating func line(_ text: String = "") { lines.append(text.trimmedEnd.printable) }

  /// Adds a text that is broken between words. All lines after the first are indented twice as much, which shows where the
  /// next text begins.
  mutating func wrapped(_ text: String, indent: Int) {
    for (index, part) in Self.broken(text, width: Self.width - 2 * indent).enumerated() {
      line(Self.spaces(index == 0 ? indent : 2 * indent) + part)
    }
  }

  /// Adds one line for each label with its text. The texts are aligned.
  mutating func facts(_ facts: [(label: String, text: String)]) {
    let column = (facts.map(\.label.count).max() ?? 0) + Self.gap
    for (label, text) in facts {
      let parts = Self.broken(text, width: Self.width - 2 - column)
      line("  " + label + Self.spaces(column - label.count) + (parts.first ?? ""))
      for part in parts.dropFirst() { line(Self.spaces(2 + column) + part) }
    }
  }

  /// Adds a table with aligned columns. After a cell that is wider than its column, the row continues on the next line. The
  /// last cell of a row is broken between words.
  mutating func table(_ rows: [[String]], indent: Int = 0, rightAligned: Set<Int> = []) {
    let widths = Self.widths(of: rows, indent: indent)
    for row in rows {
      var current = ""
      var column = indent
      for (index, cell) in row.enumerated() where !cell.isEmpty || index < row.count - 1 {
        // The previous cell is too wide and leaves no space for this one.
        if current.count > column - (index == 0 ? 0 : Self.gap) {
          line(current)
          current = ""
        }
        let padding = rightAligned.contains(index) ? widths[index] - cell.count : 0
        current += Self.spaces(column + padding - current.count)
        if index == row.count - 1 {
          let parts = Self.broken(cell, width: Self.width - column)
          for part in parts.dropLast() {
            line(current + part)
            current = Self.spaces(column)
          }
          current += parts.last ?? ""
        } else {
          current += cell
        }
        column += widths[index] + Self.gap
      }
      line(current)
    }
  }

  /// The width of each column: that of its widest cell, unless the table is too wide. Then the last column becomes narrower,
  /// because its cells can be broken, and after that the widest column, which usually has few wide cells.
  private static func widths(of rows: [[String]], indent: Int) -> [Int] {
    let columns = rows.map(\.count).max() ?? 0
    var widths = (0..<columns).map { column in
      rows.map { $0.indices.contains(column) ? $0[column].count : 0 }.max() ?? 0
    }
    func isTooWide() -> Bool { indent + widths.reduce(0, +) + gap * (columns - 1) > width }
    while isTooWide(), let last = widths.last, last > narrowestLast { widths[columns - 1] -= 1 }
    while isTooWide(), let widest = widths.max(), widest > narrowest {
      widths[widths.firstIndex(of: widest) ?? 0] -= 1
    }
    return widths
  }

  /// The least width of a narrowed column. The last column keeps space for "optional, experimental".
  private static let narrowest = 16
  private static let narrowestLast = 22

  /// The text in lines of at most `width` columns, unless a single word is wider.
  private static func broken(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last, last.count + 1 + word.count <= width {
        lines[lines.count - 1] += " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }

  private static func spaces(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }
}

extension String {
  /// The text without trailing white space.
  fileprivate var trimmedEnd: String {
    lastIndex { !$0.isWhitespace }.map { String(self[...$0]) } ?? ""
  }
}
