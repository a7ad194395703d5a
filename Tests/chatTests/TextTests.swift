#if os(macOS) || os(Linux)
import Testing

@testable import chat

@Suite("Texts of the screen")
struct TextTests {
  @Test("contain no characters that a terminal would execute or that change the direction of the text")
  func printable() {
    #expect("a\u{1B}[2Jb\u{7}\u{9B}c\u{202E}d\te\nf\r".printable == "a[2Jbcd    e\nf")
  }

  @Test(
    "are broken between words, or within a word that is too long",
    arguments: [
      ("one two three", 8, ["one two ", "three"]), ("abcdefgh", 3, ["abc", "def", "gh"]), ("", 5, [""]),
      ("a\n\nb", 5, ["a", "", "b"]), ("你好世界", 5, ["你好", "世界"]), ("ab", 0, ["a", "b"]),
    ] as [(String, Int, [String])]
  )
  func wrapped(text: String, width: Int, lines: [String]) {
    #expect(text.wrapped(to: width) == lines)
  }

  @Test("are cut at a number of columns, of which a Chinese character takes two")
  func cut() {
    #expect("你好x".columns == 5)
    #expect("你好x".cut(to: 3) == "你")
    #expect("你好x".cut(to: 5) == "你好x")
  }

  @Test("have their style only between the sequences that set and reset the style")
  func rendered() {
    #expect(Line("plain").rendered(width: 3) == "pla")
    #expect(Line("green", .green).rendered(width: 80) == "\u{1B}[32mgreen\u{1B}[0m")
  }
}
#endif
