import CodexWire
import Testing

@testable import ProtocolGenerator

@Suite("The layout of a text report")
struct TextReportTests {
  private let word = String(repeating: "x", count: 30)

  @Test("aligns facts, and breaks their texts between words")
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

  @Test("aligns the cells of a table, numbers at their end")
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

  @Test("breaks the last cell of a wide row below its own column")
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

  @Test("continues a row on the next line, below the right column, where a cell is wider than its column")
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

  @Test("breaks a text between words and indents what follows its first line")
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

@Suite("JSON of a report")
struct PrettyTextTests {
  @Test("has one member to a line, sorted, and empty containers closed at once")
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
