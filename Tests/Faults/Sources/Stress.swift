import CodexSDK
import Foundation

/// Many turns at the same time, in which programs do at random what programs do: read, wait, cancel, interrupt, subscribe,
/// drop and close. For the thread sanitizer; without it, the scenario finds hangs and wrong errors.
struct Stress: Sendable {
  /// How many turns are started altogether.
  var turns: Int
  /// How many connections there are at the same time.
  var connections = 8

  func run() async throws {
    let messages = try StressMessages()
    // The first turns make the threads and the descriptors that Dispatch keeps.
    try await run(turns: 20, messages)
    let before = Leftovers.now
    try await withThrowingTaskGroup(of: Void.self) { group in
      for connection in 0..<connections {
        let share = turns / connections + (connection < turns % connections ? 1 : 0)
        group.addTask { try await run(turns: share, messages) }
      }
      try await group.waitForAll()
    }
    try await Leftovers.check(since: before, after: "\(turns) turns at random", growth: 512 << 20)
  }

  /// Runs turns on one connection after the other: a connection is closed after some of its turns, ready or not.
  private func run(turns: Int, _ messages: StressMessages) async throws {
    var rest = turns
    while rest > 0 {
      let count = min(rest, Int.random(in: 5...60))
      rest -= count
      let watchdog = Watchdog("A connection with \(count) turns at random", limit: .seconds(180))
      defer { watchdog.done() }
      let (client, server) = InMemoryTransport.pair()
      try StressServer(messages).start(server)
      let codex = try await Codex(transport: client)
      let closer = Bool.random() ? Task { await Self.closeSoon(codex) } : nil
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<count { group.addTask { try await Self.tolerating { try await Self.turn(on: codex) } } }
        try await group.waitForAll()
      }
      await closer?.value
      // A connection that is not closed ends when the last reference to it goes.
      if Bool.random() { await codex.close() }
    }
  }

  private static func closeSoon(_ codex: Codex) async {
    try? await Task.sleep(for: .milliseconds(Int.random(in: 0...40)))
    await codex.close()
  }

  /// Everything may be cut off by a cancellation or by the end of the connection, but by nothing else.
  private static func tolerating(_ body: () async throws -> Void) async throws {
    do {
      try await body()
    } catch is CancellationError {
      return
    } catch let error as CodexError {
      switch error {
      case .closed, .transportClosed, .requestFailed: return
      default: throw Failure("A turn failed with an unexpected error: \(error.description)")
      }
    } catch {
      throw Failure("A turn failed with an error that is no CodexError: \(error)")
    }
  }

  private static func turn(on codex: Codex) async throws {
    let thread = try await codex.startThread()
    switch Int.random(in: 0..<8) {
    case 0: _ = try await thread.run("go")
    case 1: _ = try await thread.startTurn("go")
    case 2:
      let turn = try await thread.startTurn("go")
      async let first: Void = read(turn.events)
      async let second: Void = read(turn.events)
      _ = try await (first, second)
      _ = try await turn.result()
    case 3:
      let task = Task { _ = try await thread.run("go") }
      try await Task.sleep(for: .microseconds(Int.random(in: 0...4_000)))
      task.cancel()
      try await task.value
    case 4:
      let turn = try await thread.startTurn("go")
      async let result = turn.result()
      try await turn.interrupt()
      _ = try await result
    case 5:
      let subscription = codex.notifications
      let reader = Task { try await read(subscription) }
      _ = try await thread.run("go")
      reader.cancel()
      try? await reader.value
    case 6:
      let turn = try await thread.startTurn("go")
      for try await _ in turn.events { break }
      let iterator = turn.events.makeAsyncIterator()
      withExtendedLifetime(iterator) {}
    default:
      let turn = try await thread.startTurn("go")
      let reader = Task { try await read(turn.events) }
      try await Task.sleep(for: .microseconds(Int.random(in: 0...4_000)))
      reader.cancel()
      _ = try await turn.result()
    }
  }

  private static func read(_ events: some AsyncSequence) async throws {
    for try await _ in events {}
  }
}

/// Messages of the recorded session, to be filled in.
struct StressMessages: Sendable {
  /// The `result` of `initialize` and of `thread/start`, as JSON.
  var results: [String: String] = [:]
  /// A delta and a completed message of the agent, and the end of a turn.
  var notifications: [String] = []
  private let threadID: String
  private let turnID: String

  init() throws {
    let session = try RecordedSession()
    var methods: [Int: String] = [:]
    var notifications: [String: String] = [:]
    var turnID = ""
    for line in session.lines {
      guard let message = try JSONSerialization.jsonObject(with: Data(line.text.utf8)) as? [String: Any] else {
        continue
      }
      let method = message["method"] as? String
      if let id = message["id"] as? Int {
        if line.isFromClient { methods[id] = method }
        if let result = message["result"], let method = methods[id] { results[method] = try Self.text(result) }
      } else if let method, !line.isFromClient {
        notifications[method] = line.text
        let turn = (message["params"] as? [String: Any])?["turn"] as? [String: Any]
        turnID = turn?["id"] as? String ?? turnID
      }
    }
    self.notifications = try ["item/agentMessage/delta", "item/completed", "turn/completed"].map { method in
      guard let text = notifications[method] else { throw Failure("The recorded session has no '\(method)'.") }
      return text
    }
    self.turnID = turnID
    threadID = session.identifier("threadId")
  }

  private static func text(_ json: Any) throws -> String {
    String(decoding: try JSONSerialization.data(withJSONObject: json, options: .withoutEscapingSlashes), as: UTF8.self)
  }

  /// A text of the session as one about another thread and turn.
  func filledIn(_ text: String, thread: String, turn: String) -> Data {
    Data(text.replacingOccurrences(of: threadID, with: thread).replacingOccurrences(of: turnID, with: turn).utf8)
  }
}

/// A server in this process that keeps nothing: every message is replied to on a task of its own.
struct StressServer: Sendable {
  private let messages: StressMessages

  init(_ messages: StressMessages) { self.messages = messages }

  func start(_ transport: InMemoryTransport) throws {
    try transport.start(
      receive: { [self] message in Task { try? await receive(message, transport) } },
      closed: { _ in }
    )
  }

  private func receive(_ message: Data, _ transport: InMemoryTransport) async throws {
    guard let request = try JSONSerialization.jsonObject(with: message) as? [String: Any],
      let method = request["method"] as? String, let id = request["id"] as? Int
    else { return }
    let thread = (request["params"] as? [String: Any])?["threadId"] as? String ?? "thread-\(id)"
    let turn = "turn-\(UUID().uuidString)"
    switch method {
    case "turn/start":
      let response = Data(#"{"id":\#(id),"result":{"turn":{"id":"\#(turn)","items":[],"status":"inProgress"}}}"#.utf8)
      // Notifications of a turn may come before the response that tells the turn's id.
      let isEarly = Bool.random()
      if !isEarly { try transport.send(response) }
      for _ in 0..<Int.random(in: 0...30) {
        try transport.send(messages.filledIn(messages.notifications[0], thread: thread, turn: turn))
        if Int.random(in: 0..<8) == 0 { await Task.yield() }
      }
      if isEarly { try transport.send(response) }
      try transport.send(Data(#"{"id":"s\#(id)","method":"unknown/request","params":{}}"#.utf8))
      for notification in messages.notifications.dropFirst() {
        try transport.send(messages.filledIn(notification, thread: thread, turn: turn))
      }
    case "turn/interrupt": try transport.send(Data(#"{"id":\#(id),"result":{}}"#.utf8))
    default:
      guard let result = messages.results[method] else {
        try transport.send(Data(#"{"id":\#(id),"error":{"code":-32601,"message":"unknown"}}"#.utf8))
        return
      }
      try transport.send(messages.filledIn(#"{"id":\#(id),"result":\#(result)}"#, thread: thread, turn: turn))
    }
  }
}
