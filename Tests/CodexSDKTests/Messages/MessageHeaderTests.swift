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

  @Test(arguments: [
    ("17", 17), ("0", 0), ("-3", nil), ("1.5", nil), ("null", nil), ("99999999999999999999", nil), ("[1]", nil),
  ])
  func `reads the time of sending only when the time is an integer`(value: String, time: Int64?) throws {
    let found = try #require(header(#"{"method":"m","params":{"emittedAtMs":1},"emittedAtMs":\#(value)}"#))
    #expect(found.emittedAtMilliseconds == time)
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

  @Test(arguments: [
    #"{"id":1,"id":2,"method":"m"}"#, #"{"id":1,"method":"a","method":"b"}"#, #"{"method":"a","\u006dethod":"b"}"#,
    #"{"id":1,"result":1,"result":2}"#, #"{"id":1,"error":1,"error":2}"#,
    #"{"method":"m","params":{},"params":{}}"#,
    #"{"method":"m","params":{"threadId":"a","threadId":"b","turnId":"u"}}"#,
    #"{"method":"m","params":{"threadId":"a","turnId":"u","turnId":"v"}}"#,
    #"{"method":"m","params":{"threadId":"a","turn":{"id":"u","id":"v"}}}"#,
    #"{"method":"m","params":{"threadId":"a","turn":{"id":"u"},"turn":{"id":"v"}}}"#,
    #"{"method":"m","params":{"requestId":1,"requestId":2}}"#,
  ])
  func `is malformed when a member that it contains occurs twice`(text: String) {
    let (header, fault) = MessageHeader.read(Data(text.utf8))
    #expect(fault?.contains("occurs twice") == true)
    #expect(header.turn == nil)
    #expect(header.requestID == nil)
  }

  @Test func `allows that another member occurs twice`() {
    #expect(header(#"{"method":"m","params":{"a":1,"a":2},"x":1,"x":2}"#) != nil)
  }

  @Test(arguments: [
    "true", "1.0", "1e0", "-0", "01", "+1", "abc", "{}", "[1]", "9223372036854775808", "\"\u{1}\"", #""\x""#,
    "\"" + String(repeating: "a", count: 1023) + "\"",
  ])
  func `is malformed when the ID is neither an integer nor a short string`(id: String) {
    let (header, fault) = MessageHeader.read(Data(#"{"id":\#(id),"method":"m"}"#.utf8))
    #expect(fault?.contains("ID") == true)
    #expect(header.id == nil)
    #expect(header.method == "m")
  }

  @Test(arguments: [
    ("7", "7"), ("-9223372036854775808", "-9223372036854775808"), (#""a""#, #""a""#), (#""\u0061\/""#, #""a/""#),
    (#""é""#, #""é""#), (#""""#, #""""#),
  ])
  func `contains the ID in one spelling`(id: String, text: String) throws {
    let found = try #require(header(#"{"id":\#(id),"method":"m","params":{"requestId":\#(id)}}"#))
    #expect(try JSONDecoder().decode(JSONValue.self, from: #require(found.id)) == JSONValue(parsing: Data(text.utf8)))
    #expect(found.id == found.requestID)
  }

  @Test func `of a damaged message contains what could be read`() {
    let text = #"{"method":"turn/completed","params":{"threadId":"t","turn":{"id":"u","items":["#
    let (header, fault) = MessageHeader.read(Data(text.utf8))
    #expect(fault == "the message is not a JSON object")
    #expect(header.method == "turn/completed")
    #expect(header.turn == TurnKey(threadID: "t", turnID: "u"))
  }

  @Test func `exists for a message with a million nested arrays`() throws {
    let depth = 1_000_000
    let text =
      #"{"params":"# + String(repeating: "[", count: depth) + String(repeating: "]", count: depth) + #","method":"m"}"#
    #expect(try #require(header(text)).method == "m")
  }
}
