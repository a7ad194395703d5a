import Foundation
import Testing

@testable import documentation

@Suite("The picture of a terminal")
struct TerminalTests {
  private func screen(_ texts: String...) -> TerminalScreen {
    var screen = TerminalScreen(width: 10, height: 3)
    for text in texts { screen.write(text.utf8) }
    return screen
  }

  @Test("shows text at the place of the cursor, and erases lines and the screen")
  func cursor() {
    #expect(screen("one\r\ntwo").text == "one\ntwo\n")
    #expect(screen("one\u{1B}[2;3Hx").text == "one\n  x\n")
    #expect(screen("one\u{1B}[1;1H\u{1B}[2Ktwo").text == "two\n\n")
    #expect(screen("abcdef\u{1B}[1;4H\u{1B}[K").text == "abc\n\n")
    #expect(screen("one\u{1B}[2J").text == "\n\n")
  }

  @Test("continues long lines in the next line, and scrolls")
  func scrolls() {
    #expect(screen("0123456789ab").text == "0123456789\nab\n")
    #expect(screen("1\r\n2\r\n3\r\n4").text == "2\n3\n4")
  }

  @Test("waits for the rest of a control sequence and of a character")
  func parts() {
    let bytes = Array("\u{1B}[2;1H↑".utf8)
    var screen = TerminalScreen(width: 10, height: 3)
    for byte in bytes { screen.write([byte]) }
    #expect(screen.text == "\n↑\n")
  }

  @Test("ignores control sequences that the screen does not know, and positions outside of the screen")
  func unknown() {
    #expect(screen("\u{1B}[?25l\u{1B}[?1049hx\u{1B}[99;99Hy\u{1B}[0;0Hz").text == "z\n\n         y")
  }

  @Test("draws colours, bold and inverse text, and escapes the characters of XML")
  func draws() {
    let screen = screen("\u{1B}[32mok\u{1B}[0m <&> \u{1B}[1mb\u{1B}[0m\u{1B}[2;1H\u{1B}[7mi\u{1B}[0m")

    let svg = TerminalPicture(screen: screen, title: "a & b").svg

    #expect(svg.hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\""))
    #expect(svg.contains("<title>a &amp; b</title>"))
    #expect(
      svg.contains(
        "fill=\"#98c379\" textLength=\"16.8\" lengthAdjust=\"spacingAndGlyphs\" xml:space=\"preserve\">ok</text>"
      )
    )
    #expect(svg.contains("> &lt;&amp;&gt;</text>"))
    #expect(svg.contains("font-weight=\"bold\""))
    #expect(svg.contains("<rect x=\"16\" y=\"71\" width=\"8.4\" height=\"19\" fill=\"#d7dae0\"/>"))
  }

  @Test("runs a program in a terminal with the given size, and types keys")
  func runs() throws {
    let command = ["/bin/sh", "-c", "stty size; read answer; echo \"got $answer\"; sleep 600"]
    let terminal = try PseudoTerminal(command, in: FileManager.default.temporaryDirectory, width: 40, height: 5)
    try terminal.wait(for: "5 40")
    try terminal.type("yes\n")
    try terminal.wait(for: "got yes")
  }

  @Test("says what the screen shows when a program ends without the expected text")
  func fails() throws {
    let command = ["/bin/sh", "-c", "echo 'no such thread'"]
    let terminal = try PseudoTerminal(command, in: FileManager.default.temporaryDirectory, width: 40, height: 5)
    let failure = try #require(throws: Failure.self) { try terminal.wait(for: "Which thread?") }
    #expect(failure.message.contains("no such thread"))
  }
}
