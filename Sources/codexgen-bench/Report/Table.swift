#if os(macOS) || os(Linux)
/// Rows of text with a heading. The first column is aligned on the left, and the others on the right.
struct Table: CustomStringConvertible {
  var head: [String]
  var rows: [[String]] = []

  var description: String {
    let widths = head.indices.map { column in ([head] + rows).map { $0[column].count }.max() ?? 0 }
    func line(_ cells: [String]) -> String {
      let padded = zip(cells, widths).enumerated().map { column, cell in
        let space = String(repeating: " ", count: cell.1 - cell.0.count)
        return column == 0 ? cell.0 + space : space + cell.0
      }
      return padded.joined(separator: "  ")
    }
    let rule = widths.map { String(repeating: "-", count: $0) }.joined(separator: "  ")
    return ([line(head), rule] + rows.map(line)).joined(separator: "\n") + "\n"
  }
}
#endif
