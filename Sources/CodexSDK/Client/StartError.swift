import CodexProtocol
import CodexWire
import Foundation

extension Connection {
  /// The error of a session that could not be opened, with what is known after the transport was closed.
  func startError(_ error: any Error, _ configuration: CodexConfiguration) -> any Error {
    let problem = startup.withLock { $0 }
    let line = problem.foreignLine.map { Self.firstLine(of: $0, configuration) }
    switch error {
    case CodexError.timeout(RPC.Initialize.name, let duration):
      guard let line else { return CodexError.startTimedOut(after: duration, problem.closure ?? TransportClosure()) }
      return CodexError.handshakeFailed(
        reason: """
          this may not be Codex: the first line that it printed is \(line), and it did not open a session within \(duration) \
          (CodexConfiguration.startupTimeout)
          """
      )
    case CodexError.transportClosed(let closure):
      guard let line else { return error }
      return CodexError.handshakeFailed(
        reason: "this may not be Codex: the first line that it printed is \(line), and then it ended\(closure)"
      )
    case CodexError.handshakeFailed(let reason):
      guard let line else { return error }
      return CodexError.handshakeFailed(
        reason: "\(reason); this may not be Codex: the first line that it printed is \(line)"
      )
    default: return error
    }
  }

  /// The beginning of what a program printed, as a quoted text of at most 200 characters without secrets.
  private static func firstLine(of output: Data, _ configuration: CodexConfiguration) -> String {
    let environment = ProcessInfo.processInfo.environment.merging(configuration.environment) { $1 }
    let secrets = SecretText(environment: environment, arguments: configuration.arguments)
    let text = secrets.redacted(String(decoding: output, as: UTF8.self).withoutTerminalControls)
    let line = text.split(whereSeparator: \.isNewline).first ?? ""
    return "\"\(line.prefix(200))\(line.count > 200 ? "…" : "")\""
  }
}
