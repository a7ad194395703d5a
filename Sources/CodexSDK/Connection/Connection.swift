import CodexProtocol
import CodexWire
import Foundation

/// JSON-RPC over one transport: answers to our requests, requests of the server, notifications.
///
/// The transport calls `receive` with one message after the other. Nothing there waits for a consumer: an answer is handed
/// to its caller undecoded, a notification goes into buffers, a request of the server gets a task of its own.
final class Connection: Sendable {
  let router: Router
  private let transport: any CodexTransport
  private let configuration: CodexConfiguration
  private let pending = PendingRequests()
  let serverRequests: ServerRequests
  private let unhandled: HookQueue<UnhandledMessage>
  private let isClosing = Locked(false)
  private let closed = OneShot<Void>()
  /// One for all notifications: it knows the ids that they repeat.
  private let decoder = Locked(WireDecoder())

  init(transport: any CodexTransport, configuration: CodexConfiguration) {
    self.transport = transport
    self.configuration = configuration
    let unhandled = HookQueue(hook: configuration.onUnhandledNotification)
    self.unhandled = unhandled
    router = Router(
      turnLimit: configuration.turnEventBufferLimit,
      subscriptionLimit: configuration.notificationBufferLimit,
      unhandled: { unhandled.report(.notification($0)) }
    )
    serverRequests = ServerRequests(configuration) { answer in
      // A server that is gone needs no answer.
      try? transport.send(answer)
    }
  }

  /// - Throws: when the transport cannot be opened.
  func start() throws {
    // Weakly, since the transport keeps these as long as it is open, and a connection that nobody holds is to end.
    try transport.start(
      receive: { [weak self] in self?.receive($0) },
      closed: { [weak self] in self?.end(.transportClosed($0), isExpected: false) }
    )
  }

  // MARK: Sending

  /// Sends a request and waits for its answer, again when the server is overloaded and the policy says so.
  ///
  /// - Parameter late: Given the answer that comes after the caller's task was cancelled. Without it such an answer is
  ///   dropped.
  func call<Method: ClientMethod>(
    _ call: Method,
    timeout: Duration?,
    late: (@Sendable (Method.Response) -> Void)? = nil
  ) async throws -> Method.Response {
    let deadline = timeout.map { ContinuousClock.now + $0 }
    var attempt = 1
    while true {
      do {
        return try await callOnce(call, timeout: timeout, deadline: deadline, late: late)
      } catch CodexError.rpc(let failure) where failure.isOverloaded {
        guard let delay = configuration.retry.delay(afterAttempt: attempt) else { throw CodexError.rpc(failure) }
        if let deadline, .now + delay >= deadline { throw CodexError.rpc(failure) }
        try await Task.sleep(for: delay)
        attempt += 1
      }
    }
  }

  private func callOnce<Method: ClientMethod>(
    _ call: Method,
    timeout: Duration?,
    deadline: ContinuousClock.Instant?,
    late: (@Sendable (Method.Response) -> Void)?
  ) async throws -> Method.Response {
    try Task.checkCancellation()
    let (id, answer) = try pending.add()
    var isAwaitedLater = false
    defer { if !isAwaitedLater { pending.remove(id) } }
    try send(try OutgoingMessage.request(call, id: id))
    let alarm = deadline.map { deadline in
      Task {
        try await Task.sleep(until: deadline, clock: .continuous)
        answer.fulfill(.failure(CodexError.timeout(method: Method.name, after: timeout ?? .zero)))
      }
    }
    defer { alarm?.cancel() }
    do {
      return try IncomingAnswer.decode(try await answer.wait(), of: Method.self, id: id)
    } catch let error as CancellationError {
      guard let late else { throw error }
      isAwaitedLater = true
      Task { [pending] in
        // Ends at the latest with the connection.
        let message = await answer.waitIgnoringCancellation()
        pending.remove(id)
        if case .success(let message) = message,
          let response = try? IncomingAnswer.decode(message, of: Method.self, id: id)
        {
          late(response)
        }
      }
      throw error
    }
  }

  /// Sends a request whose answer nobody waits for. It is on its way, before whatever is sent later, when this returns.
  func post<Method: ClientMethod>(_ call: Method) throws {
    let (id, _) = try pending.add()
    defer { pending.remove(id) }
    try send(try OutgoingMessage.request(call, id: id))
  }

  func notify(_ method: String) throws {
    try send(try OutgoingMessage.notification(method))
  }

  private func send(_ message: Data) throws {
    do {
      try transport.send(message)
    } catch let closure as TransportClosure {
      throw CodexError.transportClosed(closure)
    }
  }

  // MARK: Receiving

  private func receive(_ message: Data) {
    guard let header = MessageHeader(message) else {
      unhandled.report(.malformed(message, reason: "it is no JSON object"))
      return
    }
    switch (header.method, header.id) {
    case (_?, let id?): serverRequests.answer(message, header, id: id)
    case (_?, nil): receiveNotification(message, header)
    case (nil, _) where header.hasResult || header.hasError:
      if case .unknown = pending.complete(header.integerID, with: message) { unhandled.report(.response(message)) }
    case (nil, _): unhandled.report(.malformed(message, reason: "it has neither a method nor a result nor an error"))
    }
  }

  private func receiveNotification(_ message: Data, _ header: MessageHeader) {
    guard isHeard(header) else { return }
    let notification: ServerNotification
    do {
      // A known notification that does not decode becomes `unrecognized`, so only what is no JSON fails here.
      notification = try decoder.withLock { try $0.decode(ServerNotification.self, from: message) }
    } catch {
      unhandled.report(.malformed(message, reason: "\(DecodingFailure(error))"))
      return
    }
    serverRequests.note(notification, header)
    // Here, before anything that follows is read, so that no later request meets what is to be forgotten.
    configuration.approvalReuse?.note(notification)
    router.route(notification, threadID: header.threadID, turnID: header.turnID)
  }

  /// Whether a notification is for anybody at all. Most are deltas, and a program that waits for the result of a turn does
  /// not read those: then they are not decoded.
  private func isHeard(_ header: MessageHeader) -> Bool {
    guard let method = header.method else { return true }
    return ServerNotification.isNoted(method: method) || unhandled.isHeard
      || router.hasListener(
        threadID: header.threadID,
        turnID: header.turnID,
        isExpendable: ServerNotification.isExpendable(method: method)
      )
  }

  // MARK: Ending

  /// Closes the transport in order. Concurrent calls wait for the same end, and cancellation does not cut it short.
  func close() async {
    beginClosing()
    _ = await closed.waitIgnoringCancellation()
  }

  /// Lets go without waiting.
  func beginClosing() {
    let isFirst = isClosing.withLock { isClosing in
      defer { isClosing = true }
      return !isClosing
    }
    guard isFirst else { return }
    end(.closed, isExpected: true)
    Task { [transport, closed] in
      await transport.close()
      closed.fulfill(.success(()))
    }
  }

  private func end(_ error: CodexError, isExpected: Bool) {
    pending.end(error)
    router.end(error, isExpected: isExpected)
    serverRequests.end()
    configuration.approvalReuse?.forgetAll()
    unhandled.end()
  }
}
