/// Plain text of at most 100 columns: lines, labelled facts and tables. Only a name that is longer by itself goes further,
/// since a name that is cut cannot be searched for.
struct TextReport {
  static let width = 100
  private static let gap = 2
  private var lines: [String] = []

  var text: String { lines.joined(separator: "\n") }

  mutating func line(_ text: String = "") { lines.append(text.trimmedEnd) }

  /// Text broken between words. The lines after the first are indented twice as much, so that one text is told from the
  /// next.
  mutating func wrapped(_ text: String, indent: Int) {
    for (index, part) in Self.broken(text, width: Self.width - 2 * indent).enumerated() {
      line(Self.spaces(index == 0 ? indent : 2 * indent) + part)
    }
  }

  /// Labels with their texts, these aligned.
  mutating func facts(_ facts: [(label: String, text: String)]) {
    let column = (facts.map(\.label.count).max() ?? 0) + Self.gap
    for (label, text) in facts {
      let parts = Self.broken(text, width: Self.width - 2 - column)
      line("  " + label + Self.spaces(column - label.count) + (parts.first ?? ""))
      for part in parts.dropFirst() { line(Self.spaces(2 + column) + part) }
    }
  }

  /// Rows of cells, aligned. A cell that is wider than its column pushes what follows it to the next line, below its
  /// own column; the last cell of a row is broken between words.
  mutating func table(_ rows: [[String]], indent: Int = 0, rightAligned: Set<Int> = []) {
    let widths = Self.widths(of: rows, indent: indent)
    for row in rows {
      var current = ""
      var column = indent
      for (index, cell) in row.enumerated() where !cell.isEmpty || index < row.count - 1 {
        // The cell before ends where this one should start, or later.
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

  /// The width of each column: that of its widest cell, unless the table gets too wide. Then the last column gives way,
  /// since its cells can be broken, and after it the widest one, whose wide cells are few.
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

  /// No column is made narrower than this, and the last one not so narrow that "optional, experimental" is broken.
  private static let narrowest = 16
  private static let narrowestLast = 22

  /// Lines of at most `width` columns, if no word is wider.
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
  /// The text without white space at its end.
  fileprivate var trimmedEnd: String {
    lastIndex { !$0.isWhitespace }.map { String(self[...$0]) } ?? ""
  }
}
