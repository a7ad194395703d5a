import Testing

@testable import ProtocolGenerator

@Suite("HTML")
struct HTMLTests {
  @Test(
    "shows a text with markup as the text",
    arguments: [
      "</script>", "<img src=x onerror=alert(1)>", "\" onclick=\"x", "' a='", "&lt;", "a<\u{301}b>", "<!--", "]]>",
    ]
  )
  func escapes(text: String) {
    let page = ParsedPage(HTML.element("p", ["title": text], text).markup)

    #expect(page.structure == ["p title"])
    #expect(page.tags[0]["title"] == text)
    #expect(page.text == text)
    #expect(page.open == [] && page.stray == [])
  }

  @Test("shows an escape for a character that a reader does not see")
  func invisible() {
    #expect(HTML.text("a\u{202E}b\u{0}c\nd").markup == #"a\u{202e}b\u{0}c d"#)
  }

  @Test("leaves an attribute out that has no value, and writes only the name for an empty value")
  func attributes() {
    #expect(HTML.void("input", ["id": nil, "hidden": "", "value": "1"]).markup == #"<input hidden value="1">"#)
  }

  @Test("has a paragraph for each part between blank lines, and code for what is in backticks")
  func prose() {
    #expect(
      HTML.paragraphs("One `a<b`\ntwo.\n\n\nThree ``Four``.\n\nA ` only.").map(\.markup) == [
        "<p>One <code>a&lt;b</code> two.</p>", "<p>Three <code>Four</code>.</p>", "<p>A ` only.</p>",
      ]
    )
    #expect(HTML.paragraphs("").isEmpty)
  }
}
