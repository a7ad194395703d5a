import CodexSDK
import Foundation

/// Sessions that are opened and closed, one after the other.
enum Cycles {
  /// - Parameter count: How many sessions; every third is not closed but dropped, every fifth with a turn under way.
  static func run(_ count: Int = 1_000) async throws {
    let session = try RecordedSession()
    let script = try ServerScript("session", RecordedSession.steps(session.lines))
    for index in 0..<20 { try await cycle(index, script) }
    let before = Leftovers.now
    for index in 0..<count { try await cycle(index, script) }
    try await Leftovers.check(since: before, after: "\(count) sessions", growth: 24 << 20)
  }

  private static func cycle(_ index: Int, _ script: ServerScript) async throws {
    let watchdog = Watchdog("Session \(index)", limit: .seconds(30))
    defer { watchdog.done() }
    let codex = try await Codex(transport: script.transport(ending: .orderly))
    if index.isMultiple(of: 5) {
      let turn = try await codex.startThread().startTurn("say hello")
      if index.isMultiple(of: 2) { _ = try await turn.result() }
    }
    if !index.isMultiple(of: 3) { await codex.close() }
  }
}
