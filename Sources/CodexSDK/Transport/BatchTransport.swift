import Foundation

/// A transport that tells when it has handed over all messages that have arrived together.
///
/// The app-server writes each message on its own, but several messages may have arrived when a transport reads. The receiver wakes the
/// tasks of the program after the last of them, because waking a task costs more than handling a message.
protocol BatchTransport: CodexTransport {
  /// Opens the transport, like `start(receive:closed:)`.
  ///
  /// - Parameter batchEnded: Called after one or more calls of `receive`, before the transport waits for more messages. Returns whether
  ///   the program waits for one of the next messages. When it does not, the transport may read them up to a millisecond late.
  func start(
    receive: @escaping @Sendable (Data) -> Void,
    batchEnded: @escaping @Sendable () -> Bool,
    closed: @escaping @Sendable (TransportClosure) -> Void
  ) throws
}

extension CodexTransport {
  /// Opens the transport. For a transport without batches, each message is a batch.
  func startBatches(
    receive: @escaping @Sendable (Data) -> Void,
    batchEnded: @escaping @Sendable () -> Bool,
    closed: @escaping @Sendable (TransportClosure) -> Void
  ) throws {
    if let transport = self as? any BatchTransport {
      return try transport.start(receive: receive, batchEnded: batchEnded, closed: closed)
    }
    let each: @Sendable (Data) -> Void = { message in
      receive(message)
      _ = batchEnded()
    }
    try start(receive: each, closed: closed)
  }
}

extension BatchTransport {
  /// Opens the transport for a receiver that does not ask when a batch ends.
  func start(
    receive: @escaping @Sendable (Data) -> Void,
    closed: @escaping @Sendable (TransportClosure) -> Void
  ) throws {
    try start(receive: receive, batchEnded: { true }, closed: closed)
  }
}
