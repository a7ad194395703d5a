#if os(macOS) || os(Linux)
import CodexSDK
import CodexTesting
import Foundation

/// How a row of the benchmark `transports` reaches the app-server.
enum BenchTransport: String, CaseIterable {
  case stdio
  case unix
  case ws
}

/// The other side of the rows of `transports`: the scripted model and, unless the row starts the app-server itself, the
/// app-server. They run in a process of their own, so that the processor time of a row is that of the client alone.
enum ServerHost {
  /// What the process of a row needs to know. The process of the host prints this value as one line of JSON.
  struct Description: Codable {
    var executable: String
    var arguments: [String]
    var environment: [String: String]
    var workspace: String
    /// The address of the server. `nil` when the row starts the server.
    var address: String?
  }

  /// The text of the deltas of each turn. `TimestampRelay` writes a time in the place of the digits.
  static func deltas(_ count: Int = Stream.deltas) -> [String] {
    (0..<count).map { "token \($0)\(TimestampRelay.placeholder)" }
  }

  /// The input of a turn with `Stream.deltas` deltas.
  static let input = "Say many words."
  /// The input of a turn with `slowDeltas` deltas, which `TimestampRelay` passes on slowly.
  static let slowInput = "Say some words slowly."
  static let slowDeltas = 1000

  /// Runs until standard input is closed.
  static func run(_ transport: BenchTransport) async throws {
    let model = try await ScriptedModelServer()
    defer { model.close() }
    let slowReply = ModelReply.message(deltas: deltas(slowDeltas), phase: .finalAnswer)
    model.when(.lastUserText(contains: slowInput), reply: slowReply)
    let reply = ModelReply.message(deltas: deltas(), phase: .finalAnswer)
    model.when(.any, reply: reply)
    let harness = try AppServerHarness(binary: await CodexBinary.locate(version: Codex.release), model: model)
    defer { harness.cleanUp() }
    let server: ListeningAppServer? =
      switch transport {
      case .stdio: nil
      case .unix: try await harness.listen(on: .unixSocket())
      case .ws: try await harness.listen(on: .webSocket())
      }
    let description = Description(
      executable: harness.executable,
      arguments: harness.arguments,
      environment: harness.environment,
      workspace: harness.workspace,
      address: server.map { server in
        server.socketPath.map { "unix://\($0)" } ?? "ws://127.0.0.1:\(server.port ?? 0)"
      }
    )
    var line = try JSONEncoder().encode(description)
    line.append(UInt8(ascii: "\n"))
    try FileHandle.standardOutput.write(contentsOf: line)
    await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        while readLine() != nil {}
        continuation.resume()
      }
    }
    await server?.stop()
  }
}
#endif
