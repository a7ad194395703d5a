import Foundation

/// Carries JSON-RPC messages between the client and an app-server.
///
/// A transport separates the messages of the byte stream, but does not interpret them. A transport is used once: it is
/// started, and later closed. `Codex` closes the transport that it was given.
public protocol CodexTransport: Sendable {
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
