import CodexWire
import Testing

@testable import ProtocolGenerator

@Suite("A text of a schema")
struct PrintableTests {
  @Test(
    "is printed in one line, with escapes for what a reader does not see",
    arguments: [
      ("a\nb", "a b"), ("a\r\nb", "a b"), ("a\rb", "a b"), ("a\u{85}b\u{2028}c\u{2029}d\u{B}e\u{C}f", "a b c d e f"),
      ("a\tb", "a b"), ("\u{1B}[31m", "\\u{1b}[31m"), ("\u{0}", "\\u{0}"), ("\u{7F}\u{9B}", "\\u{7f}\\u{9b}"),
      ("\u{202E}a\u{2066}", "\\u{202e}a\\u{2066}"), ("\u{FEFF}\u{200B}\u{E0041}", "\\u{feff}\\u{200b}\\u{e0041}"),
      ("👩‍💻 ⚠️ é e\u{301}", "👩‍💻 ⚠️ é e\u{301}"), ("plain", "plain"), ("", ""),
    ]
  )
  func printable(text: String, expected: String) {
    #expect(text.printable.unicodeScalars.elementsEqual(expected.unicodeScalars))
  }

  @Test("has a line for each line end")
  func lines() {
    #expect("a\nb\r\nc\rd\u{2028}\n".textLines == ["a", "b", "c", "d", "", ""])
    #expect("".textLines == [""])
  }

  @Test(
    "is a code span of Markdown with a fence that it does not contain",
    arguments: [("a", "`a`"), ("a`b", "`` a`b ``"), ("``", "``` `` ```"), ("", "`  `"), ("a\nb", "`a b`")]
  )
  func codeSpan(text: String, expected: String) {
    #expect(text.codeSpan == expected)
  }

  @Test("is not markup in a paragraph of Markdown")
  func markdown() {
    #expect(
      "<img> & `x` **b** [l](u) ~~s~~".markdown == "&lt;img> &amp; \\`x\\` \\*\\*b\\*\\* \\[l\\](u) \\~\\~s\\~\\~"
    )
    #expect("@user #12 snake_case".markdown == "@<!-- -->user #<!-- -->12 snake\\_case")
  }

  @Test("cannot end the line that it is printed in, even where the tree of declarations contains a line end")
  func printer() {
    let alias = Declaration.alias(AliasSyntax(access: "", name: "A\nfunc injected() {}", target: "Int\r"))

    let text = SwiftPrinter.print(
      header: ["// a\u{2028}b\nc"],
      imports: [ImportSyntax(module: "X\nimport Y")],
      declarations: [alias]
    )

    #expect(text == "// a b c\n\nimport X import Y\n\ntypealias A func injected() {} = Int \n")
  }

  @Test("is a literal of Swift without invisible characters")
  func literals() {
    #expect(StringLiteral.swift("a\u{85}\u{2028}\u{202E}\"\\(x)") == #""a\u{85}\u{2028}\u{202e}\"\\(x)""#)
  }

  @Test("is in a JSON report what it is in the schema, in printable characters")
  func json() throws {
    let value: JSONValue = ["a\u{202E}": ["\u{9B}\u{E0041}\n"]]

    let text = value.prettyText

    #expect(text == "{\n  \"a\\u202e\": [\n    \"\\u009b\\udb40\\udc41\\n\"\n  ]\n}")
    #expect(try JSONValue(parsing: Array(text.utf8)) == value)
  }
}
