import CodexSDK
import Foundation

/// Servers that write more than anybody reads, or read less than is written.
enum Floods {
  /// A whole session of which each byte comes with a write of its own.
  static func bytewise() async throws {
    let session = try RecordedSession()
    let script = try ServerScript("bytewise", RecordedSession.steps(session.lines))
    let expected = try await Client.runTurn(over: script.transport())
    let before = Leftovers.now
    let watchdog = Watchdog("A session that comes byte by byte", limit: .seconds(120))
    defer { watchdog.done() }
    let count = try await Client.runTurn(over: script.transport(isBytewise: true))
    guard count == expected else {
      throw Failure("A session that comes byte by byte gave \(count) events, not \(expected).")
    }
    try await Leftovers.check(since: before, after: "a session byte by byte")
  }

  /// 200 MB on standard error before each line of a session.
  static func standardError(megabytes: Int = 200) async throws {
    let session = try RecordedSession()
    var steps = RecordedSession.steps(session.lines)
    steps.insert("!\(megabytes << 20)", at: 1)
    steps.insert("!\(megabytes << 20)", at: steps.count - 1)
    let script = try ServerScript("standard-error", steps)
    _ = try await Client.runTurn(over: ServerScript("session", RecordedSession.steps(session.lines)).transport())
    let before = Leftovers.now
    let watchdog = Watchdog("A session with a flood on standard error", limit: .seconds(180))
    defer { watchdog.done() }
    _ = try await Client.runTurn(over: script.transport())
    try await Leftovers.check(since: before, after: "a flood on standard error", growth: 32 << 20)
  }

  /// A million notifications of a turn whose events nobody reads, and of which nobody reads the subscription.
  static func unreadNotifications(_ count: Int = 1_000_000) async throws {
    let session = try RecordedSession()
    let delta = session.lines.first { $0.text.contains("item/agentMessage/delta") }?.text ?? ""
    var steps = RecordedSession.steps(session.lines)
    steps.insert("*\(count) \(delta)", at: steps.count - 1)
    let script = try ServerScript("unread", steps)
    _ = try await Client.runTurn(over: ServerScript("session", RecordedSession.steps(session.lines)).transport())
    let before = Leftovers.now
    let watchdog = Watchdog("A turn with \(count) notifications that nobody reads", limit: .seconds(300))
    defer { watchdog.done() }

    let codex = try await Codex(transport: script.transport())
    let unread = codex.notifications
    let turn = try await codex.startThread().startTurn("say hello")
    let events = turn.events
    let result = try await turn.result()
    if result.finalResponse == nil { throw Failure("A turn whose events nobody reads has no final response.") }
    if events.droppedCount == 0 {
      throw Failure("\(count) unread events were all kept, though the buffer has a limit.")
    }
    // Before anything is closed, since it is the buffers that must not grow.
    let growth = Leftovers.now.memory - before.memory
    if growth > 96 << 20 { throw Failure("\(count) unread notifications took \(growth >> 20) MB of memory.") }
    withExtendedLifetime((unread, events)) {}
    await codex.close()
    try await Leftovers.check(since: before, after: "\(count) unread notifications", growth: 96 << 20)
  }

  /// A server that stops reading: each of many requests ends with a timeout, and the client can still be closed.
  static func serverThatNeverReads(requests: Int = 100_000) async throws {
    let session = try RecordedSession()
    let opening = RecordedSession.steps(session.lines(through: "initialize"))
    let script = try ServerScript("never-reads", opening + ["."])
    let watchdog = Watchdog("\(requests) requests to a server that never reads", limit: .seconds(300))
    defer { watchdog.done() }
    // The first rounds show how much memory the requests take while they wait; the later ones must not take more.
    for _ in 0..<2 { try await sendInVain(requests, script) }
    let before = Leftovers.now
    for _ in 0..<2 { try await sendInVain(requests, script) }
    // The requests take more than a gigabyte while they wait, of which the allocator keeps a varying part.
    try await Leftovers.check(
      since: before,
      after: "\(requests) requests that the server never read",
      growth: 160 << 20
    )
    try await fillTheQueue(script)
  }

  private static func sendInVain(_ count: Int, _ script: ServerScript) async throws {
    let codex = try await Codex(transport: script.transport())
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<count {
        group.addTask {
          do {
            _ = try await codex.send(RPC.ModelList(ModelListParams()), timeout: .seconds(2))
            throw Failure("A request that the server never read has a response.")
          } catch CodexError.timeout {
            // As it should be.
          } catch let error as CodexError {
            throw Failure("A request that the server never read failed with another error: \(error.description)")
          }
        }
      }
      try await group.waitForAll()
    }
    await codex.close()
  }

  /// Sends until the client itself refuses, which it does when 256 MB wait to be written.
  private static func fillTheQueue(_ script: ServerScript) async throws {
    let codex = try await Codex(transport: script.transport())
    let text = String(repeating: "x", count: 16 << 20)
    var refusal: CodexError?
    for _ in 0..<40 where refusal == nil {
      do {
        var params = ModelListParams()
        params.cursor = text
        _ = try await codex.send(RPC.ModelList(params), timeout: .milliseconds(10))
      } catch CodexError.timeout {
        continue
      } catch let error as CodexError {
        refusal = error
      }
    }
    await codex.close()
    guard let refusal else {
      throw Failure("640 MB were queued for a server that never reads, and nothing was refused.")
    }
    guard "\(refusal)".contains("does not read") else {
      throw Failure("The error does not say that the server does not read: \(refusal.description)")
    }
  }
}
