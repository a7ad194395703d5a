import CodexProtocol
import CodexWire
import Foundation
import Testing

@Suite("What this release does not know")
struct OpennessTests {
  private func decode<T: Decodable>(_ json: String, as type: T.Type = T.self) throws -> T {
    try JSONDecoder().decode(type, from: Data(json.utf8))
  }

  private func expectKept(_ json: String, in value: some Encodable) throws {
    let encoded = try JSONValue(parsing: JSONEncoder().encode(value))
    #expect(try encoded == JSONValue(parsing: json.utf8))
  }

  @Test("an unknown notification is kept whole, with what newer servers put beside it")
  func unknownNotification() throws {
    let json =
      #"{"method":"thread/dreamed","params":{"threadId":"t","depth":[1,null]},"emittedAtMs":5,"trace":{"a":1}}"#

    let notification = try decode(json, as: ServerNotification.self)

    #expect(!notification.isRecognized)
    #expect(notification.method == "thread/dreamed")
    guard case .unrecognized(let message) = notification else { return }
    #expect(message.failure == nil)
    try expectKept(json, in: notification)
  }

  @Test("a malformed known notification is kept with its raw JSON and the reason")
  func malformedNotification() throws {
    let json = #"{"method":"item/agentMessage/delta","params":{"threadId":"t","turnId":7,"itemId":"i","delta":"x"}}"#

    let notification = try decode(json, as: ServerNotification.self)

    guard case .unrecognized(let message) = notification else {
      Issue.record("\(notification) should be unrecognized")
      return
    }
    #expect(message.method == "item/agentMessage/delta")
    #expect(message.failure?.pointer == "/params/turnId")
    #expect(message.failure?.reason.contains("String") == true)
    try expectKept(json, in: notification)
  }

  @Test("a notification without its params says which member is missing")
  func missingParams() throws {
    let notification = try decode(#"{"method":"turn/started"}"#, as: ServerNotification.self)

    guard case .unrecognized(let message) = notification else {
      Issue.record("\(notification) should be unrecognized")
      return
    }
    #expect(message.failure?.description == "the member \"params\" is missing")
  }

  @Test("an unknown request of the server keeps its id, so that it can be refused", arguments: ["7", #""seven""#])
  func unknownServerRequest(id: String) throws {
    let json = #"{"id":\#(id),"method":"item/teleport","params":{}}"#

    let request = try decode(json, as: ServerRequest.self)

    guard case .unrecognized(let message) = request else {
      Issue.record("\(request) should be unrecognized")
      return
    }
    #expect(try message.json["id"] == JSONValue(parsing: id.utf8))
    try expectKept(json, in: request)
  }

  @Test("an unknown item kind does not touch the items beside it")
  func unknownItem() throws {
    let json = """
      {"id":"u","items":[{"type":"hologram","id":"1"},{"type":"contextCompaction","id":"2"}],"itemsView":"full",
       "status":"paused"}
      """

    let turn = try decode(json, as: Turn.self)

    #expect(turn.items.map(\.isRecognized) == [false, true])
    #expect(turn.items[0] == .unrecognized(["type": "hologram", "id": "1"]))
    #expect(turn.status == .unrecognized("paused"))
  }

  @Test("text that is no message at all is kept", arguments: ["null", "3", #""text""#, "[1]", "{}"])
  func noMessage(json: String) throws {
    let notification = try decode(json, as: ServerNotification.self)

    #expect(!notification.isRecognized)
    #expect(notification.method == nil)
    try expectKept(json, in: notification)
  }

  @Test("the legacy spelling of the auto-reviewer is read as the current one, and never written")
  func legacyReviewer() throws {
    let reviewers = try decode(#"["guardian_subagent","auto_review","user"]"#, as: [ApprovalsReviewer].self)

    #expect(reviewers == [.autoReview, .autoReview, .user])
    try expectKept(#"["auto_review","auto_review","user"]"#, in: reviewers)
  }

  @Test("params that may be null are left out when there are none")
  func nullableParams() throws {
    let request = ClientRequest.accountLogout(Message(NoParams(), envelope: .init(id: .string("a"))))

    try expectKept(#"{"id":"a","method":"account/logout"}"#, in: request)
    for json in [#"{"id":1,"method":"account/logout"}"#, #"{"id":1,"method":"account/logout","params":null}"#] {
      #expect(try decode(json, as: ClientRequest.self).isRecognized)
    }
  }

  @Test("a required null is written, a three-state field tells absent from null")
  func presence() throws {
    try expectKept(
      #"{"sectionId":null,"threadId":"t"}"#,
      in: ThreadSectionMoveParams(sectionID: nil, threadID: "t")
    )
    try expectKept("{}", in: ThreadListParams())
    try expectKept(#"{"sectionId":null}"#, in: ThreadListParams(sectionID: .clear))
    try expectKept(#"{"sectionId":"s"}"#, in: ThreadListParams(sectionID: .set("s")))
  }

  @Test("a message's own members and those of its params are reachable directly")
  func members() throws {
    let json = """
      {"method":"item/agentMessage/delta","params":{"threadId":"t","turnId":"u","itemId":"i","delta":"Hello"},"emittedAtMs":5}
      """

    let notification = try decode(json, as: ServerNotification.self)

    #expect(notification.emittedAtMilliseconds == 5)
    guard case .itemAgentMessageDelta(let message) = notification else {
      Issue.record("\(notification) should be a delta")
      return
    }
    #expect(message.delta == "Hello")
    #expect(message.emittedAtMilliseconds == 5)
  }
}
