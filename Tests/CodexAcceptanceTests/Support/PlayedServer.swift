import CodexSDK
import Foundation
import Testing

/// The other end of a connection in memory, on which a test plays the app-server message by message: for orders and
/// messages that the real one cannot be brought to send.
struct PlayedServer: Sendable {
  private let transport: InMemoryTransport
  private let requests: AsyncStream<JSONValue>

  /// Runs `body` with a `Codex` and its server, the handshake done.
  static func run(_ body: (Codex, PlayedServer) async throws -> Void) async throws {
    let (client, transport) = InMemoryTransport.pair()
    let (requests, continuation) = AsyncStream.makeStream(of: JSONValue.self)
    let server = PlayedServer(transport: transport, requests: requests)
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
    let codex = try await Codex(transport: client)
    try await body(codex, server)
    await codex.close()
  }

  /// The next request of the client, which has to be a `method`.
  func request(_ method: String) async throws -> JSONValue {
    var iterator = requests.makeAsyncIterator()
    let request = try #require(await iterator.next())
    try #require(request["method"]?.stringValue == method)
    return request
  }

  func answer(_ request: JSONValue, _ result: JSONValue) { post(["id": request["id"] ?? .null, "result": result]) }

  func notify(_ method: String, _ params: JSONValue) { post(["method": .string(method), "params": params]) }

  private func post(_ message: JSONValue) {
    do { try transport.send(JSONEncoder().encode(message)) } catch { Issue.record(error) }
  }

  private static let handshake: JSONValue = [
    "userAgent": "played/0.0.1 (test)", "codexHome": "/codex-home", "platformFamily": "unix", "platformOs": "linux",
  ]
}

/// What an app-server says of one turn.
struct PlayedTurn: Sendable {
  let server: PlayedServer
  var threadID = "thread-1"
  var turnID = "turn-1"

  func started() { tell("turn/started", ["turn": turn("inProgress")]) }

  func delta(_ text: JSONValue) { tell("item/agentMessage/delta", ["turnId": id, "itemId": "item-1", "delta": text]) }

  func said(_ text: String, phase: String? = nil) {
    let item: JSONValue = [
      "type": "agentMessage", "id": "item-1", "text": .string(text), "phase": phase.map { .string($0) } ?? .null,
    ]
    tell("item/completed", ["turnId": id, "item": item, "completedAtMs": 1])
  }

  func completed(_ status: String = "completed") { tell("turn/completed", ["turn": turn(status)]) }

  /// Answers the request that started the turn.
  func accept(_ request: JSONValue) { server.answer(request, ["turn": turn("inProgress")]) }

  /// A notification that names this turn.
  func tell(_ method: String, _ members: [String: JSONValue]) {
    server.notify(method, .object(members.merging(["threadId": .string(threadID)]) { given, _ in given }))
  }

  var id: JSONValue { .string(turnID) }

  private func turn(_ status: String) -> JSONValue { ["id": id, "items": [], "status": .string(status)] }
}
