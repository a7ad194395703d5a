import CodexProtocol
import CodexWire
import Foundation

/// JSON-RPC with one server: sends requests and notifications, and handles every message that the server sends.
///
/// A connection with a factory of transports opens a new transport when the last one was lost, see `Connection+Reconnect.swift`.
///
/// The transport calls `receive` with one message after the other. `receive` never waits for a consumer: it passes an
/// undecoded response to the caller's task, adds a notification to buffers, and starts a task for a request of the server.
final class Connection: Sendable {
  let router: Router
  let activity = ThreadActivity()
  let serverRequests: ServerRequests
  /// The transport of the moment.
  let link: Locked<Link>
  let session = SessionState()
  let subscriptions: ThreadSubscriptions
  let followers = ThreadFollowers()
  let gaps = TurnGaps()
  let configuration: CodexConfiguration
  /// Whether other clients may use the server, too.
  let isServerShared: Bool
  let pending = PendingRequests()
  /// Observe each notification before the router delivers it.
  private let observers: [any NotificationObserver]
  private let turnRecovery: TurnRecovery
  /// `nil` without a policy about silent turns.
  let watchdog: TurnWatchdog?
  private let unhandled: CallbackQueue<UnhandledMessage>
  /// Shows all messages to the program. `nil` when the program does not want to see them.
  let tap: MessageTap?
  /// What explains why a session could not be opened.
  let startup = Locked(Startup())
  private let closed = AsyncPromise<Void>()
  /// How late the notifications of the present transport are read.
  let readingDelay = Locked(ReadingDelay())
  /// One decoder for all notifications, because it reuses the strings of IDs that repeat.
  private let decoder = Locked(WireDecoder())
  let responseDecoders = ResponseDecoders()
  /// The texts of the last header, which repeat, too.
  private let recentTexts = Locked(RecentTexts())

  /// What explains why a session could not be opened.
  struct Startup: Sendable {
    /// The first message that is not JSON-RPC. A program that is not Codex prints other texts.
    var foreignLine: Data?
    /// How the transport ended.
    var closure: TransportClosure?
  }

  /// - Parameter isServerShared: Whether other clients may use the server, too.
  init(_ source: TransportSource, isServerShared: Bool, configuration: CodexConfiguration) {
    let link = Locked(Link(source: source))
    self.link = link
    self.configuration = configuration
    self.isServerShared = isServerShared
    subscriptions = ThreadSubscriptions(unsubscribesFromReleased: isServerShared)
    let unhandled = CallbackQueue(callback: configuration.onUnhandledMessage)
    self.unhandled = unhandled
    router = Router(
      turnLimit: configuration.turnEventBufferLimit,
      subscriptionLimit: configuration.notificationBufferLimit,
      unhandled: { unhandled.enqueue(.notification($0)) }
    )
    let responder = ServerRequestResponder(
      onServerRequest: configuration.onServerRequest,
      handlers: configuration.handlers,
      approvalHandler: configuration.approvalHandler,
      leavesRequestsOpen: configuration.requestsWithoutHandler.leavesOpen(isServerShared: isServerShared)
    )
    // When sending fails, the connection is lost. A request that still needs the response is sent again by the server.
    serverRequests = ServerRequests(
      responder,
      mayRepeat: isServerShared || source.canReopen,
      onEvent: configuration.onServerRequestEvent,
      send: { response in try? link.withLock { $0.transport }?.send(response) },
      interrupt: { [pending, activity] turn in
        activity.stop(turn)
        let call = RPC.TurnInterrupt(TurnInterruptParams(threadID: turn.threadID, turnID: turn.turnID))
        guard let (id, _) = try? pending.add() else { return }
        defer { pending.remove(id, isSent: true) }
        guard let message = try? OutgoingMessage.request(call, id: id) else { return }
        try? link.withLock { $0.transport }?.send(message)
      }
    )
    tap = configuration.onMessage.map {
      MessageTap(includesSecrets: configuration.onMessageIncludesSecrets, callback: $0)
    }
    observers = [serverRequests, subscriptions, followers] + configuration.observers
    turnRecovery = TurnRecovery(delay: configuration.turnRecoveryDelay)
    watchdog = configuration.turnSilence.map { TurnWatchdog($0, clock: configuration.clock) }
  }

  // MARK: Sending

  /// Sends a request and waits for its response. Repeats a refused request when the retry policy says so.
  ///
  /// - Parameters:
  ///   - timeout: How long to wait, including repetitions. `nil` waits without a limit.
  ///   - isPartOfOpening: Whether the request is part of opening the session. Other requests wait until the session is open.
  ///   - lateResponse: Called with a response that comes after the caller's task was cancelled or its time was up. Without this
  ///     closure such a response is ignored.
  func call<Method: ClientMethod>(
    _ call: Method,
    timeout: Duration?,
    isPartOfOpening: Bool = false,
    lateResponse: (@Sendable (Method.Response) -> Void)? = nil
  ) async throws -> Method.Response {
    let deadline = timeout.map { Deadline(after: $0, on: configuration.clock) }
    var attempt = 1
    var unsentCount = 0
    while true {
      do {
        if !isPartOfOpening {
          try await waitUntilConnected(Method.name, deadline: deadline)
          try session.compatibility?.check(call)
        }
        return try await callOnce(call, deadline: deadline, lateResponse: lateResponse)
      } catch CodexError.connectionLost(let loss) {
        let canRepeat = !loss.mayHaveBeenSent || RepeatableMethods.names.contains(Method.name)
        guard canRepeat, !isPartOfOpening else { throw CodexError.connectionLost(loss) }
        try await waitForLoss(&unsentCount, loss)
      } catch CodexError.requestFailed(let failure) {
        guard let delay = configuration.retry.delay(afterAttempt: attempt, refusedWith: failure.error) else {
          throw CodexError.requestFailed(failure)
        }
        if let deadline, delay >= deadline.remaining { throw CodexError.requestFailed(failure) }
        try await configuration.clock.sleep(for: delay)
        attempt += 1
      }
    }
  }

  private func callOnce<Method: ClientMethod>(
    _ call: Method,
    deadline: Deadline?,
    lateResponse: (@Sendable (Method.Response) -> Void)?
  ) async throws -> Method.Response {
    try Task.checkCancellation()
    let (id, response) = try pending.add()
    var isSent = false
    var isAwaitedLater = false
    defer { if !isAwaitedLater { pending.remove(id, isSent: isSent) } }
    try send(try OutgoingMessage.request(call, id: id), method: Method.name)
    isSent = true
    do {
      let message = try await wait(for: response, to: Method.name, until: deadline)
      return try responseDecoders.withOne { try IncomingResponse.decode(message, of: Method.self, id: id, with: $0) }
    } catch let error as DecodingError {
      throw CodexError.decoding(method: Method.name, failure: DecodingFailure(error))
    } catch let closure as TransportClosure {
      throw CodexError.connectionLost(.init(method: Method.name, mayHaveBeenSent: true, closure: closure))
    } catch {
      guard let lateResponse, Self.endsOnlyTheWait(error) else { throw error }
      isAwaitedLater = true
      Task { [pending, responseDecoders] in
        // This wait ends at the latest when the connection ends.
        let message = await response.waitIgnoringCancellation()
        pending.remove(id, isSent: true)
        if case .success(let message) = message,
          let response = try? responseDecoders.withOne({
            try IncomingResponse.decode(message, of: Method.self, id: id, with: $0)
          })
        {
          lateResponse(response)
        }
      }
      throw error
    }
  }

  /// Whether a response may still come after the error.
  private static func endsOnlyTheWait(_ error: any Error) -> Bool {
    if case CodexError.timeout = error { true } else { error is CancellationError }
  }

  /// Waits for a response.
  ///
  /// - Parameters:
  ///   - method: The method of the request.
  ///   - deadline: When to stop waiting. `nil` waits without a limit.
  private func wait(
    for response: AsyncPromise<Data>,
    to method: String,
    until deadline: Deadline?
  ) async throws -> Data {
    guard let deadline else { return try await response.wait() }
    // The deadline ends only this wait. The promise still receives a response that comes later.
    let outcome = AsyncPromise<Data>()
    let waiting = Task {
      do { outcome.fulfill(.success(try await response.wait())) } catch { outcome.fulfill(.failure(error)) }
    }
    let timer = Task {
      try await deadline.sleep()
      outcome.fulfill(.failure(CodexError.timeout(method: method, after: deadline.timeout)))
    }
    defer {
      timer.cancel()
      waiting.cancel()
    }
    return try await outcome.wait()
  }

  /// Sends a request and ignores its response. When the function returns, the request is queued before all later messages.
  func post<Method: ClientMethod>(_ call: Method) throws {
    let (id, _) = try pending.add()
    var isSent = false
    defer { pending.remove(id, isSent: isSent) }
    try send(try OutgoingMessage.request(call, id: id), method: Method.name)
    isSent = true
  }

  func notify(_ method: String) throws {
    try send(try OutgoingMessage.notification(method), method: method)
  }

  // MARK: Receiving

  /// Handles a message of the server.
  ///
  /// - Parameter batch: The messages that have arrived together.
  func receive(_ message: Data, in batch: ReceivedBatch) {
    let (header, fault) = recentTexts.withLock { MessageHeader.read(message, &$0) }
    if let fault {
      batch.add([], isAwaited: true)
      return receiveMalformed(message, header, reason: fault)
    }
    guard header.method != nil, header.id == nil else {
      batch.add([], isAwaited: true)
      return receiveOther(message, header)
    }
    receiveNotification(message, header, batch)
  }

  private func receiveOther(_ message: Data, _ header: MessageHeader) {
    switch (header.method, header.id) {
    case (_?, nil): break
    case (_?, let id?):
      followers.receiveRequest(message, header)
      serverRequests.handle(message, header, id: id)
    case (nil, _) where header.hasResult || header.hasError:
      if case .unknownRequest = pending.complete(header.integerID, with: message) {
        unhandled.enqueue(.response(message))
      }
    case (nil, _):
      noteForeign(message)
      unhandled.enqueue(.malformed(message, reason: "the message has none of the members method, result and error"))
    }
  }

  private func receiveNotification(_ message: Data, _ header: MessageHeader, _ batch: ReceivedBatch) {
    let traits = NotificationTraits.of(method: header.method)
    // Only a server that several clients use ends connections because of delays.
    if isServerShared, let time = header.emittedAtMilliseconds { readingDelay.withLock { $0.note(emittedAt: time) } }
    activity.receive(header, traits)
    if let watchdog, let turn = header.turn {
      if traits.contains(.endsTurn) { watchdog.end(turn) } else { watchdog.note(turn) }
    }
    // Most notifications are deltas, and a program that only waits for the result of a turn does not read deltas.
    // Such notifications are not decoded.
    let isAwaited = traits.needsDecoding || router.hasReceiver(of: header.turn, traits)
    guard isAwaited || unhandled.hasCallback || followers.follow(header) else { return }
    let notification: ServerNotification
    do {
      // A notification that does not have the expected form is decoded as `unrecognized`. Only invalid JSON is an error.
      notification = try decoder.withLock { try $0.decode(ServerNotification.self, from: message) }
    } catch {
      batch.add([], isAwaited: true)
      return receiveMalformed(message, header, reason: "\(DecodingFailure(error))")
    }
    if traits.contains(.endsTurn) {
      if header.turn == nil { lose(LostMessage(header, reason: "the message does not name a turn")) }
      // The message ends its turn, but says nothing that can be read about how. So the server is asked.
      if case .unrecognized(let message) = notification, let failure = message.failure, header.turn != nil {
        tellObservers(of: ReceivedNotification(notification: notification, header: header, traits: traits))
        return lose(LostMessage(header, notification, failure: failure))
      }
    }
    deliver(ReceivedNotification(notification: notification, header: header, traits: traits), in: batch)
    if isAwaited { batch.noteAwaited() }
  }

  /// Handles a message that cannot be read. What can be read of its header decides who is told that its contents are lost.
  ///
  /// When the header does not show that the message is a response, no request fails, because the message may be a notification.
  /// Then only `CodexConfiguration.onUnhandledMessage` reports the loss to the program.
  private func receiveMalformed(_ message: Data, _ header: MessageHeader, reason: String) {
    noteForeign(message)
    unhandled.enqueue(.malformed(message, reason: reason))
    switch (header.method, header.id) {
    case (_?, let id?): serverRequests.refuse(header, id: id, reason: reason)
    case (nil, _) where header.hasResult || header.hasError: pending.fail(header.integerID, reason: reason)
    // A request or a response: only a notification contains parts of a turn's result.
    case (nil, _?): break
    case (_, nil): lose(LostMessage(header, reason: reason))
    }
  }

  private func noteForeign(_ message: Data) {
    startup.withLock { startup in
      // Only the beginning is kept, because the message may be very long.
      if startup.foreignLine == nil { startup.foreignLine = Data(message.prefix(16 * 1024)) }
    }
  }

  private func lose(_ lost: LostMessage) {
    activity.loseMessage(of: lost.threadID)
    followers.lose(lost)
    for turn in router.lose(lost) { recover(turn, after: lost) }
  }

  /// Passes a notification to the observers and to its receiver.
  ///
  /// - Parameter batch: The batch at whose end waiting tasks are resumed. `nil` resumes them at once.
  func deliver(_ received: ReceivedNotification, in batch: ReceivedBatch? = nil) {
    tellObservers(of: received)
    if received.traits.contains(.endsTurn), let turn = received.header.turn {
      switch gaps.end(turn) {
      case .complete: break
      case .firstEnd: return completeTurn(turn, with: received)
      case .repeatedEnd: return
      }
    }
    guard let batch else { return router.route(received) }
    batch.add(router.routeWithoutResuming(received), isAwaited: false)
  }

  private func tellObservers(of received: ReceivedNotification) {
    for observer in observers { observer.connectionDidReceive(received) }
  }

  /// Asks the server whether and how a turn has ended, because the last message of the turn may be lost. Returns immediately.
  func recover(_ turn: TurnKey, after lost: LostMessage) {
    turnRecovery.recover(turn, after: lost, over: self)
  }

  // MARK: Ending

  /// Closes the transport. Concurrent calls wait for the same end, also when their tasks are cancelled.
  func close() async {
    beginClosing()
    _ = await closed.waitIgnoringCancellation()
  }

  /// Begins to close the transport, and returns immediately.
  func beginClosing() {
    let (isFirst, reconnection) = link.withLock { link in
      defer { link.isClosing = true }
      link.heartbeat?.cancel()
      return (!link.isClosing, link.reconnection)
    }
    guard isFirst else { return }
    reconnection?.cancel()
    end(.closed, isExpected: true)
    Task { [link, closed] in
      // The reconnection may have made a transport a moment ago. When it has ended, `link` contains that transport.
      await reconnection?.value
      await link.withLock { $0.transport ?? $0.source.single }?.close()
      closed.fulfill(.success(()))
    }
  }

  func end(_ error: CodexError, isExpected: Bool) {
    pending.end(error)
    router.end(error, isExpected: isExpected)
    followers.end(error, isExpected: isExpected)
    for observer in observers { observer.connectionDidEnd() }
    unhandled.end()
    watchdog?.end()
    session.closed(error)
  }
}
