import CodexSDK
import CodexTesting
import Foundation

/// A transport to a real app-server process that records the sent messages and the process id.
final class RecordingTransport: CodexTransport {
  let sent = Recorder()
  private let base: StdioTransport
  private let process = Recorder()

  init(_ harness: AppServerHarness) {
    base = StdioTransport(
      .init(
        executable: harness.executable,
        arguments: harness.arguments,
        environment: harness.environment,
        workingDirectory: harness.workspace
      )
    )
  }

  /// The id of the child process, even after the process has ended; `nil` before the process was started.
  var processIdentifier: Int32? { process.texts.first.flatMap { Int32($0) } }

  func start(
    receive: @escaping @Sendable (Data) -> Void,
    closed: @escaping @Sendable (TransportClosure) -> Void
  ) throws {
    try base.start(receive: receive, closed: closed)
    if let identifier = base.processIdentifier { process.record(Data(String(identifier).utf8)) }
  }

  func send(_ message: Data) throws {
    sent.record(message)
    try base.send(message)
  }

  func close() async { await base.close() }
}
