@_spi(Generated) import CodexWire
import Foundation
import Testing

@Suite("A message")
struct MessageTests {
  @Test("the parameters and the members of the envelope are members of one object")
  func parametersPresent() throws {
    try expectRoundTrip(
      Message(RenameParams(threadID: "t1", name: "Fix /bug"), envelope: RequestEnvelope(id: 7)),
      #"{"id":7,"params":{"name":"Fix /bug","threadId":"t1"}}"#
    )
  }

  @Test("unknown members and the method are ignored")
  func unknownMembers() throws {
    let message: Message<RenameParams, RequestEnvelope> = try decoded(
      #"{"jsonrpc":"2.0","method":"thread/rename","id":7,"params":{"threadId":"t1","color":"red"}}"#
    )

    #expect(message == Message(RenameParams(threadID: "t1", name: nil), envelope: RequestEnvelope(id: 7)))
  }

  @Test("the properties of the parameters and of the envelope can be accessed on the message")
  func dynamicMembers() throws {
    // given
    var message = Message(RenameParams(threadID: "t1", name: nil), envelope: RequestEnvelope(id: 7))
    #expect(message.threadID == "t1")
    #expect(message.id == 7)
    #expect(message.title == "t1")
    // when
    message.name = "New"
    message.id = 8
    // then
    #expect(message.params == RenameParams(threadID: "t1", name: "New"))
    #expect(message.envelope == RequestEnvelope(id: 8))
  }

  @Test("missing required parameters are an error at the message")
  func requiredParametersMissing() throws {
    let failure = try failure(of: #"{"id":7}"#, as: Message<RenameParams, RequestEnvelope>.self)

    #expect(failure == DecodingFailure(pointer: "", reason: "the member \"params\" is missing"))
  }

  @Test("null for required parameters is an error at the parameters")
  func requiredParametersNull() throws {
    let failure = try failure(of: #"{"id":7,"params":null}"#, as: Message<RenameParams, RequestEnvelope>.self)

    #expect(failure.pointer == "/params")
    #expect(failure.reason.hasSuffix("found null"))
  }

  @Test("a missing member of the parameters is an error at the parameters")
  func parametersIncomplete() throws {
    let failure = try failure(of: #"{"id":7,"params":{"name":"x"}}"#, as: Message<RenameParams, RequestEnvelope>.self)

    #expect(failure == DecodingFailure(pointer: "/params", reason: "the member \"threadId\" is missing"))
    #expect(failure.description == "/params: the member \"threadId\" is missing")
  }

  @Test("a missing member of the envelope is an error at the message")
  func envelopeIncomplete() throws {
    let failure = try failure(of: #"{"params":{"threadId":"t1"}}"#, as: Message<RenameParams, RequestEnvelope>.self)

    #expect(failure == DecodingFailure(pointer: "", reason: "the member \"id\" is missing"))
  }

  @Test("a message that is not an object is an error", arguments: ["null", "[]", "7", "\"x\""])
  func noObject(_ text: String) throws {
    let failure = try failure(of: text, as: Message<RenameParams?, RequestEnvelope>.self)

    #expect(failure.pointer == "")
  }

  // MARK: Optional parameters

  @Test(
    "of optional parameters reads an absent and a null `params` as nil",
    arguments: [#"{"id":7}"#, #"{"id":7,"params":null}"#]
  )
  func optionalParametersLeftOut(_ text: String) throws {
    let message: Message<RenameParams?, RequestEnvelope> = try decoded(text)

    #expect(message == Message(nil, envelope: RequestEnvelope(id: 7)))
  }

  @Test("optional parameters that are nil are not written")
  func optionalParametersNil() throws {
    let message = Message<RenameParams?, RequestEnvelope>(nil, envelope: RequestEnvelope(id: 7))

    #expect(try encoded(message) == #"{"id":7}"#)
  }

  @Test("optional parameters with a value are read and written")
  func optionalParametersPresent() throws {
    try expectRoundTrip(
      Message<RenameParams?, RequestEnvelope>(RenameParams(threadID: "t1"), envelope: RequestEnvelope(id: 7)),
      #"{"id":7,"params":{"threadId":"t1"}}"#
    )
  }

  @Test("invalid optional parameters are an error")
  func optionalParametersWrong() throws {
    let failure = try failure(of: #"{"id":7,"params":{}}"#, as: Message<RenameParams?, RequestEnvelope>.self)

    #expect(failure == DecodingFailure(pointer: "/params", reason: "the member \"threadId\" is missing"))
  }

  @Test(
    "without parameters accepts whatever stands for them, and writes none",
    arguments: [
      #"{"id":7}"#, #"{"id":7,"params":null}"#, #"{"id":7,"params":{}}"#, #"{"id":7,"params":{"new":1}}"#,
      #"{"id":7,"params":[]}"#, #"{"id":7,"params":1}"#,
    ]
  )
  func noParams(_ text: String) throws {
    let message: Message<NoParams, RequestEnvelope> = try decoded(text)

    #expect(message == Message(NoParams(), envelope: RequestEnvelope(id: 7)))
    #expect(try encoded(message) == #"{"id":7}"#)
  }

  @Test("untyped parameters are kept, also an explicit null")
  func untypedParameters() throws {
    try expectRoundTrip(
      Message<JSONValue, RequestEnvelope>(["a": [.null, 1]], envelope: RequestEnvelope(id: 7)),
      #"{"id":7,"params":{"a":[null,1]}}"#
    )
    try expectRoundTrip(
      Message<JSONValue, RequestEnvelope>(.null, envelope: RequestEnvelope(id: 7)),
      #"{"id":7,"params":null}"#
    )
  }

  @Test("a notification has the members of its envelope only")
  func emptyEnvelope() throws {
    try expectRoundTrip(
      Message<RenameParams, NotificationEnvelope>(RenameParams(threadID: "t1"), envelope: NotificationEnvelope()),
      #"{"params":{"threadId":"t1"}}"#
    )
    try expectRoundTrip(
      Message<NoParams, NotificationEnvelope>(NoParams(), envelope: NotificationEnvelope(emittedAtMs: 5)),
      #"{"emittedAtMs":5}"#
    )
  }

  @Test("the method names the branch of a union, and the union writes the method")
  func union() throws {
    try expectRoundTrip(
      ClientRequest.rename(Message(RenameParams(threadID: "t1"), envelope: RequestEnvelope(id: 7))),
      #"{"id":7,"method":"thread/rename","params":{"threadId":"t1"}}"#
    )
    try expectRoundTrip(
      ClientRequest.logout(Message(NoParams(), envelope: RequestEnvelope(id: 8))),
      #"{"id":8,"method":"account/logout"}"#
    )
  }
}

@Suite("An unrecognized message")
struct UnrecognizedMessageTests {
  @Test("a message with an unknown method is kept without a failure")
  func unknownMethod() throws {
    let text = #"{"id":7,"method":"thread/fly","params":[1,null]}"#

    let request: ClientRequest = try decoded(text)

    guard case .unrecognized(let message) = request else {
      Issue.record("recognized as \(request)")
      return
    }
    #expect(message.method == "thread/fly")
    #expect(message.failure == nil)
    #expect(message.json == ["id": 7, "method": "thread/fly", "params": [1, .null]])
    #expect(try encoded(request) == text)
  }

  @Test("a message with a known method is kept with the reason why it could not be decoded")
  func unreadableParameters() throws {
    let text = #"{"id":7,"method":"thread/rename","params":{"name":1}}"#

    let request: ClientRequest = try decoded(text)

    let expected = UnrecognizedMessage(
      ["id": 7, "method": "thread/rename", "params": ["name": 1]],
      failure: DecodingFailure(pointer: "/params", reason: "the member \"threadId\" is missing")
    )
    #expect(request == .unrecognized(expected))
    guard case .unrecognized(let message) = request else { return }
    #expect(message.failure == expected.failure)
    #expect(try encoded(request) == text)
  }

  @Test("unrecognized messages with different texts of the failure are equal, and so are their hash values")
  func equality() {
    let json: JSONValue = ["method": "thread/rename"]
    let messages = [
      UnrecognizedMessage(json, failure: DecodingFailure(pointer: "/a", reason: "one mistake")),
      UnrecognizedMessage(json, failure: DecodingFailure(pointer: "/b", reason: "another mistake")),
    ]

    #expect(Set(messages).count == 1)
    #expect(messages[0] != UnrecognizedMessage(json))
    #expect(messages[0] != UnrecognizedMessage(["method": "x"], failure: messages[0].failure))
  }

  @Test("a message that is not an object is kept, too", arguments: ["null", "[1]", "\"x\"", "{}", #"{"method":7}"#])
  func anything(_ text: String) throws {
    let message: UnrecognizedMessage = try decoded(text)

    #expect(message.method == nil)
    #expect(try encoded(message) == text)
  }
}

// MARK: - Messages as codexgen generates them

private struct RenameParams: Codable, Hashable, WireValue {
  var threadID: String
  var name: String?

  var title: String { name ?? threadID }

  static func _describe(_ type: _WireDescription<Self>) {
    type.required("threadId", \.threadID)
    type.optional("name", \.name)
  }
}

private struct RequestEnvelope: Codable, Hashable, WireValue {
  var id: Int

  static func _describe(_ type: _WireDescription<Self>) { type.required("id", \.id) }
}

private struct NotificationEnvelope: Codable, Hashable, WireValue {
  var emittedAtMs: Int?

  static func _describe(_ type: _WireDescription<Self>) { type.optional("emittedAtMs", \.emittedAtMs) }
}

private enum ClientRequest: Codable, Hashable, OpenUnion {
  case rename(Message<RenameParams, RequestEnvelope>)
  case logout(Message<NoParams, RequestEnvelope>)
  case unrecognized(UnrecognizedMessage)

  var isRecognized: Bool {
    if case .unrecognized = self { false } else { true }
  }

  static func _describe(_ type: _WireDescription<Self>) {
    type.messages()
    type.branch(0, "thread/rename")
    type.branch(1, "account/logout")
  }

  static func _make(_ branch: Int, from reader: inout _BranchReader) throws -> Self {
    switch branch {
    case 0: return .rename(try reader.payload())
    case 1: return .logout(try reader.payload())
    default: return .unrecognized(try reader.message())
    }
  }

  func _visit(_ visitor: inout _BranchVisitor) throws {
    switch self {
    case .rename(let message): try visitor.payload(0, message)
    case .logout(let message): try visitor.payload(1, message)
    case .unrecognized(let message): try visitor.unrecognized(message)
    }
  }
}
