#if os(macOS) || os(Linux)
import CodexSDK
import Foundation

/// Runs turns with the real app-server and a scripted model over one transport, and reads all events.
enum TransportWork {
  static func turns(_ name: String) async throws -> Work {
    guard let transport = BenchTransport(rawValue: name) else { throw Failure("'\(name)' is not a transport") }
    let host = try HostProcess(transport)
    let codex = try await host.description.connect()
    let text = ServerHost.deltas().joined()
    return Work {
      // The server sends the history of a thread to the model with each turn, so a thread of its own keeps the turns
      // equal.
      let turn = try await codex.startThread().startTurn(ServerHost.input)
      var units = 0
      var received = ""
      for try await event in turn.events {
        units += 1
        if case .itemAgentMessageDelta(let delta) = event { received += delta.delta }
      }
      guard received == text else { throw Failure("the turn does not have the text of the scripted model") }
      return Output(units: units, bytes: received.utf8.count)
    } end: {
      await codex.close()
      host.end()
    }
  }
}
#endif
