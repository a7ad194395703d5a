import Foundation
import Testing

@testable import CodexSDK

@Suite struct `The texts of the last header` {
  private func header(_ text: String, _ recent: inout RecentTexts) -> MessageHeader {
    MessageHeader.read(Data(text.utf8), &recent).header
  }

  @Test func `never appear in the header of a message that has other texts`() {
    var recent = RecentTexts()
    let ids = ["a", "b", "b", "", "ab", "a\u{301}", "á", "b", "\u{FFFD}", String(repeating: "x", count: 300), "b"]
    for thread in ids {
      for turn in ids {
        let text = #"{"method":"m\#(turn)","params":{"threadId":"\#(thread)","turnId":"\#(turn)"}}"#
        let found = header(text, &recent)

        #expect(found == MessageHeader.read(Data(text.utf8)).header)
        #expect(found.threadID.map { Array($0.utf8) } == Array(thread.utf8))
        #expect(found.turnID.map { Array($0.utf8) } == Array(turn.utf8))
      }
    }
  }

  @Test func `do not replace a text with an escape sequence or with invalid bytes`() {
    var recent = RecentTexts()
    #expect(header(#"{"method":"m","params":{"threadId":"a\"b"}}"#, &recent).threadID == "a\"b")
    #expect(header(#"{"method":"m","params":{"threadId":"a\u0062"}}"#, &recent).threadID == "ab")

    var damaged = Data(#"{"method":"m","params":{"threadId":"?"}}"#.utf8)
    let place = damaged.firstIndex(of: UInt8(ascii: "?"))!
    damaged[place] = 0xFF
    for _ in 0..<2 { #expect(MessageHeader.read(damaged, &recent).header.threadID == "\u{FFFD}") }
  }
}
