import CodexProtocol
import CodexWire
import Foundation

/// The handlers of the in-memory app-server, by method.
struct RequestHandlers: Sendable {
  /// Handles the parameters of a request. Returns the result and a closure to call after the response was sent.
  typealias Handler =
    @Sendable (JSONValue?) async throws -> (result: JSONValue, afterResponse: @Sendable () async -> Void)

  private var handlers: [String: Handler] = [:]

  init() {
    let initializeResponse = InitializeResponse(
      codexHome: "/in-memory/codex-home",
      platformFamily: "unix",
      platformOS: "linux",
      userAgent: "in-memory/0.0.0 (CodexTesting)"
    )
    set(RPC.Initialize.self, { _ in initializeResponse }, afterResponse: { _, _ in })
  }

  var methods: [String] { handlers.keys.sorted() }

  subscript(method: String) -> Handler? {
    get { handlers[method] }
    set { handlers[method] = newValue }
  }

  mutating func set<Method: ClientMethod>(
    _ method: Method.Type,
    _ handler: @escaping @Sendable (Method.Params) async throws -> Method.Response,
    afterResponse: @escaping @Sendable (Method.Params, Method.Response) async -> Void
  ) {
    handlers[Method.name] = { params in
      let params: Method.Params = try Self.decode(params, of: Method.name)
      let response = try await handler(params)
      return (try JSONCoding.value(of: response), { await afterResponse(params, response) })
    }
  }

  private static func decode<Params: WireValue>(
    _ params: JSONValue?,
    of method: String
  ) throws -> Params {
    do {
      let message: JSONValue = params.map { ["params": $0] } ?? [:]
      return try JSONCoding.decode(Message<Params, NoParams>.self, from: message.sortedText).params
    } catch {
      let failure = DecodingFailure(error)
      throw RPCError.invalidRequest("Invalid request: cannot decode the parameters of \(method): \(failure)")
    }
  }
}

/// Conversions between generated types and JSON text.
enum JSONCoding {
  static func bytes(of value: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(value))
  }

  static func value(of value: some WireValue) throws -> JSONValue { try JSONValue(parsing: WireEncoder.encode(value)) }

  static func decode<Value: WireValue>(_ type: Value.Type, from bytes: [UInt8]) throws -> Value {
    try WireDecoder().decode(type, from: Data(bytes))
  }
}
