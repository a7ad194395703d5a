import Foundation

@testable import CodexSDK

/// The server's end of an in-memory connection. A test receives and sends the server's messages step by step, without waiting
/// for a certain time.
final class FakeServer: Sendable {
  let transport: InMemoryTransport
  private let messages = BufferedStream<JSONValue>(limit: 1_000_000)

  init(_ transport: InMemoryTransport) throws {
    self.transport = transport
    try transport.start(
      receive: { [messages] message in
        if let json = try? JSONDecoder().decode(JSONValue.self, from: message) {
          messages.push(json, isDroppable: false)?()
        }
      },
      closed: { [messages] _ in messages.finish()?() }
    )
  }

  struct Unexpected: Error { let message: String }

  /// The next message of the client, or `nil` when the client has closed the connection.
  func next() async throws -> JSONValue? { try await messages.next() }

  /// The next message, which must be a request or a notification of the method.
  func next(_ method: String) async throws -> JSONValue {
    guard let message = try await next(), message["method"]?.stringValue == method else {
      throw Unexpected(message: "expected a message of the method \(method)")
    }
    return message
  }

  /// The next message, which must be a response of the client to a request of the server.
  func nextResponse() async throws -> JSONValue {
    guard let message = try await next(), message["method"] == nil else {
      throw Unexpected(message: "expected a response of the client")
    }
    return message
  }

  func send(_ json: JSONValue) throws { try transport.send(try JSONEncoder().encode(json)) }

  func sendRaw(_ text: String) throws { try transport.send(Data(text.utf8)) }

  func reply(to request: JSONValue, _ result: JSONValue) throws {
    try send(["id": request["id"] ?? .null, "result": result])
  }

  func refuse(_ request: JSONValue, code: Int64, _ message: String = "no") throws {
    try send(["id": request["id"] ?? .null, "error": ["code": .integer(code), "message": .string(message)]])
  }

  func notify(_ method: String, _ params: JSONValue) throws {
    try send(["method": .string(method), "params": params])
  }

  static let handshake: JSONValue = [
    "userAgent": .string("codex_swift_sdk/\(GeneratedFrom.codexVersion) (Debian 12; x86_64) term"),
    "codexHome": "/home/me/.codex",
    "platformFamily": "unix", "platformOs": "linux",
  ]
}

/// Makes a Codex whose server is the test.
func connect(
  _ configuration: CodexConfiguration = CodexConfiguration()
) async throws -> (codex: Codex, server: FakeServer) {
  let (client, end) = InMemoryTransport.pair()
  let server = try FakeServer(end)
  async let codex = Codex(transport: client, configuration: configuration)
  try server.reply(to: try await server.next("initialize"), FakeServer.handshake)
  _ = try await server.next("initialized")
  return (try await codex, server)
}

/// Notifications in the form that the server sends.
extension FakeServer {
  func delta(_ text: String, turn: String, thread: String = "t") throws {
    try notify(
      "item/agentMessage/delta",
      ["threadId": .string(thread), "turnId": .string(turn), "itemId": "i", "delta": .string(text)]
    )
  }

  func message(_ text: String, phase: JSONValue = .null, turn: String, thread: String = "t") throws {
    try notify(
      "item/completed",
      [
        "threadId": .string(thread), "turnId": .string(turn), "completedAtMs": 1,
        "item": ["type": "agentMessage", "id": "i", "text": .string(text), "phase": phase],
      ]
    )
  }

  func completed(
    turn: String,
    thread: String = "t",
    status: JSONValue = "completed",
    error: JSONValue = .null
  ) throws {
    try notify(
      "turn/completed",
      [
        "threadId": .string(thread),
        "turn": [
          "id": .string(turn), "items": [], "status": status, "error": error, "startedAt": 100, "completedAt": 102,
          "durationMs": 1500,
        ],
      ]
    )
  }

  func replyToTurnStart(_ request: JSONValue, turn: String) throws {
    try reply(to: request, ["turn": ["id": .string(turn), "items": [], "status": "inProgress"]])
  }
}

extension ServerNotification {
  /// The text, when the notification is a delta of an agent message.
  var deltaText: String? { if case .itemAgentMessageDelta(let message) = self { message.delta } else { nil } }
}

extension RPC.TurnStart {
  static func saying(_ text: String, thread: String = "t") -> RPC.TurnStart {
    RPC.TurnStart(TurnStartParams(input: [.text(.init(text: text))], threadID: thread))
  }
}

/// Tasks can wait for the signal until a test sends it.
typealias Signal = AsyncPromise<Void>
extension AsyncPromise where Value == Void {
  func send() { fulfill(.success(())) }
}
