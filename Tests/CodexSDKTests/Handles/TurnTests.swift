import Foundation
import Testing

@_spi(Generated) @testable import CodexSDK

@Suite struct Turns {
  @Test func `events that come before the response are delivered, even the completion`() async throws {
    let (codex, server) = try await connect()
    async let opening = CodexTurn._open(.saying("hi"), on: CodexThread(id: "t", codex: codex))
    let request = try await server.next("turn/start")
    try server.delta("a", turn: "u")
    try server.message("answer", turn: "u")
    try server.completed(turn: "u")
    // A notification of another turn of the same thread, which has no handle.
    let notifications = codex.notifications
    try server.delta("x", turn: "other")
    try server.replyToTurnStart(request, turn: "u")
    let turn = try await opening
    var texts: [String?] = []
    var last: ServerNotification?
    for try await event in turn.events {
      texts.append(event.deltaText)
      last = event
    }
    #expect(texts == ["a", nil, nil])
    guard case .turnCompleted? = last else {
      Issue.record("the completion should be the last event")
      return
    }
    #expect(try await turn.result().finalResponse == "answer")
    var iterator = notifications.makeAsyncIterator()
    #expect(try await iterator.next()?.deltaText == "x")
    await codex.close()
  }

  @Test func `the events of a turn whose start is refused go to the subscribers`() async throws {
    let (codex, server) = try await connect()
    let notifications = codex.notifications
    let opening = Task { try await CodexTurn._open(.saying("hi"), on: CodexThread(id: "t", codex: codex)) }
    let request = try await server.next("turn/start")
    try server.delta("a", turn: "u")
    try server.refuse(request, code: -32600)
    await #expect(throws: CodexError.self) { _ = try await opening.value }
    var iterator = notifications.makeAsyncIterator()
    #expect(try await iterator.next()?.deltaText == "a")
    await codex.close()
  }

  @Test func `two concurrent turns receive only their own events`() async throws {
    let (codex, server) = try await connect()
    async let firstOpening = CodexTurn._open(.saying("1", thread: "t1"), on: CodexThread(id: "t1", codex: codex))
    try server.replyToTurnStart(try await server.next("turn/start"), turn: "u1")
    let first = try await firstOpening
    async let secondOpening = CodexTurn._open(.saying("2", thread: "t2"), on: CodexThread(id: "t2", codex: codex))
    try server.replyToTurnStart(try await server.next("turn/start"), turn: "u2")
    let second = try await secondOpening
    async let models = codex.send(RPC.ModelList(ModelListParams()))
    let request = try await server.next("model/list")
    for number in 0..<100 {
      try server.delta("1.\(number)", turn: "u1", thread: "t1")
      try server.delta("2.\(number)", turn: "u2", thread: "t2")
      if number == 50 { try server.reply(to: request, ["data": []]) }
    }
    _ = try await models
    try server.completed(turn: "u2", thread: "t2")
    try server.completed(turn: "u1", thread: "t1")
    for (turn, prefix) in [(first, "1."), (second, "2.")] {
      var texts: [String] = []
      for try await event in turn.events { if let text = event.deltaText { texts.append(text) } }
      #expect(texts == (0..<100).map { "\(prefix)\($0)" })
    }
    await codex.close()
  }

  @Test func `a result does not depend on reading the events, can be requested twice, and is complete`() async throws {
    let (codex, server) = try await connect()
    let turn = try await open(codex, server)
    try server.delta("ans", turn: "u")
    try server.message("thinking", phase: "commentary", turn: "u")
    try server.message("answer", phase: "final_answer", turn: "u")
    let breakdown: JSONValue = [
      "cachedInputTokens": 1, "inputTokens": 2, "outputTokens": 3, "reasoningOutputTokens": 4, "totalTokens": 5,
    ]
    try server.notify(
      "thread/tokenUsage/updated",
      ["threadId": "t", "turnId": "u", "tokenUsage": ["last": breakdown, "total": breakdown]]
    )
    try server.completed(turn: "u")
    let result = try await turn.result()
    #expect(result.id == "u")
    #expect(result.status == .completed)
    #expect(result.finalResponse == "answer")
    #expect(result.items.count == 2)
    #expect(result.usage?.total.totalTokens == 5)
    #expect(result.startedAt == Date(timeIntervalSince1970: 100))
    #expect(result.completedAt == Date(timeIntervalSince1970: 102))
    #expect(result.duration == .milliseconds(1500))
    #expect(try await turn.result() == result)
    await codex.close()
  }

  @Test func `a second loop over the events continues where the first one stopped`() async throws {
    let (codex, server) = try await connect()
    let turn = try await open(codex, server)
    for text in ["a", "b", "c"] { try server.delta(text, turn: "u") }
    try server.completed(turn: "u")
    for try await event in turn.events {
      #expect(event.deltaText == "a")
      break
    }
    #expect(try await turn.result().status == .completed)
    var rest: [String?] = []
    for try await event in turn.events { rest.append(event.deltaText) }
    #expect(rest == ["b", "c", nil])
    await codex.close()
  }

  @Test func `the events of a turn without a handle go to the subscribers`() async throws {
    let (codex, server) = try await connect()
    var turn: CodexTurn? = try await open(codex, server)
    #expect(turn?.id == "u")
    let notifications = codex.notifications
    turn = nil
    try server.delta("a", turn: "u")
    var iterator = notifications.makeAsyncIterator()
    #expect(try await iterator.next()?.deltaText == "a")
    await codex.close()
  }

  @Test func `events after the completion go to the subscribers`() async throws {
    let (codex, server) = try await connect()
    let turn = try await open(codex, server)
    let notifications = codex.notifications
    try server.completed(turn: "u")
    try server.message("of a sub-agent", turn: "u")
    _ = try await turn.result()
    var iterator = notifications.makeAsyncIterator()
    guard case .itemCompleted? = try await iterator.next() else {
      Issue.record("the late item should be a notification")
      return
    }
    await codex.close()
  }

  @Test func `the result of a failed turn throws the turn's error, and the events end normally`() async throws {
    let (codex, server) = try await connect()
    let turn = try await open(codex, server)
    try server.completed(turn: "u", status: "failed", error: ["message": "model is down"])
    for try await _ in turn.events {}
    do {
      _ = try await turn.result()
      Issue.record("expected an error")
    } catch let error as CodexError {
      #expect(error.turnError?.message == "model is down")
      #expect("\(error)" == "The turn u failed: model is down.")
    }
    await codex.close()
  }

  @Test(arguments: ["interrupted", "somethingNew"])
  func `a turn with another status throws no error`(status: String) async throws {
    let (codex, server) = try await connect()
    let turn = try await open(codex, server)
    try server.completed(turn: "u", status: .string(status))
    #expect(try await turn.result().status.rawValue == status)
    await codex.close()
  }

  @Test func `when the connection ends, the events and the result throw the reason`() async throws {
    let (codex, server) = try await connect()
    let turn = try await open(codex, server)
    try server.delta("a", turn: "u")
    let closure = TransportClosure(exit: .signaled(9), standardError: "killed")
    await server.transport.close(as: closure)
    func isClosure(_ error: any Error) -> Bool {
      if case CodexError.transportClosed(closure) = error { true } else { false }
    }
    await #expect { _ = try await turn.result() } throws: { isClosure($0) }
    var texts: [String?] = []
    await #expect {
      for try await event in turn.events { texts.append(event.deltaText) }
    } throws: {
      isClosure($0)
    }
    #expect(texts == ["a"])
    await codex.close()
  }

  @Test func `steer and interrupt send the IDs of the turn`() async throws {
    let (codex, server) = try await connect()
    let turn = try await open(codex, server)
    async let steering: Void = turn.steer("more")
    let steer = try await server.next("turn/steer")
    #expect(
      steer["params"] == ["threadId": "t", "expectedTurnId": "u", "input": [["type": "text", "text": "more"]]]
    )
    try server.reply(to: steer, ["turnId": "u"])
    try await steering
    async let interrupting: Void = turn.interrupt()
    let interrupt = try await server.next("turn/interrupt")
    #expect(interrupt["params"] == ["threadId": "t", "turnId": "u"])
    try server.reply(to: interrupt, [:])
    try await interrupting
    await codex.close()
  }

  @Test func `the events of a review come on the thread that the response names`() async throws {
    let (codex, server) = try await connect()
    let call = RPC.ReviewStart(ReviewStartParams(target: .uncommittedChanges, threadID: "t", delivery: .detached))
    async let opening = CodexTurn._open(call, on: CodexThread(id: "t", codex: codex))
    let request = try await server.next("review/start")
    try server.message("looks good", turn: "r", thread: "reviews")
    try server.completed(turn: "r", thread: "reviews")
    try server.reply(
      to: request,
      ["reviewThreadId": "reviews", "turn": ["id": "r", "items": [], "status": "inProgress"]]
    )
    let turn = try await opening
    #expect(turn.threadID == "reviews")
    #expect(try await turn.result().finalResponse == "looks good")
    await codex.close()
  }

  @Test func `cancelling the task of run ends the wait and interrupts the turn`() async throws {
    let (codex, server) = try await connect()
    let run = Task { try await TurnResult._open(.saying("hi"), on: CodexThread(id: "t", codex: codex)) }
    try server.replyToTurnStart(try await server.next("turn/start"), turn: "u")
    run.cancel()
    await #expect(throws: CancellationError.self) { _ = try await run.value }
    // The cancellation may have come before or after the response.
    let interrupt = try await server.next("turn/interrupt")
    #expect(interrupt["params"] == ["threadId": "t", "turnId": "u"])
    await codex.close()
  }

  @Test func `a turn whose start is cancelled before the response is interrupted when the response comes`() async throws
  {
    let (codex, server) = try await connect()
    let start = Task { try await CodexTurn._open(.saying("hi"), on: CodexThread(id: "t", codex: codex)) }
    let request = try await server.next("turn/start")
    start.cancel()
    await #expect(throws: CancellationError.self) { _ = try await start.value }
    try server.replyToTurnStart(request, turn: "u")
    #expect(try await server.next("turn/interrupt")["params"] == ["threadId": "t", "turnId": "u"])
    await codex.close()
  }

  @Test func `a cancelled start does not interrupt a turn that has another handle`() async throws {
    let (codex, server) = try await connect()
    let turn = try await open(codex, server)
    let joining = Task { try await TurnResult._open(.saying("hi"), on: CodexThread(id: "t", codex: codex)) }
    try server.replyToTurnStart(try await server.next("turn/start"), turn: "u")
    joining.cancel()
    await #expect(throws: CancellationError.self) { _ = try await joining.value }
    try server.delta("a", turn: "u")
    try server.completed(turn: "u")
    var texts: [String?] = []
    for try await event in turn.events { texts.append(event.deltaText) }
    #expect(texts == ["a", nil])
    await codex.close()
    #expect(try await server.next() == nil)
  }

  @Test func `two handles can refer to one turn when an external message joins the turn`() async throws {
    let (codex, server) = try await connect()
    let turn = try await open(codex, server)
    var other: CodexTurn? = try await open(codex, server)
    #expect(other?.id == turn.id)
    other = nil
    try server.message("answer", turn: "u")
    try server.completed(turn: "u")
    #expect(try await turn.result().finalResponse == "answer")
    await codex.close()
  }

  @Test func `a slow reader loses the oldest deltas, but never a completion`() async throws {
    let (codex, server) = try await connect(CodexConfiguration(turnEventBufferLimit: 3))
    let turn = try await open(codex, server)
    for number in 0..<10 { try server.delta("\(number)", turn: "u") }
    try server.message("answer", turn: "u")
    try server.completed(turn: "u")
    #expect(try await turn.result().finalResponse == "answer")
    var texts: [String?] = []
    for try await event in turn.events { texts.append(event.deltaText) }
    #expect(texts == ["9", nil, nil])
    #expect(turn.events.droppedCount == 9)
    await codex.close()
  }

  private func open(_ codex: Codex, _ server: FakeServer) async throws -> CodexTurn {
    async let turn = CodexTurn._open(.saying("hi"), on: CodexThread(id: "t", codex: codex))
    try server.replyToTurnStart(try await server.next("turn/start"), turn: "u")
    return try await turn
  }
}

@Suite struct `The final response` {
  typealias Message = ThreadItem.AgentMessage

  @Test(
    arguments: [
      ([], nil),
      ([("a", nil)], "a"),
      ([("a", nil), ("b", nil)], "b"),
      ([("a", .finalAnswer), ("b", nil)], "a"),
      ([("a", .finalAnswer), ("b", .finalAnswer), ("c", .commentary)], "b"),
      ([("a", .commentary)], nil),
      ([("a", nil), ("b", .commentary)], "a"),
      ([("", nil)], ""),
      ([("a", nil), ("", .finalAnswer)], ""),
      ([("a", .partialAnswer)], nil),
    ] as [([(String, MessagePhase?)], String?)]
  )
  func `is the last message with the phase final_answer or, without one, the last message without a phase`(
    messages: [(String, MessagePhase?)],
    expected: String?
  ) {
    let items = messages.map { ThreadItem.agentMessage(Message(id: "i", text: $0.0, phase: $0.1)) }
    #expect(TurnResult.finalResponse(of: items) == expected)
  }

  @Test func `can be decoded as a type that matches the schema`() throws {
    struct Answer: Decodable, Equatable { let sum: Int }
    let item = ThreadItem.agentMessage(Message(id: "i", text: #"{"sum": 3}"#))
    let result = TurnResult(Turn(id: "u", items: [], status: .completed), items: [item], usage: nil)
    #expect(try result.decoded(as: Answer.self) == Answer(sum: 3))
    #expect(throws: CodexError.self) { try result.decoded(as: [Int].self) }
    let empty = TurnResult(Turn(id: "u", items: [], status: .interrupted), items: [], usage: nil)
    #expect(throws: CodexError.self) { try empty.decoded(as: Answer.self) }
  }

  @Test(arguments: [
    // Foundation's `JSONDecoder` stops the program for this number.
    #"{"sum": 0."# + String(repeating: "0", count: 150) + "9e167}",
    #"{"sum": 3, "other": "# + String(repeating: "[", count: 100_000),
    "{\"sum\": 3, \"\u{E9}\": 1, \"e\u{301}\": 2}",
    "",
    "{\0\"\0s\0u\0m\0\"\0:\03\0}\0",
  ])
  func `that JSONDecoder must not read is an error about the output`(response: String) throws {
    struct Answer: Decodable { let sum: Int }
    let item = ThreadItem.agentMessage(Message(id: "i", text: response))
    let result = TurnResult(Turn(id: "u", items: [], status: .completed), items: [item], usage: nil)
    #expect {
      _ = try result.decoded(as: Answer.self)
    } throws: { error in
      if case CodexError.outputMismatch = error { true } else { false }
    }
  }
}
