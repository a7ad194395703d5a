import Foundation

/// Carries JSON-RPC messages between the client and an app-server.
///
/// A transport separates the messages of the byte stream, but does not interpret them. A transport is used once: it is
/// started, and later closed. `Codex` closes the transport that it was given.
public protocol CodexTransport: Sendable {
  /// Whether other clients may use the server, too. When they may, the SDK does not refuse requests of the server for which this
  /// program has no handler, since a refusal would decide for the other clients; and it unsubscribes from a thread when the program
  /// has released its last handle. The default is `false`.
  var isServerShared: Bool { get }

  /// Opens the transport.
  ///
  /// - Parameters:
  ///   - receive: Called with each complete message (one JSON text without a line end), in order, and never on two threads at
  ///     the same time. It returns quickly and never waits for a consumer.
  ///   - closed: Called exactly once, after the last `receive`, when either side has closed the transport.
  /// - Throws: When the transport cannot be opened. In that case the closures are never called, and there is nothing to close.
  func start(
    receive: @escaping @Sendable (Data) -> Void,
    closed: @escaping @Sendable (TransportClosure) -> Void
  ) throws

  /// Queues one complete message for sending. Never blocks, because a server that does not read must not stop its client.
  ///
  /// - Throws: `TransportClosure` when the transport is closed, or when the queue is so long that the server apparently does
  ///   not read.
  func send(_ message: Data) throws

  /// Closes the transport. Returns when all its resources are released: process, descriptors and threads.
  ///
  /// The function may be called several times, concurrently, and before `start`. Every call waits for the same end, also when
  /// its task is cancelled.
  func close() async
}

extension CodexTransport {
  /// Without an implementation of its own, a transport has a server that no other client uses.
  public var isServerShared: Bool { false }
}

/// A transport that can check whether the server still responds, without sending a message.
public protocol HeartbeatTransport: CodexTransport {
  /// Asks the server for a sign of life.
  ///
  /// - Parameter limit: How long to wait for it.
  /// - Returns: Whether the server has responded in time. `true` also when the transport is closed, because the transport reports its
  ///   end in another way.
  func respondsToHeartbeat(within limit: Duration) async -> Bool
}
