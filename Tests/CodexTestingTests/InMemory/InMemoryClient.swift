import CodexSDK
import CodexWire

@testable import CodexTesting

/// A minimal client of an `InMemoryAppServer`, which sends and records JSON values.
final class InMemoryClient: Sendable {
  typealias Responder = @Sendable (JSONValue) -> JSONValue

  let server: InMemoryAppServer
  private let inbox = WaitableState([JSONValue]())
  private let lastID = Locked(Int64(100))
  private let responder = Locked<Responder?>(nil)

  init(_ server: InMemoryAppServer = InMemoryAppServer()) {
    self.server = server
    server.connect { [unowned server, inbox, responder] bytes in
      guard let message = try? JSONValue(parsing: bytes) else { return }
      inbox.withLock { $0.append(message) }
      if message["method"] != nil, message["id"] != nil, let respond = responder.withLock({ $0 }) {
        server.receive(respond(message).sortedText)
      }
    }
  }

  static func initialized() async throws -> InMemoryClient {
    let client = InMemoryClient()
    _ = try await client.request("initialize", InMemoryAppServerTests.initializeParams)
    return client
  }

  /// Returns the client's response to a request of the server. Requests get no response while this is `nil`.
  var respond: Responder? {
    get { responder.withLock { $0 } }
    set { responder.withLock { $0 = newValue } }
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
    let request: JSONValue = ["id": id, "method": .string(method), "params": params]
    server.receive(request.sortedText)
    return try await inbox.wait { $0.first { $0["id"] == id && $0["method"] == nil } }
  }
}
