#if os(macOS) || os(Linux)
import Testing

@testable import chat

@Suite("The keys in the bytes of a terminal")
struct KeyTests {
  @Test(
    "are found one after the other",
    arguments: [
      ("a", [.character("a")]), ("\r", [.enter]), ("\n", [.enter]), ("\u{7F}", [.backspace]), ("\u{08}", [.backspace]),
      ("\t", [.tab]), ("\u{03}", [.interrupt]), ("\u{04}", [.end]), ("\u{12}", [.threads]), ("\u{1B}", [.escape]),
      ("\u{1B}[A", [.up]), ("\u{1B}OB", [.down]), ("\u{1B}[5~", [.pageUp]),
      ("\u{1B}[6~x", [.pageDown, .character("x")]),
      ("né👍", [.character("n"), .character("é"), .character("👍")]),
      // Keys that the program does not use.
      ("\u{1B}[1;5C", []), ("\u{01}", []),
    ] as [(String, [Key])]
  )
  func keys(bytes: String, keys: [Key]) {
    var parser = KeyParser()
    #expect(parser.keys(in: Array(bytes.utf8)[...]) == keys)
  }

  @Test("are found when a character arrives in several parts")
  func parts() {
    var parser = KeyParser()
    let keys = Array("é👍".utf8).flatMap { parser.keys(in: [$0]) }
    #expect(keys == [.character("é"), .character("👍")])
  }
}
#endif
