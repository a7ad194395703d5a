import Testing

@testable import CodexSDK

@Suite("Texts without control sequences of terminals")
struct TerminalTextTests {
  @Test(
    "Colours, cursor movements, titles and other control characters are removed, and all other text is kept",
    arguments: [
      ("\u{1B}[2m2026\u{1B}[0m \u{1B}[31;1mERROR\u{1B}[0m x", "2026 ERROR x"),
      ("\u{1B}]0;a title\u{7}text", "text"), ("\u{1B}]8;;https://x\u{1B}\\link\u{1B}]8;;\u{1B}\\!", "link!"),
      ("\u{9B}31mred", "red"), ("\u{1B}(Bplain\u{1B}7", "plain"), ("a\rb\r\nc\n\td", "a\nb\nc\n\td"),
      ("bell\u{7} back\u{8} delete\u{7F}", "bell back delete"), ("\u{202E}evil\u{202C}", "evil"),
      ("\u{1B}[", ""), ("\u{1B}", ""), ("\u{1B}]never ends\nnext line", "\nnext line"), ("\u{1B}[31", ""),
      ("Grüße, 世界 👩‍👩‍👧", "Grüße, 世界 👩‍👩‍👧"), ("", ""),
    ]
  )
  func withoutControls(text: String, expected: String) {
    #expect(text.withoutTerminalControls == expected)
  }
}
