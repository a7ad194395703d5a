import Foundation

/// The transport of a connection, and where the next one comes from.
struct Link: Sendable {
  enum Phase: Hashable, Sendable {
    /// The first transport is being opened. Its loss ends the connection.
    case opening
    /// The session is open.
    case open
    /// The last transport was lost, and a new one is being opened.
    case reopening
  }

  let source: TransportSource
  /// The transport of the moment. `nil` before the first one and while there is none.
  var transport: (any CodexTransport)?
  /// The number of transports that were made. It distinguishes the messages of a transport from those of the one before.
  var number = 0
  var phase = Phase.opening
  /// Set when the program closes the connection.
  var isClosing = false
  /// The task that opens a new transport.
  var reconnection: Task<Void, Never>?
  /// Checks whether the server still responds.
  var heartbeat: Task<Void, any Error>?
  /// Measures the time since the session was opened over the transport.
  var age: Stopwatch?
  /// The number of connections in a row that were lost soon after they were opened.
  var earlyLosses = 0
  /// How the transport closed. `nil` while it is open.
  var closure: TransportClosure?
  /// Why the SDK itself closed the transport: the server did not respond to the checks.
  var closingReason: String?

  init(source: TransportSource) { self.source = source }
}

extension Connection {
  /// Makes a transport and starts it.
  ///
  /// - Throws: An error of the transport when it cannot be opened, or `CodexError.closed`.
  func openTransport() async throws {
    let base = try await link.withLock { $0.source }.makeTransport()
    let transport: any CodexTransport = tap.map { TappedTransport(base, tap: $0) } ?? base
    let number = link.withLock { link -> Int? in
      guard !link.isClosing else { return nil }
      link.number += 1
      link.transport = transport
      link.closure = nil
      link.closingReason = nil
      return link.number
    }
    guard let number else {
      await transport.close()
      throw CodexError.closed
    }
    readingDelay.withLock { $0 = ReadingDelay() }
    // The transport keeps these closures while it is open. A weak reference lets the connection end when no one uses it.
    let batch = ReceivedBatch()
    try transport.startBatches(
      receive: { [weak self] in self?.receive($0, in: batch) },
      batchEnded: { [weak self] in batch.end() || self?.pending.isEmpty == false },
      closed: { [weak self] closure in
        _ = batch.end()
        self?.transportDidClose(closure, number: number)
      }
    )
  }

  /// Sends a message.
  ///
  /// - Throws: `CodexError.connectionLost` or `.transportClosed`. In both cases the message was not sent.
  func send(_ message: Data, method: String) throws {
    let (transport, end, canReopen) = link.withLock { link in
      (link.transport, link.closure, link.phase != .opening && link.source.canReopen)
    }
    do {
      guard let transport else { throw end ?? TransportClosure(reason: "the connection is not open") }
      if canReopen, let end { throw end }
      try transport.send(message)
    } catch let closure as TransportClosure {
      guard canReopen, configuration.reconnection != nil else { throw CodexError.transportClosed(closure) }
      throw CodexError.connectionLost(.init(method: method, mayHaveBeenSent: false, closure: closure))
    }
  }

  private enum Consequence { case none, connectionEnds, connectionIsLost, attemptFails }

  /// Handles the end of a transport that this program did not close.
  private func transportDidClose(_ given: TransportClosure, number: Int) {
    var closure = given
    startup.withLock { $0.closure = given }
    let consequence = link.withLock { link -> Consequence in
      guard link.number == number, !link.isClosing else { return .none }
      if closure.reason == nil { closure.reason = link.closingReason }
      // Only a server that several clients use ends the connection of a slow client. Any other server waits for its client.
      if isServerShared, link.closingReason == nil {
        closure.suspectedCause = closure.suspectedCause ?? readingDelay.withLock { $0.suspectedCause }
      }
      link.closure = closure
      switch link.phase {
      case .opening: return .connectionEnds
      case .open where link.source.canReopen && configuration.reconnection != nil:
        link.phase = .reopening
        return .connectionIsLost
      case .open: return .connectionEnds
      case .reopening: return .attemptFails
      }
    }
    switch consequence {
    case .none: break
    case .connectionEnds: end(.transportClosed(closure), isExpected: false)
    case .connectionIsLost: connectionWasLost(closure)
    case .attemptFails: pending.interrupt(closure)
    }
  }
}
