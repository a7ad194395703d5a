import CodexProtocol
import Foundation

// A lost connection is opened again: a new transport, the handshake, and then `restore`. Requests of the program wait until all of
// this is done.

extension Connection {
  /// A connection that was lost sooner than this counts as a failed attempt, so that the delays grow when a server closes every
  /// connection at once.
  private static let minimumLife = Duration.seconds(5)
  /// How often a request waits for the loss of a transport that refuses messages, before the request fails.
  private static let unsentLimit = 50
  private static let unsentDelay = Duration.milliseconds(20)

  /// Notes that the session is open, and lets the requests of the program be sent.
  ///
  /// - Throws: `CodexError.transportClosed` when the transport has closed meanwhile.
  func becomeOpen(_ server: ServerInfo) throws {
    try link.withLock { link in
      if let closure = link.closure, link.phase == .reopening { throw CodexError.transportClosed(closure) }
      link.phase = .open
      link.age = Stopwatch(configuration.clock)
    }
    session.connected(to: server)
    startHeartbeat()
  }

  // MARK: Requests

  /// Waits until the session is open.
  func waitUntilConnected(_ method: String, deadline: Deadline?) async throws {
    if session.isConnected { return }
    guard let deadline else { return try await session.waitUntilConnected() }
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await self.session.waitUntilConnected() }
      group.addTask {
        try await deadline.sleep()
        throw CodexError.timeout(method: method, after: deadline.timeout)
      }
      defer { group.cancelAll() }
      try await group.next()
    }
  }

  /// Waits a moment after a request could not be sent, because the transport refuses messages before it reports its end.
  ///
  /// - Throws: `CodexError.connectionLost` when the transport goes on without accepting messages.
  func waitForLoss(_ count: inout Int, _ loss: ConnectionLoss) async throws {
    guard !loss.mayHaveBeenSent, session.isConnected else { return }
    count += 1
    if count > Self.unsentLimit { throw CodexError.connectionLost(loss) }
    try await Task.sleep(for: Self.unsentDelay)
  }

  // MARK: Reconnecting

  /// Begins to open the connection again. Called by the transport that was lost, after its last message.
  func connectionWasLost(_ closure: TransportClosure) {
    session.lost()
    pending.interrupt(closure)
    serverRequests.suspend()
    router.noteLostConnection(closure)
    followers.connectionWasLost()
    activity.loseMessage(of: nil)
    let (lost, earlyLosses) = link.withLock { link in
      defer { link.transport = nil }
      link.heartbeat?.cancel()
      let isEarly = link.age.map { $0.elapsed < Self.minimumLife } ?? false
      link.earlyLosses = isEarly ? link.earlyLosses + 1 : 0
      return (link.transport, link.earlyLosses)
    }
    let task = Task {
      await lost?.close()
      await self.reconnect(after: closure, earlyLosses: earlyLosses)
    }
    let isClosing = link.withLock { link in
      link.reconnection = task
      return link.isClosing
    }
    if isClosing { task.cancel() }
  }

  private func reconnect(after closure: TransportClosure, earlyLosses: Int) async {
    guard let policy = configuration.reconnection else { return }
    let deadline = Deadline(after: policy.timeLimit, on: configuration.clock)
    var cause = CodexError.transportClosed(closure)
    var attempt = 1
    while !Task.isCancelled {
      let delay = policy.delay(beforeAttempt: attempt + earlyLosses)
      guard delay < deadline.remaining else { return end(cause, isExpected: false) }
      session.waiting(attempt: attempt, delay: delay, cause: cause)
      do {
        try await configuration.clock.sleep(for: delay)
        session.connecting(attempt: attempt)
        try await openTransport()
        let server = try await handshake()
        try await restore()
        try becomeOpen(server)
        return
      } catch let error as CodexError {
        cause = error.asCauseOfReconnecting
      } catch let closure as TransportClosure {
        cause = .transportClosed(closure)
      } catch is CancellationError {
        return
      } catch {
        cause = .transportClosed(TransportClosure(reason: "\(error)"))
      }
      let failed = link.withLock { link in
        defer { link.transport = nil }
        return link.transport
      }
      await failed?.close()
      if cause.isPermanent { return end(cause, isExpected: false) }
      attempt += 1
    }
  }

  // MARK: Heartbeat

  /// Checks regularly whether the server still responds, and closes the transport when it does not.
  private func startHeartbeat() {
    guard let policy = configuration.reconnection, let interval = policy.heartbeatInterval else { return }
    let (number, transport) = link.withLock { ($0.number, $0.source.canReopen ? $0.transport : nil) }
    guard let transport = transport as? any HeartbeatTransport else { return }
    let limit = max(1, policy.missedHeartbeats)
    let task = Task { [weak self, clock = configuration.clock] in
      var missed = 0
      while missed < limit {
        try await clock.sleep(for: interval.asWait)
        guard self?.isOpen(number) == true else { return }
        missed = await transport.respondsToHeartbeat(within: interval.asWait) ? 0 : missed + 1
      }
      self?.closeUnresponsive(transport, number: number, "the server did not respond to \(limit) pings in a row")
    }
    let earlier = link.withLock { link in
      defer { link.heartbeat = task }
      return link.heartbeat
    }
    earlier?.cancel()
  }

  /// Whether the connection still uses the transport with this number.
  private func isOpen(_ number: Int) -> Bool {
    link.withLock { $0.number == number && $0.closure == nil && !$0.isClosing }
  }

  private func closeUnresponsive(_ transport: any CodexTransport, number: Int, _ reason: String) {
    let isCurrent = link.withLock { link in
      guard link.number == number else { return false }
      link.closingReason = reason
      return true
    }
    if isCurrent { Task { await transport.close() } }
  }
}

extension CodexError {
  /// Whether a server that refused the connection or the session with this error will refuse it again: the token is no longer valid, or
  /// the address is that of another server.
  fileprivate var isPermanent: Bool {
    switch self {
    case .handshakeFailed: return true
    case .connectionFailed(let failure):
      guard case .refused(let status, _) = failure.reason else { return false }
      return [401, 403, 404].contains(status)
    default: return false
    }
  }

  /// The error of a failed attempt, without the request that failed.
  fileprivate var asCauseOfReconnecting: CodexError {
    if case .connectionLost(let loss) = self { .transportClosed(loss.closure) } else { self }
  }
}
