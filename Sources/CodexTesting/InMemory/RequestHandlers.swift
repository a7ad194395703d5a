import CodexProtocol
import CodexWire
import Foundation

/// What the in-memory app-server answers, by method.
struct RequestHandlers: Sendable {
  /// Takes a request's parameters and returns its result, and what to do once the answer is sent.
  typealias Handler = @Sendable (JSONValue?) async throws -> (result: JSONValue, afterwards: @Sendable () async -> Void)

  private var handlers: [String: Handler] = [:]

  init() {
    let greeting = InitializeResponse(
      codexHome: "/in-memory/codex-home",
      platformFamily: "unix",
      platformOS: "linux",
      userAgent: "in-memory/0.0.0 (CodexTesting)"
    )
    set(RPC.Initialize.self, { _ in greeting }, afterwards: { _, _ in })
  }

  var methods: [String] { handlers.keys.sorted() }

  subscript(method: String) -> Handler? {
    get { handlers[method] }
    set { handlers[method] = newValue }
  }

  mutating func set<Method: ClientMethod>(
    _ method: Method.Type,
    _ handler: @escaping @Sendable (Method.Params) async throws -> Method.Response,
    afterwards: @escaping @Sendable (Method.Params, Method.Response) async -> Void
  ) {
    handlers[Method.name] = { params in
      let params: Method.Params = try Self.decode(params, of: Method.name)
      let response = try await handler(params)
      return (try JSONCoding.value(of: response), { await afterwards(params, response) })
    }
  }

  private static func decode<Params: WireValue>(
    _ params: JSONValue?,
    of method: String
  ) throws -> Params {
    do {
      let message: JSONValue = params.map { ["params": $0] } ?? [:]
      return try JSONCoding.decode(Message<Params, NoParams>.self, from: JSONText.bytes(of: message)).params
    } catch {
      let failure = DecodingFailure(error)
      throw RPCRefusal.invalidRequest("Invalid request: the params of \(method) do not decode: \(failure)")
    }
  }
}

/// Between generated types and JSON.
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
