import CodexSDK
import CodexWire

@testable import CodexTesting

/// The least that talks to an `InMemoryAppServer`.
final class InMemoryClient: Sendable {
  typealias Answer = @Sendable (JSONValue) -> JSONValue

  let server: InMemoryAppServer
  private let inbox = Monitor([JSONValue]())
  private let lastID = Locked(Int64(100))
  private let answering = Locked<Answer?>(nil)

  init(_ server: InMemoryAppServer = InMemoryAppServer()) {
    self.server = server
    server.connect { [unowned server, inbox, answering] bytes in
      guard let message = try? JSONValue(parsing: bytes) else { return }
      inbox.withLock { $0.append(message) }
      if message["method"] != nil, message["id"] != nil, let answer = answering.withLock({ $0 }) {
        server.receive(JSONText.bytes(of: answer(message)))
      }
    }
  }

  static func greeted() async throws -> InMemoryClient {
    let client = InMemoryClient()
    _ = try await client.request("initialize", InMemoryAppServerTests.greeting)
    return client
  }

  /// What it answers to requests of the server.
  var answer: Answer? {
    get { answering.withLock { $0 } }
    set { answering.withLock { $0 = newValue } }
  }

  var messages: [JSONValue] { inbox.withLock { $0 } }

  func wait(until condition: @escaping @Sendable ([JSONValue]) -> Bool) async throws {
    try await inbox.wait { condition($0) ? () : nil }
  }

  func request(_ method: String, _ params: JSONValue, id: JSONValue? = nil) async throws -> JSONValue {
    let next = lastID.withLock { id in
      id += 1
      return id
    }
    let id = id ?? .integer(next)
    server.receive(JSONText.bytes(of: ["id": id, "method": .string(method), "params": params]))
    return try await inbox.wait { $0.first { $0["id"] == id && $0["method"] == nil } }
  }
}
