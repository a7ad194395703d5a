import Foundation
import Testing

@testable import CodexSDK

@Suite struct `A line splitter` {
  @Test(arguments: 1...7)
  func `finds the same lines for chunks of any size`(size: Int) throws {
    let text = "one\n\ntwo\r\n{\"three\":3}\nrest"
    var splitter = LineSplitter()
    var lines: [String] = []
    let bytes = Array(text.utf8)
    for start in stride(from: 0, to: bytes.count, by: size) {
      try bytes[start..<min(start + size, bytes.count)].withUnsafeBytes { chunk in
        try splitter.feed(chunk) { lines.append(String(decoding: $0, as: UTF8.self)) }
      }
    }
    #expect(lines == ["one", "two", "{\"three\":3}"])
    splitter.finish { lines.append(String(decoding: $0, as: UTF8.self)) }
    #expect(lines.last == "rest")
  }
}

@Suite struct `A message header` {
  private func header(_ text: String) -> MessageHeader? { MessageHeader(Data(text.utf8)) }

  @Test func `distinguishes requests, notifications and responses`() throws {
    let request = try #require(
      header(#" {"id" : "a\"b", "method": "x\/y", "params": {"turnId": "u", "threadId": "t"}} "#)
    )
    #expect(request.id == Data(#""a\"b""#.utf8))
    #expect(request.method == "x/y")
    #expect(request.threadID == "t")
    #expect(request.turnID == "u")
    let response = try #require(header(#"{"id":7,"result":{"method":"no","id":9}}"#))
    #expect(response.integerID == 7)
    #expect(response.method == nil)
    #expect(response.hasResult)
    #expect(try #require(header(#"{"id":null,"error":{}}"#)).hasError)
  }

  @Test func `reads IDs only from the members where they belong`() throws {
    let text = #"""
      {"params":{"item":{"turnId":"no","x":["}","]",{"threadId":"no"}]},"turn":{"items":[{"id":"no"}],"id":"u"},
      "text":"\"turnId\":\"no\\","threadId":"t","requestId":12},"method":"m"}
      """#
    let found = try #require(header(text))
    #expect(found.threadID == "t")
    #expect(found.turnID == "u")
    #expect(found.requestID == Data("12".utf8))
    #expect(found.id == nil)
  }

  @Test(arguments: [
    "", "hello", "[]", "7", "{", #"{"a"}"#, #"{"a":}"#, #"{"a":1"#, #"{"a":"b}"#, "{} {}", #"{"a":[1}"#,
  ])
  func `does not exist for a message that is not an object`(text: String) {
    #expect(header(text) == nil)
  }

  @Test func `exists for a message with a million nested arrays`() throws {
    let depth = 1_000_000
    let text =
      #"{"params":"# + String(repeating: "[", count: depth) + String(repeating: "]", count: depth) + #","method":"m"}"#
    #expect(try #require(header(text)).method == "m")
  }
}
