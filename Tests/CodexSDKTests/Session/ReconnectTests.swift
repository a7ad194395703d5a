import CodexProtocol
import Foundation
import Testing

@testable import CodexSDK

@Suite struct `A lost connection` {
  private func item(_ id: String, _ text: String) -> JSONValue {
    ["type": "agentMessage", "id": .string(id), "text": .string(text), "phase": .null]
  }

  /// Responds to the request for the stored items of the turn `u`.
  private func replyToItems(_ server: FakeServer, _ items: [JSONValue]) async throws {
    let request = try await server.next("thread/items/list")
    #expect(request["params"]?["turnId"] == "u")
    try server.reply(to: request, ["data": .array(items.map { ["turnId": "u", "item": $0] })])
  }

  private func replyToTurns(_ server: FakeServer, status: JSONValue) async throws {
    let request = try await server.next("thread/turns/list")
    try server.reply(to: request, ["data": [["id": "u", "items": [], "itemsView": "summary", "status": status]]])
  }

  /// Starts the turn `u` on the thread `t`.
  private func startTurn(_ codex: Codex, _ server: FakeServer) async throws -> CodexTurn {
    let start = Task { try await CodexThread(id: "t", codex: codex).startTurn("Go.") }
    try server.replyToTurnStart(try await server.next("turn/start"), turn: "u")
    return try await start.value
  }

  @Test func `is opened again, and the states tell it`() async throws {
    let server = ReopenedServer()
    let (codex, first) = try await server.connect()
    var states = codex.connectionStates.makeAsyncIterator()
    guard case .connected(let info, previous: nil)? = await states.next() else {
      Issue.record("the first state should be connected")
      return
    }
    #expect(info.version == GeneratedFrom.codexVersion)
    await first.cut()
    guard case .waiting(attempt: 1, _, cause: .transportClosed(let closure))? = await states.next() else {
      Issue.record("the SDK should wait before the first attempt")
      return
    }
    #expect(closure.reason == "the network failed")
    guard case .connecting(attempt: 1)? = await states.next() else {
      Issue.record("the SDK should try to connect")
      return
    }
    _ = try await server.nextConnection(userAgent: "codex/999.0.0 (test)")
    guard case .connected(let second, let previous)? = await states.next() else {
      Issue.record("the SDK should be connected again")
      return
    }
    #expect(second.version == "999.0.0")
    #expect(previous?.version == GeneratedFrom.codexVersion)
    #expect(codex.serverInfo.version == "999.0.0")
    await codex.close()
    guard case .closed(.closed)? = await states.next() else {
      Issue.record("the last state should be closed")
      return
    }
    #expect(await states.next() == nil)
  }

  @Test func `ends after the time limit, and everything that waits fails`() async throws {
    let attempts = Locked(0)
    let policy = ReconnectionPolicy(initialDelay: .milliseconds(1), maximumDelay: .milliseconds(1), timeLimit: .zero)
    let ends = BufferedStream<FakeServer>(limit: 10)
    async let opening = Codex(configuration: CodexConfiguration(reconnection: policy)) {
      attempts.withLock { $0 += 1 }
      let (client, end) = InMemoryTransport.pair()
      ends.push(try FakeServer(end), isDroppable: false)?()
      return client
    }
    let first = try #require(try await ends.next())
    try first.reply(to: try await first.next("initialize"), FakeServer.handshake)
    let codex = try await opening
    var states = codex.connectionStates.makeAsyncIterator()
    _ = await states.next()
    let notifications = codex.notifications
    await first.cut()
    guard case .closed(.transportClosed)? = await states.next() else {
      Issue.record("the connection should end")
      return
    }
    await #expect(throws: CodexError.self) { _ = try await codex.models.list() }
    await #expect(throws: CodexError.self) { for try await _ in notifications {} }
    #expect(attempts.withLock { $0 } == 1)
    await codex.close()
  }

  @Test func `repeats a request that only reads`() async throws {
    let server = ReopenedServer()
    let (codex, first) = try await server.connect()
    async let models = codex.models.list()
    _ = try await first.next("model/list")
    await first.cut()
    let second = try await server.nextConnection()
    try second.reply(to: try await second.next("model/list"), ["data": []])
    #expect(try await models.data == [])
    await codex.close()
  }

  @Test func `does not repeat a request that has an effect, and says that the request may have been sent`() async throws
  {
    let server = ReopenedServer()
    let (codex, first) = try await server.connect()
    let archive = Task { try await CodexThread(id: "t", codex: codex).archive() }
    _ = try await first.next("thread/archive")
    await first.cut()
    let error = await #expect(throws: CodexError.self) { try await archive.value }
    guard case .connectionLost(let loss)? = error else {
      Issue.record("the error should say that the connection was lost")
      return
    }
    #expect(loss.method == "thread/archive")
    #expect(loss.mayHaveBeenSent)
    let second = try await server.nextConnection()
    try second.notify("warning", ["message": "x"])
    await codex.close()
    #expect(try await second.next() == nil)
  }

  @Test func `lets a new request wait until it is open again`() async throws {
    let server = ReopenedServer()
    let (codex, first) = try await server.connect()
    await first.cut()
    async let archive: Void = CodexThread(id: "t", codex: codex).archive()
    let second = try await server.nextConnection()
    try second.reply(to: try await second.next("thread/archive"), [:])
    try await archive
    await codex.close()
  }

  @Test func `does not end a turn: the result contains the items that were completed meanwhile`() async throws {
    let server = ReopenedServer()
    let (codex, first) = try await server.connect()
    let turn = try await startTurn(codex, first)
    try first.message("one", turn: "u")
    await first.cut()
    let second = try await server.nextConnection()
    try await second.replyToResume(status: FakeServer.active)
    try await replyToTurns(second, status: "inProgress")
    try second.message("three", phase: "final_answer", turn: "u")
    try second.completed(turn: "u")
    try await replyToItems(second, [item("a", "two"), item("i", "one")])
    let result = try await turn.result()
    #expect(result.items.count == 3)
    #expect(result.finalResponse == "three")
    #expect(result.isComplete)
    await codex.close()
  }

  @Test func `tells the reader of events that some are missing`() async throws {
    let server = ReopenedServer()
    let (codex, first) = try await server.connect()
    let turn = try await startTurn(codex, first)
    var events = turn.events.makeAsyncIterator()
    var notifications = codex.notifications.makeAsyncIterator()
    await first.cut()
    for event in [try await events.next(), try await notifications.next()] {
      guard case .unrecognized(let message)? = event else {
        Issue.record("the event should say that notifications are missing")
        return
      }
      #expect(message.failure?.reason.contains("the network failed") == true)
    }
    await codex.close()
  }

  @Test func `does not end a turn that ends meanwhile`() async throws {
    let server = ReopenedServer()
    let (codex, first) = try await server.connect()
    let turn = try await startTurn(codex, first)
    await first.cut()
    let second = try await server.nextConnection()
    try await second.replyToResume(status: ["type": "idle"])
    try await replyToTurns(second, status: "completed")
    try await replyToItems(second, [item("i", "one")])
    let result = try await turn.result()
    #expect(result.status == .completed)
    #expect(result.finalResponse == "one")
    await codex.close()
  }

  @Test func `ends the turns of a thread that the server no longer has`() async throws {
    let server = ReopenedServer()
    let (codex, first) = try await server.connect()
    let turn = try await startTurn(codex, first)
    await first.cut()
    let second = try await server.nextConnection()
    // The server may need a moment before it can resume a thread, so the SDK asks several times.
    for _ in 0..<6 { try second.refuse(try await second.next("thread/resume"), code: -32600, "no such thread") }
    let error = await #expect(throws: CodexError.self) { try await turn.result() }
    #expect(error?.requestFailure?.error.message == "no such thread")
    await codex.close()
  }

  @Test func `that is lost again during the restoration is opened again`() async throws {
    let server = ReopenedServer()
    let (codex, first) = try await server.connect()
    let turn = try await startTurn(codex, first)
    await first.cut()
    let second = try await server.nextConnection()
    _ = try await second.next("thread/resume")
    await second.cut()
    let third = try await server.nextConnection()
    try await third.replyToResume(status: FakeServer.active)
    try await replyToTurns(third, status: "inProgress")
    try third.completed(turn: "u")
    _ = try await third.next("thread/items/list")
    await third.cut()
    let fourth = try await server.nextConnection()
    try await fourth.replyToResume(status: ["type": "idle"])
    try await replyToTurns(fourth, status: "completed")
    try await replyToItems(fourth, [item("i", "one")])
    #expect(try await turn.result().finalResponse == "one")
    await codex.close()
  }

  @Test func `lets a thread go on that the server did not store before its first turn`() async throws {
    let server = ReopenedServer()
    let (codex, first) = try await server.connect()
    let start = Task { try await codex.startThread() }
    try first.reply(
      to: try await first.next("thread/start"),
      FakeServer.resumed(thread: "t", status: ["type": "idle"], reviewer: "auto_review")
    )
    let thread = try await start.value
    await first.cut()
    let second = try await server.nextConnection()
    try second.refuse(try await second.next("thread/resume"), code: -32600, "no rollout found for thread id t")
    let run = Task { try await thread.run("Go.") }
    try second.replyToTurnStart(try await second.next("turn/start"), turn: "u")
    // The server sends the notifications of the turn only to a connection that has subscribed to the thread.
    try await second.replyToResume(status: FakeServer.active)
    try await replyToTurns(second, status: "inProgress")
    try second.completed(turn: "u")
    try await replyToItems(second, [item("i", "one")])
    #expect(try await run.value.finalResponse == "one")
    await codex.close()
  }

  // MARK: Requests of the server

  private func ask(_ server: FakeServer, id: JSONValue = 0, item: JSONValue = "i") throws {
    let params = Approvals.turn.merging(["itemId": item]) { $1 }
    try server.send(["id": id, "method": "item/fileChange/requestApproval", "params": .object(params)])
  }

  @Test func `does not cancel a handler: its decision is sent when the server sends the request again`() async throws {
    let asked = BufferedStream<String?>(limit: 10)
    let signal = Signal()
    let server = ReopenedServer()
    let (codex, first) = try await server.connect(
      CodexConfiguration(approvalHandler: { request in
        asked.push(request.itemID, isDroppable: false)?()
        try await signal.wait()
        return .accept
      })
    )
    let turn = try await startTurn(codex, first)
    try ask(first)
    _ = try await asked.next()
    await first.cut()
    let second = try await server.nextConnection()
    signal.send()
    try await second.replyToResume(status: FakeServer.waitingOnApproval)
    try await replyToTurns(second, status: "inProgress")
    try ask(second)
    #expect(try await second.nextResponse() == ["id": 0, "result": ["decision": "accept"]])
    #expect(asked.drain().isEmpty)
    withExtendedLifetime(turn) {}
    await codex.close()
  }

  @Test func `repeats a decision that may be lost, without asking the handler again`() async throws {
    let asked = Locked(0)
    let server = ReopenedServer()
    let (codex, first) = try await server.connect(
      CodexConfiguration(approvalHandler: { _ in
        asked.withLock { $0 += 1 }
        return .accept
      })
    )
    let turn = try await startTurn(codex, first)
    try ask(first)
    _ = try await first.nextResponse()
    await first.cut()
    let second = try await server.nextConnection()
    try await second.replyToResume(status: FakeServer.waitingOnApproval)
    try await replyToTurns(second, status: "inProgress")
    try ask(second)
    #expect(try await second.nextResponse() == ["id": 0, "result": ["decision": "accept"]])
    #expect(asked.withLock { $0 } == 1)
    withExtendedLifetime(turn) {}
    await codex.close()
  }

  @Test func `never lets a decision be the response to another request with the same ID`() async throws {
    let signals = ["i": Signal(), "j": Signal()]
    let asked = BufferedStream<String?>(limit: 10)
    let events = Events()
    let server = ReopenedServer()
    let (codex, first) = try await server.connect(
      CodexConfiguration(
        approvalHandler: { request in
          asked.push(request.itemID, isDroppable: false)?()
          try await signals[request.itemID ?? ""]?.wait()
          return request.itemID == "i" ? .accept : .decline
        },
        onServerRequestEvent: { events.add($0) }
      )
    )
    let turn = try await startTurn(codex, first)
    try ask(first, item: "i")
    _ = try await asked.next()
    await first.cut()
    let second = try await server.nextConnection()
    try await second.replyToResume(status: FakeServer.waitingOnApproval)
    try await replyToTurns(second, status: "inProgress")
    // The server was started anew, and counts its requests from 0 again.
    try ask(second, item: "j")
    #expect(try await asked.next() == "j")
    #expect(try await events.next()?.kind == .withdrawn(.resolved))
    signals["i"]?.send()
    signals["j"]?.send()
    #expect(try await second.nextResponse() == ["id": 0, "result": ["decision": "decline"]])
    withExtendedLifetime(turn) {}
    await codex.close()
  }

  @Test func `withdraws a request that was resolved meanwhile`() async throws {
    let (started, events) = (Signal(), Events())
    let server = ReopenedServer()
    let (codex, first) = try await server.connect(
      CodexConfiguration(
        approvalHandler: { _ in
          started.send()
          try await Task.sleep(for: .seconds(600))
          return .accept
        },
        onServerRequestEvent: { events.add($0) }
      )
    )
    let turn = try await startTurn(codex, first)
    try ask(first)
    try await started.wait()
    await first.cut()
    let second = try await server.nextConnection()
    try await second.replyToResume(status: FakeServer.active)
    try await replyToTurns(second, status: "inProgress")
    #expect(try await events.next()?.kind == .withdrawn(.resolved))
    withExtendedLifetime(turn) {}
    await codex.close()
  }

  @Test(arguments: 1...8)
  func `waits a random part of a time that doubles with each attempt`(attempt: Int) {
    let policy = ReconnectionPolicy(initialDelay: .seconds(1), maximumDelay: .seconds(30))
    #expect(policy.delay(beforeAttempt: attempt, chance: 1) == min(.seconds(1 << (attempt - 1)), .seconds(30)))
    #expect(policy.delay(beforeAttempt: attempt, chance: 0) == .zero)
  }
}
