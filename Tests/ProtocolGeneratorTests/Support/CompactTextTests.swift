import CodexWire
import Testing

@testable import ProtocolGenerator

@Suite("The compact text of a JSON value")
struct CompactTextTests {
  /// The generator has a quoting of its own, so that codexgen-module need not compile the encoder of CodexWire.
  @Test("quotes each character as the encoder of CodexWire does")
  func quoting() {
    let scalars = (0..<0x400).compactMap(Unicode.Scalar.init) + ["\u{2028}", "\u{301}", "\u{FEFF}", "😀"]
    for scalar in scalars {
      let value = JSONValue.string("a\(scalar)b\(scalar)")
      #expect(value.text == String(decoding: value.sortedText, as: UTF8.self))
    }
  }
}
