import CodexSDK
import Foundation

/// A server that ends after byte N of a recorded session, in every way, for each N of a stride.
struct Positions: Sendable {
  /// The distance between the positions; 1 takes every byte.
  var stride: Int
  /// The first position, so that runs with different first positions together take every byte.
  var first = 0
  /// How the servers end.
  var endings = Ending.allCases
  /// How many sessions run at the same time, for a server that ends by itself.
  var concurrency = 12
  /// How many sessions run at the same time, for a server that is waited for in vain. Such sessions need little processor time.
  var waitingConcurrency = 40

  func run() async throws {
    let session = try RecordedSession()
    let script = try ServerScript("session", RecordedSession.steps(session.lines))
    let total = session.serverBytes
    // A first session, since the first one loads code and opens what stays open.
    _ = try await Client.runTurn(over: script.transport())
    let before = Leftovers.now
    for ending in endings {
      let start = ContinuousClock.now
      let positions = Array(Swift.stride(from: first, to: total, by: stride)) + [total - 1]
      try await inParallel(positions, ending.exit == nil ? waitingConcurrency : concurrency) {
        try await check(ending, after: $0, of: total, script)
      }
      try await checkGrandchildren(of: ending)
      try await Leftovers.check(since: before, after: "\(positions.count) servers with the ending '\(ending.rawValue)'")
      let seconds = (ContinuousClock.now - start).components.seconds
      Report.say("\(ending.rawValue): \(positions.count) positions (\(seconds) s)")
    }
  }

  private func inParallel(
    _ positions: [Int],
    _ concurrency: Int,
    _ check: @escaping @Sendable (Int) async throws -> Void
  ) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (index, position) in positions.enumerated() {
        if index >= concurrency { try await group.next() }
        group.addTask { try await check(position) }
      }
      try await group.waitForAll()
    }
  }

  private func check(_ ending: Ending, after position: Int, of total: Int, _ script: ServerScript) async throws {
    let what = "The server with the ending '\(ending.rawValue)' after byte \(position) of \(total)"
    let watchdog = Watchdog(what, limit: .seconds(30))
    defer { watchdog.done() }
    let transport = script.transport(ending: ending, after: position)
    do {
      // A server that falls silent is waited for in vain, so the client gives up after a while.
      _ = try await Client.runTurn(over: transport, patience: ending.exit == nil ? .milliseconds(150) : nil)
      // The last byte is a line end, and a line counts without one when the output ends.
      if position < total - 1, ending != .orderly {
        throw Failure("\(what) gave a complete turn, though the end of the turn was never sent.")
      }
    } catch let error as CodexError {
      try check(error, of: ending, what)
    } catch let failure as Failure {
      throw failure
    } catch {
      throw Failure("\(what) gave an error that is no CodexError: \(error).")
    }
    if let identifier = transport.processIdentifier {
      throw Failure("\(what) left the process \(identifier) after the session was closed.")
    }
  }

  private func check(_ error: CodexError, of ending: Ending, _ what: String) throws {
    switch error {
    case .transportClosed(let closure):
      if let exit = ending.exit, closure.exit != exit {
        throw Failure("\(what) should have ended with \(exit), but the error says: \(error.description)")
      }
      if closure.exit == nil, closure.reason == nil {
        throw Failure("\(what) gave an error that does not say what happened: \(error.description)")
      }
    case .closed, .timeout, .startTimedOut:
      if let exit = ending.exit {
        throw Failure("\(what) ended with \(exit), but the error says: \(error.description)")
      }
    case .decoding, .handshakeFailed:
      // A response that was cut off is no complete line. Only these endings write more bytes, which complete the line.
      if ending != .garbage, ending != .flood { throw Failure("\(what) gave: \(error.description)") }
    default: throw Failure("\(what) gave an unexpected error: \(error.description)")
    }
  }

  /// Checks that no process still runs that a fake server has started. Such processes are not children of this process.
  ///
  /// The system may have given the ID of a process that has ended to a process of another program. So a process counts only if
  /// it has the environment of the fake servers of this run.
  private func checkGrandchildren(of ending: Ending) async throws {
    let text = (try? String(contentsOfFile: ServerScript.grandchildren, encoding: .utf8)) ?? ""
    try? FileManager.default.removeItem(atPath: ServerScript.grandchildren)
    var running = text.split(separator: "\n").compactMap { pid_t($0) }.filter(Self.isGrandchild)
    // The process of the ending 'flood' ends when it writes the next time.
    for _ in 0..<100 where !running.isEmpty {
      try await Task.sleep(for: .milliseconds(20))
      running = running.filter(Self.isGrandchild)
    }
    guard !running.isEmpty else { return }
    #if os(Linux)
    for identifier in running where Self.isGrandchild(identifier) { kill(identifier, SIGKILL) }
    #endif
    throw Failure("Servers with the ending '\(ending.rawValue)' left \(running.count) processes that they had started.")
  }
  private static func isGrandchild(_ identifier: pid_t) -> Bool {
    Leftovers.isRunning(identifier, withVariable: ServerScript.grandchildrenVariable)
  }
}
