import Foundation

@testable import CodexSDK

/// A server in memory whose connections a test cuts. Each connection has a `FakeServer` of its own.
final class ReopenedServer: Sendable {
  private let connections = BufferedStream<FakeServer>(limit: 1000)

  /// The next connection of the client, after the handshake.
  func nextConnection(userAgent: String = "codex/\(GeneratedFrom.codexVersion) (test)") async throws -> FakeServer {
    guard let server = try await connections.next() else { throw FakeServer.Unexpected(message: "no connection") }
    var handshake = FakeServer.handshake.objectValue ?? [:]
    handshake["userAgent"] = .string(userAgent)
    try server.reply(to: try await server.next("initialize"), .object(handshake))
    _ = try await server.next("initialized")
    return server
  }

  /// Connects a client, which opens lost connections again without a noticeable delay.
  func connect(
    _ configuration: CodexConfiguration = CodexConfiguration()
  ) async throws -> (codex: Codex, first: FakeServer) {
    var configuration = configuration
    if configuration.reconnection == ReconnectionPolicy() {
      configuration.reconnection = ReconnectionPolicy(initialDelay: .milliseconds(1), maximumDelay: .milliseconds(10))
    }
    async let codex = Codex(configuration: configuration) { [connections] in
      let (client, end) = InMemoryTransport.pair()
      connections.push(try FakeServer(end), isDroppable: false)?()
      return client
    }
    let first = try await nextConnection()
    return (try await codex, first)
  }
}

extension FakeServer {
  /// Ends the connection as a network does that fails.
  func cut() async { await transport.close(as: TransportClosure(reason: "the network failed")) }

  /// Responds to the request by which the SDK subscribes to a thread again.
  func replyToResume(thread: String = "t", status: JSONValue) async throws {
    let request = try await next("thread/resume")
    try reply(to: request, Self.resumed(thread: thread, status: status))
  }

  static func resumed(thread: String, status: JSONValue, reviewer: JSONValue = "user") -> JSONValue {
    [
      "approvalPolicy": "on-request", "approvalsReviewer": reviewer, "cwd": "/work", "model": "m", "modelProvider": "p",
      "sandbox": ["type": "readOnly"],
      "thread": [
        "id": .string(thread), "cliVersion": "0.163.0", "createdAt": 1, "updatedAt": 1, "cwd": "/work",
        "ephemeral": false,
        "modelProvider": "p", "preview": "", "sessionId": "s", "source": "appServer", "status": status, "turns": [],
      ],
    ]
  }

  static let active: JSONValue = ["type": "active", "activeFlags": []]
  static let waitingOnApproval: JSONValue = ["type": "active", "activeFlags": ["waitingOnApproval"]]
}
