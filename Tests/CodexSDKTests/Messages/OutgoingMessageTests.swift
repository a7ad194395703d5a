import CodexWire
import Foundation
import Testing

@testable import CodexSDK

@Suite("A message to the server")
struct OutgoingMessageTests {
  private struct Call: ClientMethod {
    typealias Response = JSONValue
    static var name: String { "a\"b\\c\n\u{2028}" }
    var params: JSONValue

    init(_ params: JSONValue) { self.params = params }
  }

  @Test("contains the method's name as a string, whatever characters the name has")
  func methodName() throws {
    let message = try OutgoingMessage.request(Call(["x": 1]), id: 7)

    #expect(
      try JSONValue(parsing: Array(message)) == ["id": 7, "method": .string(Call.name), "params": ["x": 1]]
    )
    #expect(!message.contains(UInt8(ascii: "\n")))
  }
}
