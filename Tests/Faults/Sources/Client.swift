import CodexSDK
import Foundation

/// What a program does in the recorded session.
enum Client {
  /// Starts a thread and a turn, reads the turn's events and waits for its result. The session is closed at the end, also
  /// when something fails.
  ///
  /// - Parameter patience: For how long to wait for the server before the session is closed; `nil` waits for ever.
  /// - Returns: How many events the turn had.
  static func runTurn(over transport: StdioTransport, patience: Duration? = nil) async throws -> Int {
    var configuration = CodexConfiguration()
    configuration.startupTimeout = patience ?? .seconds(60)
    let codex = try await Codex(transport: transport, configuration: configuration)
    let impatience = patience.map { patience in
      Task {
        try await Task.sleep(for: patience)
        await codex.close()
      }
    }
    defer { impatience?.cancel() }
    do {
      let count = try await eventCount(codex)
      await codex.close()
      return count
    } catch {
      await codex.close()
      throw error
    }
  }

  private static func eventCount(_ codex: Codex) async throws -> Int {
    let thread = try await codex.startThread()
    let turn = try await thread.startTurn("say hello")
    var count = 0
    for try await _ in turn.events { count += 1 }
    _ = try await turn.result()
    return count
  }
}
