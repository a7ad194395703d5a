import Foundation

/// A WebSocket over a byte stream: the upgrade, messages, pings and the closing handshake.
///
/// The stream retains this object until the stream has ended.
final class WebSocketConnection: Sendable {
  typealias Receive = @Sendable (Data, WebSocketMessageKind) -> Void
  typealias Closed = @Sendable (TransportClosure) -> Void

  private struct Callbacks {
    var receive: Receive
    /// Called after the messages of one chunk of bytes.
    var batchEnded: @Sendable () -> Void
    var closed: Closed
  }

  /// The receiving half. The stream's callbacks hold the lock while they call `Callbacks`. Only `start` takes the lock, too.
  private struct Reader {
    enum Phase {
      case upgrading(WebSocketUpgradeReader)
      /// The bytes after the upgrade wait for `start`.
      case waiting(Data)
      case open(WebSocketDecoder)
      /// No more events are handed out.
      case ended
    }

    var phase: Phase
    var isStarted = false
    /// Set by `start`, and removed after the last call, because the closures may retain the owner of this object.
    var callbacks: Callbacks?
    /// How the connection ended. Handed out as soon as there are callbacks.
    var closure: TransportClosure?
  }

  /// The sending half. `ByteStream.send` is called while the lock is held, so that no data follows a close frame.
  private struct Writer {
    var isOpen = false
    var closure: TransportClosure?
    var encoder = WebSocketEncoder()
  }

  private let stream: any ByteStream
  private let request: WebSocketUpgradeRequest
  private let messageSizeLimit: Int
  private let closeTimeout: Duration
  private let clock: any Clock<Duration>
  /// Removes the token from texts of the server.
  private let secrets: SecretText
  private let reader: Locked<Reader>
  private let writer = Locked(Writer())
  private let upgrade = AsyncPromise<Void>()
  private let streamEnd = AsyncPromise<Void>()
  private let pings = WebSocketPings()

  /// How many pings of one chunk of bytes get a pong each. Of further pings in the chunk, only the last one gets a pong, as RFC 6455
  /// permits. Otherwise a server could make the client store millions of pongs by pings that have two bytes.
  static let pongsPerChunk = 64

  /// - Parameters:
  ///   - stream: A stream that is not started yet. The connection closes the stream.
  ///   - request: The request that opens the WebSocket.
  ///   - messageSizeLimit: The maximum number of bytes of a message that the server sends.
  ///   - closeTimeout: How long closing waits for the server to close the connection.
  ///   - clock: Measures `closeTimeout`.
  ///   - secrets: Removes secrets from texts of the server.
  init(
    stream: any ByteStream,
    request: WebSocketUpgradeRequest,
    messageSizeLimit: Int,
    closeTimeout: Duration,
    clock: any Clock<Duration>,
    secrets: SecretText
  ) {
    self.stream = stream
    self.request = request
    self.messageSizeLimit = messageSizeLimit
    self.closeTimeout = closeTimeout
    self.clock = clock
    self.secrets = secrets
    reader = Locked(Reader(phase: .upgrading(WebSocketUpgradeReader(request))))
  }

  // MARK: Opening

  /// Sends the upgrade request, and waits for the response.
  ///
  /// - Parameters:
  ///   - deadline: When the wait ends.
  ///   - timeout: The time for connecting as a whole, for the error.
  /// - Throws: `ConnectorError`, an error of the stream, or `CancellationError`. In all cases the stream is closed.
  func open(until deadline: ContinuousClock.Instant, timeout: Duration) async throws {
    let timer = Task {
      try await Task.sleep(until: deadline, clock: .continuous)
      // A server that has sent the headers of a refusal, but not the whole body, is reported as a refusal.
      let failure = reader.withLock { reader -> ConnectionFailure.Reason in
        if case .upgrading(var response) = reader.phase, case .failed(let reason)? = response.finish() { return reason }
        return .timedOut(timeout)
      }
      upgrade.fulfill(.failure(ConnectorError(redacted(failure))))
    }
    defer { timer.cancel() }
    do {
      try stream.start(receive: { self.received($0) }, ended: { self.streamEnded($0) })
      do {
        try stream.send(request.bytes)
      } catch let closure as TransportClosure {
        upgrade.fulfill(.failure(ConnectorError(.ended(closure))))
      }
      try await upgrade.wait()
    } catch {
      await stream.close()
      throw error
    }
  }

  /// Begins to hand out messages. Can be called once, after `open`.
  ///
  /// - Parameter batchEnded: Called after the messages that have arrived together.
  func start(
    receive: @escaping Receive,
    batchEnded: @escaping @Sendable () -> Void = {},
    closed: @escaping Closed
  ) throws {
    let mustDeliver = try reader.withLock { reader -> Bool in
      guard !reader.isStarted else {
        throw TransportClosure(reason: "the transport was started before, and it can be started only once")
      }
      if case .upgrading = reader.phase { throw TransportClosure(reason: "the transport is not open") }
      reader.isStarted = true
      reader.callbacks = Callbacks(receive: receive, batchEnded: batchEnded, closed: closed)
      switch reader.phase {
      case .waiting(let bytes) where bytes.isEmpty:
        reader.phase = .open(WebSocketDecoder(messageSizeLimit: messageSizeLimit))
        return reader.closure != nil
      default: return true
      }
    }
    guard mustDeliver else { return }
    // The server has already sent messages or has closed the connection. These messages are decoded on a thread with a large
    // stack, as those of the stream.
    let thread = Thread { self.reader.withLock { self.deliverWaiting(&$0) } }
    thread.name = "codex-sdk.websocket"
    thread.stackSize = 8 * 1024 * 1024
    thread.start()
  }

  // MARK: Sending

  /// Queues a message. Never blocks.
  ///
  /// - Throws: `TransportClosure`.
  func send(_ message: Data, _ kind: WebSocketMessageKind = .text) throws {
    // Masking a large message takes time, so the lock is not held meanwhile.
    let frames = try writer.withLock({ $0.encoder }).message(message, kind)
    try writer.withLock { writer in
      guard writer.isOpen else { throw writer.closure ?? TransportClosure(reason: "the transport is not open") }
      try stream.send(frames)
    }
  }

  /// Sends a ping, and waits for the server's pong.
  ///
  /// - Throws: `TransportClosure` when the connection ends, or `CancellationError`.
  func ping() async throws {
    let (payload, pong) = pings.add()
    defer { pings.remove(payload) }
    try writer.withLock { writer in
      guard writer.isOpen else { throw writer.closure ?? TransportClosure(reason: "the transport is not open") }
      try stream.send(writer.encoder.control(.ping, payload))
    }
    try await pong.wait()
  }

  // MARK: Closing

  /// Closes the connection: sends a close frame, waits until the server closes the connection, but not longer than the
  /// timeout, and closes the stream.
  func close() async {
    beginClosing()
    _ = await streamEnd.waitIgnoringCancellation()
    await stream.close()
  }

  /// Begins to close the connection, and returns immediately.
  func beginClosing() { beginClosing(.normal, TransportClosure(reason: "the transport is being closed")) }

  /// Sends a close frame, unless one was sent before, and closes the stream when the server does not close the connection in time.
  private func beginClosing(_ code: WebSocketCloseCode?, _ closure: TransportClosure) {
    let isFirst = writer.withLock { writer in
      defer {
        writer.isOpen = false
        if writer.closure == nil { writer.closure = closure }
      }
      // When sending fails, the stream has ended.
      if writer.isOpen { try? stream.send(writer.encoder.close(code)) }
      return writer.closure == nil
    }
    guard isFirst else { return }
    Task { [stream, streamEnd, closeTimeout, clock] in
      let timer = Task {
        try await clock.sleep(for: closeTimeout.asWait)
        streamEnd.fulfill(.success(()))
      }
      _ = await streamEnd.waitIgnoringCancellation()
      timer.cancel()
      await stream.close()
    }
  }

  // MARK: Receiving

  private func received(_ chunk: UnsafeRawBufferPointer) {
    let outcome = reader.withLock { reader -> Result<Void, any Error>? in
      switch reader.phase {
      case .upgrading(var response):
        let outcome = response.feed(chunk)
        reader.phase = .upgrading(response)
        return outcome.map { finishUpgrade($0, &reader) }
      case .waiting where reader.closure != nil: break
      case .waiting(var bytes):
        // The phase must not keep a second reference to the bytes, because they would be copied then.
        reader.phase = .ended
        bytes.append(contentsOf: chunk)
        reader.phase = .waiting(bytes)
        // Only a server that is not Codex sends messages before the first request.
        if bytes.count > messageSizeLimit {
          end(&reader, TransportClosure(reason: "the server sends without a request"))
        }
      case .open: decode(chunk, &reader)
      case .ended: break
      }
      return nil
    }
    if let outcome { upgrade.fulfill(outcome) }
  }

  private func finishUpgrade(_ outcome: WebSocketUpgradeReader.Outcome, _ reader: inout Reader) -> Result<
    Void, any Error
  > {
    switch outcome {
    case .open(let rest, let fragmentSize):
      reader.phase = .waiting(rest)
      writer.withLock { writer in
        guard writer.closure == nil else { return }
        writer.isOpen = true
        let size = WebSocketEncoder.defaultFragmentSize
        writer.encoder = WebSocketEncoder(fragmentSize: min(size, fragmentSize ?? size))
      }
      return .success(())
    case .failed(let reason):
      reader.phase = .ended
      return .failure(ConnectorError(redacted(reason)))
    }
  }

  private func deliverWaiting(_ reader: inout Reader) {
    if case .waiting(let bytes) = reader.phase {
      reader.phase = .open(WebSocketDecoder(messageSizeLimit: messageSizeLimit))
      bytes.withUnsafeBytes { decode($0, &reader) }
    }
    if let closure = reader.closure { handOut(closure, &reader) }
  }

  private func decode(_ chunk: UnsafeRawBufferPointer, _ reader: inout Reader) {
    guard case .open(var decoder) = reader.phase, let callbacks = reader.callbacks else { return }
    // The phase must not keep a second reference to the decoder's memory while the decoder changes it.
    reader.phase = .ended
    var closing: (code: WebSocketCloseCode?, closure: TransportClosure)?
    var pingCount = 0
    var lastPing: Data?
    do {
      try decoder.feed(chunk) { event in
        switch event {
        case .message(let message, let kind): callbacks.receive(message, kind)
        case .ping(let payload):
          pingCount += 1
          if pingCount <= Self.pongsPerChunk { respond(.pong, payload) } else { lastPing = payload }
        case .pong(let payload): pings.complete(payload)
        case .close(let code, let reason): closing = (code, closure(code, reason))
        }
      }
    } catch {
      closing = (error.code, TransportClosure(reason: "the server \(error.reason)"))
    }
    reader.phase = .open(decoder)
    callbacks.batchEnded()
    if let lastPing { respond(.pong, lastPing) }
    if let closing {
      beginClosing(closing.code, closing.closure)
      pings.end(closing.closure)
      end(&reader, closing.closure)
    }
  }

  private func respond(_ opcode: WebSocketOpcode, _ payload: Data) {
    writer.withLock { writer in
      // When sending fails, the stream has ended or ends soon, which is reported then.
      if writer.isOpen { try? stream.send(writer.encoder.control(opcode, payload)) }
    }
  }

  // MARK: Ending

  private func streamEnded(_ closure: TransportClosure) {
    let failure = reader.withLock { reader -> ConnectionFailure.Reason in
      var failure = ConnectionFailure.Reason.ended(closure)
      if case .upgrading(var response) = reader.phase, case .failed(let reason)? = response.finish() {
        failure = reason
      }
      end(&reader, closure)
      return redacted(failure)
    }
    writer.withLock { writer in
      writer.isOpen = false
      if writer.closure == nil { writer.closure = closure }
    }
    upgrade.fulfill(.failure(ConnectorError(failure)))
    pings.end(closure)
    streamEnd.fulfill(.success(()))
  }

  /// Ends the receiving half. Later calls have no effect.
  private func end(_ reader: inout Reader, _ closure: TransportClosure) {
    guard reader.closure == nil else { return }
    reader.closure = closure
    // Messages that wait for `start` are handed out before the closure.
    if case .waiting = reader.phase { return }
    reader.phase = .ended
    handOut(closure, &reader)
  }

  private func handOut(_ closure: TransportClosure, _ reader: inout Reader) {
    reader.phase = .ended
    let callbacks = reader.callbacks
    reader.callbacks = nil
    callbacks?.closed(closure)
  }

  /// What the close frame of the server says.
  private func closure(_ code: WebSocketCloseCode?, _ reason: String) -> TransportClosure {
    var text = "the server closed the WebSocket"
    if let code { text += " with the code \(code)" }
    if !reason.isEmpty { text += ": \(secrets.redacted(reason).singleLine)" }
    return TransportClosure(reason: text)
  }

  private func redacted(_ reason: ConnectionFailure.Reason) -> ConnectionFailure.Reason {
    guard case .refused(let status, let message) = reason else { return reason }
    return .refused(status: status, message: secrets.redacted(message).singleLine)
  }
}

extension String {
  /// The text on one line without control characters, at most 300 characters long. The text comes from a server and is shown in
  /// terminals and logs.
  fileprivate var singleLine: String {
    let scalars = unicodeScalars.prefix(300).map { scalar -> Character in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: " "
      default: Character(scalar)
      }
    }
    return String(scalars).trimmingCharacters(in: .whitespaces)
  }
}
