import CodexSDK
import CodexTesting
import Foundation
import Testing

/// How a client reaches the app-server.
enum ServerTransport: String, CaseIterable, Sendable, CustomTestStringConvertible {
  /// The SDK starts the server, and uses its standard input and output.
  case stdio
  case unixSocket
  case webSocket
  case webSocketWithCapabilityToken
  case webSocketWithSignedToken

  var testDescription: String { rawValue }

  /// The transports of servers that several clients can use.
  static let shared = allCases.filter { $0 != .stdio }

  fileprivate var listener: ListeningAppServer.Listener { self == .unixSocket ? .unixSocket : .webSocket() }

  fileprivate var authentication: ListeningAppServer.Authentication {
    switch self {
    case .stdio, .unixSocket, .webSocket: .none
    case .webSocketWithCapabilityToken: .capabilityToken("token-\(UUID().uuidString)")
    case .webSocketWithSignedToken: .signedToken(secret: "secret-\(UUID().uuidString)")
    }
  }
}

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
    let binary = try await ScriptedSession.pinnedBinary()
    return try await ServerLimit.run {
      let model = try await ScriptedModelServer()
      defer { model.close() }
      let harness = try AppServerHarness(binary: binary, model: model, options: options)
      defer { harness.cleanUp() }
      let server = try await harness.listen(on: transport.listener, authentication: transport.authentication)
      do {
        let result = try await body(RemoteSession(model: model, harness: harness, server: server))
        await server.stop()
        return result
      } catch {
        await server.stop()
        throw error
      }
    }
  }

  /// Runs `body` with a client that is connected over a transport, to a server of its own.
  static func runClient<Result: Sendable>(
    over transport: ServerTransport,
    options: AppServerHarness.Options = .init(),
    configure: (inout CodexConfiguration) -> Void = { _ in },
    _ body: (ScriptedModelServer, AppServerHarness, Codex) async throws -> Result
  ) async throws -> Result {
    if transport == .stdio {
      return try await ScriptedSession.run(options: options, configure: configure) { session in
        try await body(session.model, session.harness, session.codex)
      }
    }
    return try await run(transport, options: options) { session in
      let codex = try await session.connect(configure: configure)
      let result = try await body(session.model, session.harness, codex)
      await codex.close()
      return result
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
