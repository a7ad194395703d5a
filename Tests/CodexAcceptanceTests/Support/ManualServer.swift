import CodexSDK
import Foundation
import Testing

/// An app-server in memory whose messages a test sends one by one.
///
/// The server is used for messages, and orders of messages, that the real app-server cannot be made to send.
struct ManualServer: Sendable {
  private let transport: InMemoryTransport
  private let requests: AsyncStream<JSONValue>

  /// Runs `body` with a `Codex` and its server, after the handshake.
  static func run(
    configuration: CodexConfiguration = CodexConfiguration(),
    _ body: (Codex, ManualServer) async throws -> Void
  ) async throws {
    let (client, transport) = InMemoryTransport.pair()
    let (requests, continuation) = AsyncStream.makeStream(of: JSONValue.self)
    let server = ManualServer(transport: transport, requests: requests)
    try transport.start(
      receive: { bytes in
        guard let message = try? JSONValue(parsing: bytes), let id = message["id"] else { return }
        if message["method"] == "initialize" {
          server.post(["id": id, "result": handshake])
        } else {
          continuation.yield(message)
        }
      },
      closed: { _ in continuation.finish() }
    )
    let codex = try await Codex(transport: client, configuration: configuration)
    try await body(codex, server)
    await codex.close()
  }

  /// Returns the next request of the client, and fails the test if the request has another method.
  func request(_ method: String) async throws -> JSONValue {
    var iterator = requests.makeAsyncIterator()
    let request = try #require(await iterator.next())
    try #require(request["method"]?.stringValue == method)
    return request
  }

  /// Sends the response to a request.
  func respond(to request: JSONValue, _ result: JSONValue) { post(["id": request["id"] ?? .null, "result": result]) }

  /// Sends an error as the response to a request.
  func refuse(_ request: JSONValue) {
    post(["id": request["id"] ?? .null, "error": ["code": -32600, "message": "refused by the test"]])
  }

  /// Sends a notification.
  func notify(_ method: String, _ params: JSONValue) { post(["method": .string(method), "params": params]) }

  private func post(_ message: JSONValue) {
    do { try transport.send(JSONEncoder().encode(message)) } catch { Issue.record(error) }
  }

  private static let handshake: JSONValue = [
    "userAgent": .string("manual/\(Codex.release) (test)"), "codexHome": "/codex-home", "platformFamily": "unix",
    "platformOs": "linux",
  ]
}

/// Sends the messages of one turn from a `ManualServer`.
struct ManualTurn: Sendable {
  let server: ManualServer
  var threadID = "thread-1"
  var turnID = "turn-1"

  func sendStarted() { notify("turn/started", ["turn": turn("inProgress")]) }

  func sendDelta(_ text: JSONValue) {
    notify("item/agentMessage/delta", ["turnId": id, "itemId": "item-1", "delta": text])
  }

  func sendMessage(_ text: String, phase: String? = nil) {
    let item: JSONValue = [
      "type": "agentMessage", "id": "item-1", "text": .string(text), "phase": phase.map { .string($0) } ?? .null,
    ]
    notify("item/completed", ["turnId": id, "item": item, "completedAtMs": 1])
  }

  func sendCompleted(_ status: String = "completed") { notify("turn/completed", ["turn": turn(status)]) }

  /// Sends the response to the request that started the turn.
  func respond(to request: JSONValue) { server.respond(to: request, ["turn": turn("inProgress")]) }

  /// Sends a notification with the id of the turn's thread.
  func notify(_ method: String, _ members: [String: JSONValue]) {
    server.notify(method, .object(members.merging(["threadId": .string(threadID)]) { given, _ in given }))
  }

  var id: JSONValue { .string(turnID) }

  private func turn(_ status: String) -> JSONValue { ["id": id, "items": [], "status": .string(status)] }
}
