import Foundation

@testable import CodexSDK

/// A byte stream whose other side is the test.
final class FakeStream: ByteStream {
  private struct State {
    var receive: (@Sendable (UnsafeRawBufferPointer) -> Void)?
    var ended: (@Sendable (TransportClosure) -> Void)?
    var isClosed = false
  }

  /// Each value is what one call of `send` was given.
  let sent = BufferedStream<Data>(limit: 1_000_000)
  private let state = Locked(State())

  func start(
    receive: @escaping @Sendable (UnsafeRawBufferPointer) -> Void,
    ended: @escaping @Sendable (TransportClosure) -> Void
  ) throws {
    state.withLock { ($0.receive, $0.ended) = (receive, ended) }
  }

  func send(_ bytes: Data) throws {
    if state.withLock({ $0.isClosed }) { throw TransportClosure(reason: "the fake stream is closed") }
    sent.push(bytes, isDroppable: false)?()
  }

  func close() async {
    end(TransportClosure())
    sent.finish()?()
  }

  var isClosed: Bool { state.withLock { $0.isClosed } }

  /// Delivers bytes of the server.
  func deliver(_ bytes: some Sequence<UInt8>) {
    let receive = state.withLock { $0.receive }
    Array(bytes).withUnsafeBytes { receive?($0) }
  }

  /// Ends the stream as the server does.
  func end(_ closure: TransportClosure) {
    let ended = state.withLock { state in
      defer {
        state.isClosed = true
        state.ended = nil
      }
      return state.ended
    }
    ended?(closure)
  }

  /// The next bytes of the client.
  func next() async throws -> Data {
    guard let bytes = try await sent.next() else { throw TransportClosure(reason: "the client has sent nothing more") }
    return bytes
  }

  /// Reads the upgrade request, and responds to it.
  ///
  /// - Returns: The request.
  @discardableResult
  func acceptUpgrade(followedBy frames: [UInt8] = []) async throws -> String {
    let request = String(decoding: try await next(), as: UTF8.self)
    let key = request.components(separatedBy: "\r\n").first { $0.hasPrefix("Sec-WebSocket-Key: ") }?.dropFirst(19) ?? ""
    let accept = SHA1.hash((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").utf8).base64EncodedString()
    let response =
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: \(accept)\r\n\r\n"
    deliver(Array(response.utf8) + frames)
    return request
  }
}

/// An open WebSocket over a fake stream, and what it hands out.
struct FakeSocket: Sendable {
  let stream = FakeStream()
  let connection: WebSocketConnection
  let messages = BufferedStream<Data>(limit: 1_000_000)
  let closure = AsyncPromise<TransportClosure>()

  init(
    closeTimeout: Duration = .seconds(120),
    limit: Int = 1 << 20,
    secrets: [String] = [],
    clock: any Clock<Duration> = ContinuousClock()
  ) {
    connection = WebSocketConnection(
      stream: stream,
      request: WebSocketUpgradeRequest(host: "localhost", target: "/"),
      messageSizeLimit: limit,
      closeTimeout: closeTimeout,
      clock: clock,
      secrets: SecretText(values: secrets)
    )
  }

  /// Opens the WebSocket. The server sends `frames` together with its response to the upgrade request.
  func open(followedBy frames: [UInt8] = []) async throws {
    async let opened: Void = connection.open(until: .now + .seconds(120), timeout: .seconds(120))
    try await stream.acceptUpgrade(followedBy: frames)
    try await opened
  }

  func start() throws {
    try connection.start(
      receive: { [messages] message, _ in messages.push(message, isDroppable: false)?() },
      closed: { [closure, messages] in
        messages.finish()?()
        closure.fulfill(.success($0))
      }
    )
  }

  /// The error with which opening fails when the server responds with `response` and `end` happens afterwards.
  func failure(_ response: String, then end: (FakeStream) -> Void = { _ in }) async throws -> ConnectionFailure.Reason {
    async let opened: Void = connection.open(until: .now + .seconds(120), timeout: .seconds(120))
    _ = try await stream.next()
    stream.deliver(response.utf8)
    end(stream)
    do {
      try await opened
    } catch let error as ConnectorError {
      return error.reason
    }
    throw TransportClosure(reason: "the connection was opened")
  }
}
