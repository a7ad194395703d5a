import CodexProtocol
import CodexWire

/// An app-server in memory, for unit tests: a test sets the handlers of requests and decides which messages are sent
/// when.
///
/// ```swift
/// let server = InMemoryAppServer()
/// server.respond(to: RPC.ModelList.self) { _ in ModelListResponse(data: []) }
/// let codex = try await Codex(transport: server.transport)
/// ```
///
/// A client other than the SDK is connected with `connect(_:)` and `receive(_:)`.
///
/// `initialize` has a handler from the start. Like the real app-server, this server responds with the error -32600
/// (invalid request) to a method without a handler, to any request before `initialize`, and to a second `initialize`.
/// Requests are handled concurrently.
public final class InMemoryAppServer: Sendable {
  private struct State {
    var handlers = RequestHandlers()
    var received: [ReceivedMessage] = []
    var isInitialized = false
    var isClosed = false
    /// The id of the server's next request. Like the real app-server, this server counts from 0.
    var nextID: Int64 = 0
    /// The client's responses to requests of the server, by the request's id.
    var responses: [Int64: JSONValue] = [:]
  }

  private let state = WaitableState(State())
  private let outgoing = OutgoingMessages()

  /// Creates a server whose only handler is that of `initialize`.
  public init() {}
}

// MARK: - The connection

extension InMemoryAppServer {
  /// Sets the receiver of the server's messages.
  ///
  /// - Parameter receiver: Called with each message, without a line terminator, one at a time and in order. Messages
  ///   that were sent before are delivered first.
  public func connect(_ receiver: @escaping @Sendable ([UInt8]) -> Void) { outgoing.connect(receiver) }

  /// Ends the connection. Later messages are dropped, and waiting calls of `request` and `waitForMessages` fail.
  public func disconnect() {
    outgoing.connect { _ in }
    state.withLock { $0.isClosed = true }
  }

  /// Receives one message from the client.
  ///
  /// - Parameter message: The bytes of the message, with or without a line terminator.
  public func receive(_ message: some Sequence<UInt8>) {
    var bytes = Array(message)
    while let last = bytes.last, last == UInt8(ascii: "\n") || last == UInt8(ascii: "\r") { bytes.removeLast() }
    let received = ReceivedMessage(bytes: bytes, json: (try? JSONValue(parsing: bytes)) ?? .null)
    let error = state.withLock { state -> RPCError? in
      state.received.append(received)
      if received.method == nil, let id = received.id, case .integer(let number) = id {
        state.responses[number] = received.json
      }
      guard received.isRequest else { return nil }
      let isInitialize = received.method == RPC.Initialize.name
      defer { if isInitialize { state.isInitialized = true } }
      if isInitialize, state.isInitialized { return .invalidRequest("Already initialized") }
      return isInitialize || state.isInitialized ? nil : .invalidRequest("Not initialized")
    }
    guard received.isRequest, let method = received.method, let id = received.id else { return }
    if let error { return send(error, to: id) }
    Task { await handle(method, received.params, id) }
  }

  private func handle(_ method: String, _ params: JSONValue?, _ id: JSONValue) async {
    let (handler, methods) = state.withLock { ($0.handlers[method], $0.handlers.methods) }
    do {
      guard let handler else {
        let known = methods.map { "`\($0)`" }.joined(separator: ", ")
        throw RPCError.invalidRequest("Invalid request: unknown variant `\(method)`, expected one of \(known)")
      }
      let response = try await handler(params)
      send(["id": id, "result": response.result])
      await response.afterResponse()
    } catch let error as RPCError {
      send(error, to: id)
    } catch {
      send(RPCError(code: RPCError.Code.internalError, message: "\(error)"), to: id)
    }
  }

  private func send(_ error: RPCError, to id: JSONValue) {
    var members: [String: JSONValue] = ["code": .integer(error.code), "message": .string(error.message)]
    members["data"] = error.data
    send(["id": id, "error": .object(members)])
  }
}

// MARK: - Handlers of the client's requests

extension InMemoryAppServer {
  /// Sets the handler of a method. A new handler replaces an earlier one.
  ///
  /// - Parameters:
  ///   - method: The method, such as `RPC.ThreadStart.self`.
  ///   - handler: Returns the response. Throw `RPCError` to respond with an error object; any other error becomes an
  ///     internal error (-32603). Messages that the handler sends reach the client before the response.
  ///   - afterResponse: Called after the response was sent, to send messages that must follow the response.
  public func respond<Method: ClientMethod>(
    to method: Method.Type,
    _ handler: @escaping @Sendable (Method.Params) async throws -> Method.Response,
    afterResponse: @escaping @Sendable (Method.Params, Method.Response) async -> Void = { _, _ in }
  ) {
    state.withLock { $0.handlers.set(method, handler, afterResponse: afterResponse) }
  }

  /// Sets the handler of a method by name, for methods that the schema does not have and for results that do not
  /// decode.
  ///
  /// - Parameters:
  ///   - method: The method's name on the wire, such as `thread/start`.
  ///   - handler: Gets the parameters of the request (`nil` if the request has none) and returns the result.
  public func respond(
    to method: String,
    _ handler: @escaping @Sendable (JSONValue?) async throws -> JSONValue
  ) {
    state.withLock { $0.handlers[method] = { params in (try await handler(params), {}) } }
  }
}

// MARK: - Messages to the client

extension InMemoryAppServer {
  /// Sends a notification.
  ///
  /// - Throws: `EncodingError` when the notification contains a number that JSON cannot express.
  public func notify(_ notification: ServerNotification) throws { send(bytes: try JSONCoding.bytes(of: notification)) }

  /// Sends a notification by name, for notifications that the schema does not have and for parameters that do not
  /// decode.
  public func notify(_ method: String, _ params: JSONValue) { send(["method": .string(method), "params": params]) }

  /// Sends a request to the client and waits for the response.
  ///
  /// - Throws: `RPCError` when the client responds with an error object, `DecodingError` when the result is not a
  ///   valid `Method.Response`, `CancellationError` when the task is cancelled or the connection ends.
  public func request<Method: ServerMethod>(_ call: Method) async throws -> Method.Response {
    let params = call.params is NoParams ? nil : try JSONCoding.value(of: call.params)
    let result = try await request(Method.name, params)
    return try JSONCoding.decode(Method.Response.self, from: result.sortedText)
  }

  /// Sends a request by name and waits for the result.
  ///
  /// - Throws: `RPCError` when the client responds with an error object, `CancellationError` when the task is
  ///   cancelled or the connection ends.
  public func request(_ method: String, _ params: JSONValue?) async throws -> JSONValue {
    let id = state.withLock { state in
      defer { state.nextID += 1 }
      return state.nextID
    }
    var message: [String: JSONValue] = ["id": .integer(id), "method": .string(method)]
    message["params"] = params
    send(.object(message))
    let response = try await state.wait { state -> Result<JSONValue, any Error>? in
      if let response = state.responses.removeValue(forKey: id) { return .success(response) }
      return state.isClosed ? .failure(CancellationError()) : nil
    }.get()
    if let error = response["error"] {
      throw RPCError(
        code: error["code"]?.intValue.map { Int64($0) } ?? 0,
        message: error["message"]?.stringValue ?? "",
        data: error["data"]
      )
    }
    return response["result"] ?? .null
  }

  /// Sends a JSON value as a message, whether or not the value is a valid message.
  public func send(_ message: JSONValue) { send(bytes: message.sortedText) }

  /// Sends bytes as a message, whether or not the bytes are valid JSON.
  public func send(bytes: [UInt8]) { outgoing.send(bytes) }
}

// MARK: - Messages of the client

extension InMemoryAppServer {
  /// All messages of the client, in the order in which they were received.
  public var receivedMessages: [ReceivedMessage] { state.withLock { $0.received } }

  /// Returns the client's requests of one method, in order.
  ///
  /// - Parameter method: The method's name on the wire, such as `thread/start`.
  public func requests(of method: String) -> [ReceivedMessage] {
    receivedMessages.filter { $0.isRequest && $0.method == method }
  }

  /// Returns the decoded parameters of the client's requests of one method, in order.
  ///
  /// - Throws: `DecodingError` when the parameters of a request do not decode.
  public func params<Method: ClientMethod>(of method: Method.Type) throws -> [Method.Params] {
    try requests(of: Method.name).map { request in
      try JSONCoding.decode(Message<Method.Params, NoParams>.self, from: request.bytes).params
    }
  }

  /// Waits until the client has sent `count` messages that fulfil a condition, and returns these messages.
  ///
  /// Messages that were received before the call count, too.
  ///
  /// - Parameters:
  ///   - count: The number of messages.
  ///   - condition: Whether a message counts.
  /// - Throws: `CancellationError` when the task is cancelled or the connection ends before enough messages have
  ///   arrived.
  public func waitForMessages(
    count: Int = 1,
    where condition: @escaping @Sendable (ReceivedMessage) -> Bool
  ) async throws -> [ReceivedMessage] {
    try await state.wait { state -> Result<[ReceivedMessage], any Error>? in
      let found = state.received.filter(condition)
      if found.count >= count { return .success(Array(found.prefix(count))) }
      return state.isClosed ? .failure(CancellationError()) : nil
    }.get()
  }
}
