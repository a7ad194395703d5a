import CodexProtocol
import CodexWire

/// An app-server without a process, for unit tests: it answers typed requests by handlers, and sends what a test wants
/// sent, when it wants it.
///
/// ```swift
/// let server = InMemoryAppServer()
/// server.on(RPC.ThreadStart.self) { params in … }
/// server.connect { message in client.receive(message) }    // from the server
/// server.receive(message)                                  // from the client
/// ```
///
/// `initialize` is answered without a handler. As with the real server, a method without a handler is refused with
/// -32600, and so is any request before `initialize` or a second `initialize`. Requests are handled concurrently.
public final class InMemoryAppServer: Sendable {
  private struct State {
    var handlers = RequestHandlers()
    var received: [ReceivedMessage] = []
    var isInitialized = false
    var isClosed = false
    /// Like the real server's, the ids of its requests are integers from 0.
    var nextID: Int64 = 0
    var answers: [Int64: JSONValue] = [:]
  }

  private let state = Monitor(State())
  private let outbox = Outbox()

  public init() {}
}

// MARK: - The connection

extension InMemoryAppServer {
  /// Names who gets the server's messages, each without an end of line, one at a time and in order. Messages sent before
  /// are delivered first.
  public func connect(_ receiver: @escaping @Sendable ([UInt8]) -> Void) { outbox.connect(receiver) }

  /// Ends the connection: nothing is sent any more, and the server's own requests fail.
  public func disconnect() {
    outbox.connect { _ in }
    state.withLock { $0.isClosed = true }
  }

  /// Takes one message from the client, with or without the end of line.
  public func receive(_ message: some Sequence<UInt8>) {
    var bytes = Array(message)
    while let last = bytes.last, last == UInt8(ascii: "\n") || last == UInt8(ascii: "\r") { bytes.removeLast() }
    let received = ReceivedMessage(bytes: bytes, json: (try? JSONValue(parsing: bytes)) ?? .null)
    let refusal = state.withLock { state -> RPCRefusal? in
      state.received.append(received)
      if received.method == nil, let id = received.id, case .integer(let number) = id {
        state.answers[number] = received.json
      }
      guard received.isRequest else { return nil }
      let isGreeting = received.method == RPC.Initialize.name
      defer { if isGreeting { state.isInitialized = true } }
      if isGreeting, state.isInitialized { return .invalidRequest("Already initialized") }
      return isGreeting || state.isInitialized ? nil : .invalidRequest("Not initialized")
    }
    guard received.isRequest, let method = received.method, let id = received.id else { return }
    if let refusal { return send(refusal, to: id) }
    Task { await answer(method, received.params, id) }
  }

  private func answer(_ method: String, _ params: JSONValue?, _ id: JSONValue) async {
    let (handler, methods) = state.withLock { ($0.handlers[method], $0.handlers.methods) }
    do {
      guard let handler else {
        let known = methods.map { "`\($0)`" }.joined(separator: ", ")
        throw RPCRefusal.invalidRequest("Invalid request: unknown variant `\(method)`, expected one of \(known)")
      }
      let answer = try await handler(params)
      send(["id": id, "result": answer.result])
      await answer.afterwards()
    } catch let refusal as RPCRefusal {
      send(refusal, to: id)
    } catch {
      send(RPCRefusal(code: -32603, message: "\(error)"), to: id)
    }
  }

  private func send(_ refusal: RPCRefusal, to id: JSONValue) {
    var error: [String: JSONValue] = ["code": .integer(Int64(refusal.code)), "message": .string(refusal.message)]
    error["data"] = refusal.data
    send(["id": id, "error": .object(error)])
  }
}

// MARK: - What it answers

extension InMemoryAppServer {
  /// Answers a method; a later handler takes the place of an earlier one. Throw `RPCRefusal` to refuse.
  ///
  /// What the handler sends (`notify`, `request`) reaches the client before the answer.
  ///
  /// - Parameter afterwards: Called once the answer is sent, for what has to come after it.
  public func on<Method: ClientMethod>(
    _ method: Method.Type,
    _ handler: @escaping @Sendable (Method.Params) async throws -> Method.Response,
    afterwards: @escaping @Sendable (Method.Params, Method.Response) async -> Void = { _, _ in }
  ) {
    state.withLock { $0.handlers.set(method, handler, afterwards: afterwards) }
  }

  /// Answers a method by name, without types: one that the schema does not have, or with an answer that does not decode.
  public func on(_ method: String, _ handler: @escaping @Sendable (JSONValue?) async throws -> JSONValue) {
    state.withLock { $0.handlers[method] = { params in (try await handler(params), {}) } }
  }
}

// MARK: - What it sends

extension InMemoryAppServer {
  /// Sends a notification.
  ///
  /// - Throws: What `JSONEncoder` throws, for a number that is not finite.
  public func notify(_ notification: ServerNotification) throws { send(bytes: try JSONCoding.bytes(of: notification)) }

  /// Sends a notification without types: one that the schema does not have, or that does not decode.
  public func notify(_ method: String, _ params: JSONValue) { send(["method": .string(method), "params": params]) }

  /// Sends a request and waits for its answer.
  ///
  /// - Throws: `RPCRefusal` when the client answers with an error, `DecodingError` when the answer is no `Response`,
  ///   `CancellationError` when the task is cancelled or the connection ends.
  public func request<Method: ServerMethod>(_ call: Method) async throws -> Method.Response {
    let params = call.params is NoParams ? nil : try JSONCoding.value(of: call.params)
    let result = try await request(Method.name, params)
    return try JSONCoding.decode(Method.Response.self, from: JSONText.bytes(of: result))
  }

  /// Sends a request without types and waits for its result.
  public func request(_ method: String, _ params: JSONValue?) async throws -> JSONValue {
    let id = state.withLock { state in
      defer { state.nextID += 1 }
      return state.nextID
    }
    var message: [String: JSONValue] = ["id": .integer(id), "method": .string(method)]
    message["params"] = params
    send(.object(message))
    let answer = try await state.wait { state -> Result<JSONValue, any Error>? in
      if let answer = state.answers.removeValue(forKey: id) { return .success(answer) }
      return state.isClosed ? .failure(CancellationError()) : nil
    }.get()
    if let error = answer["error"] {
      throw RPCRefusal(
        code: error["code"]?.intValue ?? 0,
        message: error["message"]?.stringValue ?? "",
        data: error["data"]
      )
    }
    return answer["result"] ?? .null
  }

  /// Sends any message.
  public func send(_ message: JSONValue) { send(bytes: JSONText.bytes(of: message)) }

  /// Sends any bytes as a message, be they JSON or not.
  public func send(bytes: [UInt8]) { outbox.send(bytes) }
}

// MARK: - What it got

extension InMemoryAppServer {
  /// Everything the client sent, in order.
  public var received: [ReceivedMessage] { state.withLock { $0.received } }

  /// The requests of a method.
  public func requests(_ method: String) -> [ReceivedMessage] {
    received.filter { $0.isRequest && $0.method == method }
  }

  /// The parameters of the requests of a method.
  ///
  /// - Throws: `DecodingError` when those of a request do not decode.
  public func params<Method: ClientMethod>(of method: Method.Type) throws -> [Method.Params] {
    try requests(Method.name).map { request in
      try JSONCoding.decode(Message<Method.Params, NoParams>.self, from: request.bytes).params
    }
  }

  /// Waits until the client has sent `count` messages for which `fits` is true, and returns these.
  ///
  /// - Throws: `CancellationError` when the task is cancelled or the connection ends before.
  public func messages(
    _ count: Int = 1,
    where fits: @escaping @Sendable (ReceivedMessage) -> Bool
  ) async throws -> [ReceivedMessage] {
    try await state.wait { state -> Result<[ReceivedMessage], any Error>? in
      let found = state.received.filter(fits)
      if found.count >= count { return .success(Array(found.prefix(count))) }
      return state.isClosed ? .failure(CancellationError()) : nil
    }.get()
  }
}
