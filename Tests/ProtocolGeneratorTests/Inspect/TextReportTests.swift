import CodexWire
import Testing

@testable import ProtocolGenerator

@Suite("The layout of a text report")
struct TextReportTests {
  private let word = String(repeating: "x", count: 30)

  @Test("aligns labelled texts, and breaks them between words")
  func facts() {
    var report = TextReport()
    report.facts([("a", "short"), ("label", "\(word) \(word) \(word) \(word)")])
    #expect(
      report.text == """
          a      short
          label  \(word) \(word)
                 \(word) \(word)
        """
    )
  }

  @Test("aligns the cells of a table, and numbers at their right ends")
  func table() {
    var report = TextReport()
    report.table([["name", "count"], ["a", "1"], ["bcdef", "1000"], ["title"]], rightAligned: [1])
    #expect(
      report.text == """
        name   count
        a          1
        bcdef   1000
        title
        """
    )
  }

  @Test("continues a long last cell below its own column")
  func lastCell() {
    var report = TextReport()
    report.table([["a", "b"], [word, "\(word) \(word) \(word)"]], indent: 2)
    #expect(
      report.text == """
          a                               b
          \(word)  \(word) \(word)
                                          \(word)
        """
    )
  }

  @Test("continues a row on the next line after a cell that is wider than its column")
  func wideCell() {
    var report = TextReport()
    let wide = String(repeating: "y", count: 90)
    report.table([[wide, word, "end"], ["short", word, "end"]])
    let indent = String(repeating: " ", count: 65)
    #expect(
      report.text == """
        \(wide)
        \(indent)\(word)  end
        short\(indent.dropFirst(5))\(word)  end
        """
    )
  }

  @Test("breaks a text between words, and indents all lines after the first")
  func wrapped() {
    var report = TextReport()
    report.wrapped("\(word) \(word) \(word) \(word)", indent: 2)
    #expect(
      report.text == """
          \(word) \(word) \(word)
            \(word)
        """
    )
  }
}

@Suite("The JSON of a report")
struct PrettyTextTests {
  @Test("has one member on each line, sorted, and writes empty arrays and objects on one line")
  func pretty() {
    let json: JSONValue = ["b": [1, ["c": .null]], "a": [], "d": [:], "e/\"": "f/g"]
    #expect(
      json.prettyText == #"""
        {
          "a": [],
          "b": [
            1,
            {
              "c": null
            }
          ],
          "d": {},
          "e/\"": "f/g"
        }
        """#
    )
  }
}
