import Foundation

/// A connection that transfers bytes in both directions, such as a TCP connection, a Unix socket, or the standard input and
/// output of a process.
///
/// A WebSocket runs over a byte stream. The SDK has byte streams for TCP, Unix sockets and child processes. Implement this
/// protocol to connect in another way, for example with TLS, and return your stream from the closure `over:` of
/// `ServerAddress.webSocket(_:token:headers:allowsUnencryptedToken:over:)`.
///
/// A stream is used once: it is started, and later closed.
public protocol ByteStream: Sendable {
  /// Begins to receive.
  ///
  /// - Parameters:
  ///   - receive: Called with the bytes that have arrived, in order, and never on two threads at the same time. The memory is
  ///     valid only during the call. The closure returns quickly. It may call `send`.
  ///   - ended: Called exactly once, after the last `receive`, when either side has closed the stream. The value says why; it is
  ///     `TransportClosure()` when the other side closed the stream in order.
  /// - Throws: When the stream cannot be opened. In that case the closures are never called.
  func start(
    receive: @escaping @Sendable (UnsafeRawBufferPointer) -> Void,
    ended: @escaping @Sendable (TransportClosure) -> Void
  ) throws

  /// Queues bytes for sending. The function never blocks, and does not call the closures of `start`. Calls come one at a time.
  ///
  /// - Throws: `TransportClosure` when the stream has ended, or when so many bytes wait that the other side apparently does not
  ///   read.
  func send(_ bytes: Data) throws

  /// Closes the stream, without waiting for bytes that are not sent yet. Returns when all its resources are released and
  /// `ended` has been called. The function may be called several times, concurrently, and before `start`.
  func close() async
}
