import Foundation
import Testing

@_spi(Generated) @testable import CodexSDK

/// unit: orders and losses of messages that the real server cannot be made to send
@Suite("unit: the sequence of a thread's states")
struct ThreadStatesTests {
  private static func turns(_ turns: [JSONValue], next: JSONValue = .null) -> JSONValue {
    ["data": .array(turns.reversed()), "nextCursor": next]
  }

  private static func turn(_ id: String, _ status: String, _ texts: String...) -> JSONValue {
    let items: [JSONValue] = texts.enumerated().map { index, text in
      ["type": "agentMessage", "id": .string("\(id)-\(index)"), "text": .string(text)]
    }
    return ["id": .string(id), "status": .string(status), "items": .array(items), "itemsView": "full"]
  }

  private static func texts(_ state: ThreadState) -> [[String]] {
    state.turns.map { turn in
      turn.items.map { if case .agentMessage(let message) = $0.item { message.text } else { "?" } }
    }
  }

  /// Responds to the requests by which a sequence begins.
  private static func load(_ server: FakeServer, _ response: JSONValue, status: JSONValue = FakeServer.active)
    async throws
  {
    try await server.replyToResume(status: status)
    try server.reply(to: try await server.next("thread/turns/list"), response)
  }

  @Test("the first state has the turns of the server and the notifications that came while they were read")
  func firstState() async throws {
    let (codex, server) = try await connect()
    var states = CodexThread(id: "t", codex: codex).states(every: .zero).makeAsyncIterator()
    try await server.replyToResume(status: FakeServer.active)
    let request = try await server.next("thread/turns/list")
    #expect(request["params"]?["itemsView"] == "full")
    #expect(request["params"]?["sortDirection"] == "desc")
    #expect(request["params"]?["limit"] == 20)
    try server.delta("new", turn: "b")
    try server.reply(
      to: request,
      Self.turns([Self.turn("a", "completed", "old"), Self.turn("b", "inProgress", "first")])
    )

    let state = try #require(try await states.next())
    #expect(Self.texts(state) == [["old"], ["first", "new"]])
    #expect(state.status?.isActive == true)
    #expect(state.settings?.model == "m")
    #expect(state.isComplete && !state.hasEarlierTurns)
    await codex.close()
    while try await states.next() != nil {}
  }

  @Test("a turn that has just begun is in progress, also when the server still lists it as interrupted")
  func justBegun() async throws {
    let (codex, server) = try await connect()
    let thread = CodexThread(id: "t", codex: codex)
    async let started = thread.startTurn("Begin.")
    try server.replyToTurnStart(try await server.next("turn/start"), turn: "b")
    let turn = try await started
    var states = thread.states(every: .zero).makeAsyncIterator()
    try await Self.load(server, Self.turns([Self.turn("a", "interrupted"), Self.turn("b", "interrupted")]))

    let state = try #require(try await states.next())
    #expect(state.turns.map(\.status) == [.interrupted, .inProgress])
    await codex.close()
    _ = turn
  }

  @Test("a slow reader gets only the newest state, and the last state is always delivered")
  func newestWins() async throws {
    let (codex, server) = try await connect()
    // Each step of the reader waits for a signal of the test.
    let (signals, continuation) = AsyncStream.makeStream(of: Void.self)
    let gate = Gate(signals)
    let sequence = ThreadStates(
      CodexThread(id: "t", codex: codex),
      pacing: .init { _ in await gate.wait() },
      recentTurns: 20
    )
    let reader = Task {
      var texts: [[[String]]] = []
      for try await state in sequence { texts.append(Self.texts(state)) }
      return texts
    }
    try await Self.load(server, Self.turns([Self.turn("a", "inProgress")]))
    // After the first state, the reader waits for the gate.
    await gate.waitUntilReached(1)
    for index in 0..<1000 { try server.delta("\(index) ", turn: "a") }
    try await waitUntil { Self.texts(sequence.current) == [[(0..<1000).map { "\($0) " }.joined()]] }
    continuation.yield()
    await gate.waitUntilReached(2)
    try server.delta("end", turn: "a")
    try await waitUntil { Self.texts(sequence.current).first?.first?.hasSuffix("end") == true }
    await codex.close()
    continuation.finish()

    let texts = try await reader.value
    #expect(texts.count == 3)
    #expect(texts.last?.first?.first?.hasSuffix("999 end") == true)
  }

  @Test("a sequence takes nothing away from the events of a turn and from other subscriptions")
  func sharesNotifications() async throws {
    let (codex, server) = try await connect()
    let thread = CodexThread(id: "t", codex: codex)
    let sequence = thread.states(every: .zero)
    try await Self.load(server, Self.turns([]))
    async let started = CodexTurn._open(.saying("hi"), on: thread)
    try server.replyToTurnStart(try await server.next("turn/start"), turn: "u")
    let turn = try await started
    try server.delta("text", turn: "u")
    try server.message("text", turn: "u")
    try server.completed(turn: "u")
    var events: [String?] = []
    for try await event in turn.events { events.append(event.method) }
    #expect(events == ["item/agentMessage/delta", "item/completed", "turn/completed"])
    try await waitUntil { sequence.current.turns.first?.status == .completed }
    #expect(Self.texts(sequence.current) == [["text"]])
    await codex.close()
  }

  @Test("two loops over one sequence both see the last state")
  func twoLoops() async throws {
    let (codex, server) = try await connect()
    let sequence = CodexThread(id: "t", codex: codex).states(every: .zero)
    let loops = (0..<2).map { _ in
      Task {
        var last: ThreadState?
        for try await state in sequence { last = state }
        return last
      }
    }
    try await Self.load(server, Self.turns([]))
    try server.delta("x", turn: "u")
    try await waitUntil { sequence.current.turns.count == 1 }
    await codex.close()
    for loop in loops { #expect(try await loop.value.map(Self.texts) == [["x"]]) }
  }

  @Test("a cancelled loop ends at once")
  func cancellation() async throws {
    let (codex, server) = try await connect()
    let sequence = CodexThread(id: "t", codex: codex).states()
    let loop = Task { for try await _ in sequence {} }
    loop.cancel()
    await #expect(throws: CancellationError.self) { try await loop.value }
    withExtendedLifetime(server) {}
    await codex.close()
  }

  @Test("after a lost connection, the state has what happened meanwhile")
  func reconnection() async throws {
    let reopened = ReopenedServer()
    let (codex, first) = try await reopened.connect()
    let sequence = CodexThread(id: "t", codex: codex).states(every: .zero)
    try await Self.load(first, Self.turns([Self.turn("a", "inProgress", "one")]), status: FakeServer.waitingOnApproval)
    try first.delta("tw", turn: "a")
    try first.send([
      "id": 0, "method": "item/commandExecution/requestApproval",
      "params": ["threadId": "t", "turnId": "a", "itemId": "c", "startedAtMs": 1],
    ])
    try await waitUntil { sequence.current.openRequests.count == 1 && sequence.current.turns.count == 1 }
    await first.cut()
    try await waitUntil { !sequence.current.isComplete }
    #expect(sequence.current.openRequests == [])

    let second = try await reopened.nextConnection()
    // The connection subscribes to the thread again, and then the sequence reads what it has missed.
    try await second.replyToResume(status: FakeServer.active)
    try await second.replyToResume(status: FakeServer.active)
    try second.reply(
      to: try await second.next("thread/turns/list"),
      Self.turns([Self.turn("a", "completed", "one", "two"), Self.turn("b", "inProgress", "three")])
    )
    try await waitUntil { sequence.current.isComplete }
    let state = sequence.current
    #expect(state.turns.map(\.status) == [.completed, .inProgress])
    #expect(state.turns.map { $0.completedItems.count } == [2, 1])
    await codex.close()
  }

  @Test("after a message that cannot be read, the turns are read again")
  func unreadableMessage() async throws {
    var configuration = CodexConfiguration()
    configuration.turnRecoveryDelay = .zero
    let (codex, server) = try await connect(configuration)
    let sequence = CodexThread(id: "t", codex: codex).states(every: .zero)
    try await Self.load(server, Self.turns([Self.turn("a", "inProgress")]))
    try await waitUntil { sequence.current.turns.count == 1 && sequence.current.isComplete }
    try server.sendRaw(#"{"method":"turn/completed","params":{"threadId":"t","turn":{"id":"a","status":}}}"#)
    try await Self.load(server, Self.turns([Self.turn("a", "failed", "x")]))
    try await waitUntil { sequence.current.turns.first?.status == .failed }
    try await waitUntil { sequence.current.isComplete }
    await codex.close()
  }

  @Test("earlier turns are read page by page, until there are no more")
  func earlierTurns() async throws {
    let (codex, server) = try await connect()
    let sequence = CodexThread(id: "t", codex: codex).states(every: .zero, recentTurns: 1)
    try await Self.load(server, Self.turns([Self.turn("c", "completed")], next: "before c"))
    try await waitUntil { sequence.current.hasEarlierTurns }
    for (turn, next) in [("b", "before b" as JSONValue), ("a", .null)] {
      async let hasMore = sequence.loadEarlierTurns(1)
      let request = try await server.next("thread/turns/list")
      #expect(request["params"]?["cursor"]?.stringValue?.hasPrefix("before") == true)
      try server.reply(to: request, Self.turns([Self.turn(turn, "completed")], next: next))
      #expect(try await hasMore == (next != .null))
    }
    #expect(sequence.current.turns.map(\.id) == ["a", "b", "c"])
    #expect(!sequence.current.hasEarlierTurns)
    #expect(try await sequence.loadEarlierTurns() == false)
    await codex.close()
  }

  @Test("a server that cannot resume the thread or list its turns is asked with thread/read")
  func otherMethods() async throws {
    let (codex, server) = try await connect()
    let sequence = CodexThread(id: "t", codex: codex).states(every: .zero)
    try server.refuse(try await server.next("thread/resume"), code: -32600)
    let thread = FakeServer.resumed(thread: "t", status: ["type": "idle"])["thread"] ?? .null
    try server.reply(to: try await server.next("thread/read"), ["thread": thread])
    try server.refuse(try await server.next("thread/turns/list"), code: -32601)
    guard case .object(var members) = thread else { return }
    members["turns"] = [Self.turn("a", "completed", "x")]
    try server.reply(to: try await server.next("thread/read"), ["thread": .object(members)])
    var states = sequence.makeAsyncIterator()
    #expect(try await states.next().map(Self.texts) == [["x"]])
    await codex.close()
  }

  @Test("the sequence ends with the error of a connection that was lost for good, after the last state")
  func connectionError() async throws {
    let (codex, server) = try await connect()
    let sequence = CodexThread(id: "t", codex: codex).states(every: .zero)
    try await Self.load(server, Self.turns([]))
    try server.delta("x", turn: "u")
    try await waitUntil { sequence.current.turns.count == 1 }
    await server.cut()
    var last: ThreadState?
    await #expect(throws: CodexError.self) { for try await state in sequence { last = state } }
    #expect(last.map(Self.texts) == [["x"]])
    await codex.close()
  }

  @Test("without a sequence, nothing follows the thread")
  func release() async throws {
    let (codex, server) = try await connect()
    var header = MessageHeader()
    header.threadID = "t"
    do {
      let sequence = CodexThread(id: "t", codex: codex).states()
      #expect(codex.connection.followers.follow(header))
      withExtendedLifetime(sequence) {}
    }
    // The requests of the sequence end with the connection, at the latest.
    withExtendedLifetime(server) {}
    await codex.close()
    #expect(!codex.connection.followers.follow(header))
  }
}

/// Lets a task pass one step at a time.
private actor Gate {
  private let stream: AsyncStream<Void>
  private var reached = 0

  init(_ stream: AsyncStream<Void>) {
    self.stream = stream
  }

  func wait() async {
    reached += 1
    for await _ in stream { return }
  }

  func waitUntilReached(_ count: Int) async { while reached < count { await Task.yield() } }
}

/// Waits until a condition holds, at most two minutes.
private func waitUntil(_ condition: @Sendable () -> Bool) async throws {
  let deadline = ContinuousClock.now + .seconds(120)
  while !condition() {
    guard ContinuousClock.now < deadline else { throw FakeServer.Unexpected(message: "the condition never held") }
    try await Task.sleep(for: .milliseconds(1))
  }
}
