import Foundation
import Testing

@_spi(Generated) @testable import CodexSDK

/// Lines of the server that cannot be read, while a turn runs.
@Suite struct `A lost message` {
  /// A line with a control character, which JSON does not allow.
  private static let damagedItem = """
    {"method":"item/completed","params":{"threadId":"t","turnId":"u","completedAtMs":1,"item":\
    {"type":"agentMessage","id":"i","text":"ans\u{1}wer","phase":null}}}
    """

  private func open(_ codex: Codex, _ server: FakeServer) async throws -> CodexTurn {
    async let turn = CodexTurn._open(.saying("hi"), on: CodexThread(id: "t", codex: codex))
    try server.replyToTurnStart(try await server.next("turn/start"), turn: "u")
    return try await turn
  }

  private func connectWithShortDelay() async throws -> (codex: Codex, server: FakeServer) {
    var configuration = CodexConfiguration()
    configuration.turnRecoveryDelay = .milliseconds(1)
    return try await connect(configuration)
  }

  private func thread(_ status: JSONValue, turns: JSONValue) -> JSONValue {
    [
      "thread": [
        "id": "t", "cliVersion": "0.163.0", "createdAt": 1, "cwd": "/", "ephemeral": false, "modelProvider": "openai",
        "preview": "", "projectId": .null, "sessionId": "s", "source": "appServer", "status": status, "turns": turns,
        "updatedAt": 1,
      ]
    ]
  }

  private func turn(_ status: JSONValue, items: JSONValue = []) -> JSONValue {
    ["id": "u", "items": items, "itemsView": "full", "status": status]
  }

  private func failure(_ event: ServerNotification?) -> String? {
    if case .unrecognized(let message) = event { message.failure?.reason } else { nil }
  }

  @Test(arguments: [
    damagedItem,
    // The damage is before the thread's and the turn's ID, or hides them.
    #"{"method":"item/completed","params":{"item":{"type":"agentMessage","id":"i","text":"answ"#,
    #"{"method":"item/completed","params":{"item":{}},"threadId":"t"#,
    #"{"method":"item/completed","params":{"item":{},"threadId":"t","turnId":"u"}"#,
    #"{"method":"item/completed","params":{"threadId":"t","threadId":"t","turnId":"u"}}"#,
    #"{"method":"item/completed","params":{"threadId":"t","turnId":"u"}}"#,
  ])
  func `that may contain an item makes the result incomplete and takes its place in the events`(line: String)
    async throws
  {
    let (codex, server) = try await connectWithShortDelay()
    let turn = try await open(codex, server)
    try server.delta("a", turn: "u")
    try server.sendRaw(line)
    try server.completed(turn: "u")
    let result = try await turn.result()
    #expect(!result.isComplete)
    #expect(result.status == .completed)
    #expect(result.finalResponse == nil)
    var events: [ServerNotification] = []
    for try await event in turn.events { events.append(event) }
    #expect(events.count == 3)
    #expect(failure(events.dropFirst().first) != nil)
    await codex.close()
  }

  @Test func `does not concern a turn that the message does not name`() async throws {
    let (codex, server) = try await connectWithShortDelay()
    let turn = try await open(codex, server)
    try server.sendRaw(Self.damagedItem.replacing(#""u""#, with: #""other""#))
    try server.sendRaw(#"{"id":7,"result":{"#)
    try server.message("answer", turn: "u")
    try server.completed(turn: "u")
    let result = try await turn.result()
    #expect(result.isComplete)
    #expect(result.finalResponse == "answer")
    await codex.close()
  }

  @Test func `that is a delta does not make the result incomplete`() async throws {
    let (codex, server) = try await connectWithShortDelay()
    let turn = try await open(codex, server)
    try server.sendRaw(
      "{\"method\":\"item/agentMessage/delta\",\"params\":{\"threadId\":\"t\",\"turnId\":\"u\",\"delta\":\"\u{1}\"}}"
    )
    try server.message("answer", turn: "u")
    try server.completed(turn: "u")
    #expect(try await turn.result().isComplete)
    await codex.close()
  }

  @Test func `is reported by the last message's items when the last message repeats them`() async throws {
    let (codex, server) = try await connectWithShortDelay()
    let turn = try await open(codex, server)
    try server.sendRaw(Self.damagedItem)
    try server.notify(
      "turn/completed",
      [
        "threadId": "t",
        "turn": [
          "id": "u", "status": "completed", "itemsView": "summary",
          "items": [["type": "agentMessage", "id": "i", "text": "answer"]],
        ],
      ]
    )
    let result = try await turn.result()
    #expect(result.finalResponse == "answer")
    #expect(!result.isComplete)
    await codex.close()
  }

  @Test(arguments: [
    "{\"method\":\"turn/completed\",\"params\":{\"threadId\":\"t\",\"turn\":{\"id\":\"u\",\"status\":\"compl\u{1}ted\"}}}",
    #"{"method":"turn/completed","params":{"threadId":"t","turn":{"id":"u","items":["#,
    #"{"method":"turn/completed","params":{"threadId":"t"}}"#,
    #"{"method":"turn/completed","params":{"threadId":"t","turn":{"id":"u","items":[],"status":3}}}"#,
    "{\"method\":\"turn/comp\u{1}leted\",\"params\":{\"threadId\":\"t\",\"turn\":{\"id\":\"u\"}}}",
    #"{"met"#,
  ])
  func `that may be the last one makes the SDK ask for the turn`(line: String) async throws {
    let (codex, server) = try await connectWithShortDelay()
    let turn = try await open(codex, server)
    try server.delta("a", turn: "u")
    try server.sendRaw(line)
    let request = try await server.next("thread/read")
    #expect(request["params"] == ["threadId": "t", "includeTurns": true])
    let item: JSONValue = ["type": "agentMessage", "id": "i", "text": "answer"]
    try server.reply(to: request, thread(["type": "idle"], turns: [self.turn("completed", items: [item])]))
    let result = try await turn.result()
    #expect(result.finalResponse == "answer")
    #expect(!result.isComplete)
    var last: ServerNotification?
    for try await event in turn.events { last = event }
    guard case .turnCompleted? = last else {
      Issue.record("the completion should be the last event")
      return
    }
    await codex.close()
  }

  @Test func `that was not the last one lets a running turn go on`() async throws {
    let (codex, server) = try await connectWithShortDelay()
    let turn = try await open(codex, server)
    try server.sendRaw("garbage")
    let request = try await server.next("thread/read")
    try server.reply(to: request, thread(["type": "active", "activeFlags": []], turns: [self.turn("inProgress")]))
    try server.message("answer", turn: "u")
    try server.completed(turn: "u")
    #expect(try await turn.result().finalResponse == "answer")
    await codex.close()
    #expect(try await server.next() == nil)
  }

  @Test func `that came before the response to turn/start makes the SDK ask for the turn`() async throws {
    let (codex, server) = try await connectWithShortDelay()
    async let opening = CodexTurn._open(.saying("hi"), on: CodexThread(id: "t", codex: codex))
    let start = try await server.next("turn/start")
    try server.sendRaw("garbage")
    try server.replyToTurnStart(start, turn: "u")
    let turn = try await opening
    let request = try await server.next("thread/read")
    try server.reply(to: request, thread(["type": "idle"], turns: [self.turn("interrupted")]))
    let result = try await turn.result()
    #expect(result.status == .interrupted)
    #expect(!result.isComplete)
    await codex.close()
  }

  @Test func `ends the turn with an error when the server does not know how the turn ended`() async throws {
    let (codex, server) = try await connectWithShortDelay()
    let turn = try await open(codex, server)
    try server.sendRaw(#"{"method":"turn/completed","params":{"threadId":"t","turnId":"u","#)
    let refusing = Task {
      // The SDK asks three times, each time with and without turns.
      for _ in 0..<6 { try server.refuse(try await server.next("thread/read"), code: -32600, "no history") }
    }
    await #expect {
      _ = try await turn.result()
    } throws: { error in
      "\(error)".contains("no history")
    }
    try await refusing.value
    await codex.close()
  }

  @Test func `with an unexpected form is delivered to the subscribers when its turn has no handle`() async throws {
    let (codex, server) = try await connect()
    var notifications = codex.notifications.makeAsyncIterator()
    let params: JSONValue = ["threadId": "t", "turn": ["id": "u", "items": [], "status": 3]]
    try server.notify("turn/completed", params)
    guard case .unrecognized(let message)? = try await notifications.next() else {
      Issue.record("the notification should be delivered as unrecognized")
      return
    }
    #expect(message.json == ["method": "turn/completed", "params": params])
    #expect(message.failure?.pointer == "/params/turn/status")
    await codex.close()
  }

  @Test func `of which there are many does not flood the server with requests`() async throws {
    var configuration = CodexConfiguration()
    configuration.turnRecoveryDelay = .milliseconds(500)
    let (codex, server) = try await connect(configuration)
    let turn = try await open(codex, server)
    for _ in 0..<100 { try server.sendRaw("garbage") }
    let running = thread(["type": "active", "activeFlags": []], turns: [self.turn("inProgress")])
    try server.reply(to: try await server.next("thread/read"), running)
    try server.completed(turn: "u")
    _ = try await turn.result()
    await codex.close()
    // Lines that came after the first request was prepared may have caused a second one.
    var count = 1
    while try await server.next() != nil { count += 1 }
    #expect(count <= 2)
  }

  @Test func `that is a response fails its call`() async throws {
    let (codex, server) = try await connect()
    for response in [#"{"id":2,"result":{"data":["#, #"{"id":3,"result":{"data":[]},"result":{}}"#] {
      let models = Task { try await codex.send(RPC.ModelList(ModelListParams())) }
      _ = try await server.next("model/list")
      try server.sendRaw(response)
      await #expect {
        _ = try await models.value
      } throws: { error in
        if case CodexError.decoding(method: "model/list", _) = error { true } else { false }
      }
    }
    await codex.close()
  }
}
