import CodexSDK
import CodexTesting
import Foundation
import Testing

/// A running app-server with a scripted model, to which a test connects any number of clients.
struct RemoteSession: Sendable {
  let model: ScriptedModelServer
  let harness: AppServerHarness
  let server: ListeningAppServer

  /// Runs `body` with a new app-server, and ends and removes everything afterwards.
  static func run<Result: Sendable>(
    _ transport: ServerTransport = .webSocket,
    options: AppServerHarness.Options = .askingInWorkspace,
    _ body: (RemoteSession) async throws -> Result
  ) async throws -> Result {
    try await run(on: transport.listener, authentication: transport.authentication, options: options, body)
  }

  /// Runs `body` with a new app-server that listens at a certain place, and ends and removes everything afterwards.
  static func run<Result: Sendable>(
    on listener: ListeningAppServer.Listener,
    authentication: ListeningAppServer.Authentication = .none,
    options: AppServerHarness.Options = .init(),
    _ body: (RemoteSession) async throws -> Result
  ) async throws -> Result {
    let binary = try await ScriptedSession.pinnedBinary()
    return try await ServerLimit.run {
      let model = try await ScriptedModelServer()
      defer { model.close() }
      let harness = try AppServerHarness(binary: binary, model: model, options: options)
      defer { harness.cleanUp() }
      return try await harness.withServer(on: listener, authentication: authentication) { server in
        try await body(RemoteSession(model: model, harness: harness, server: server))
      }
    }
  }

  /// Connects a client to the server.
  func connect(
    through proxy: ConnectionProxy? = nil,
    configure: (inout CodexConfiguration) -> Void = { _ in }
  ) async throws -> Codex {
    var configuration = CodexConfiguration()
    configuration.reconnection?.initialDelay = .milliseconds(10)
    configuration.reconnection?.maximumDelay = .milliseconds(100)
    configure(&configuration)
    let address = proxy.map { server.address(through: $0) } ?? server.address
    return try await Codex(connectingTo: address, configuration: configuration)
  }

  /// The path of a file in the workspace that the agent appends lines to.
  var outputFile: String { harness.workspace + "/output.txt" }

  var outputLines: [String] {
    (try? String(contentsOfFile: outputFile, encoding: .utf8))?.split(separator: "\n").map(String.init) ?? []
  }

  /// The model's replies of a turn: a message, a command that needs approval and appends `line` to the output file, and a final
  /// message.
  func enqueueTurn(line: String) {
    model.enqueue(
      .message("Working on \(line).", phase: .commentary)
        .then(.command("echo \(line) >> '\(outputFile)'", escalationReason: "The test asks for it.")),
      .message("Done with \(line).", phase: .finalAnswer)
    )
  }
}
