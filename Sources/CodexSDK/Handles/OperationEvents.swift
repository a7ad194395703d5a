import CodexProtocol

/// The notifications about something that a request has started, such as a process. See the property `events` of the handle.
///
/// `Codex.notifications` contains the same notifications. When more notifications than `CodexConfiguration.notificationBufferLimit`
/// are unread, the sequence throws `CodexError.bufferOverflow` after them. The function `wait()` of the handle is not affected.
public struct OperationEvents: AsyncSequence, Sendable {
  public typealias Element = ServerNotification

  private let stream: BufferedStream<ServerNotification>
  /// Keeps the operation, which may be stopped when its last handle is released.
  private let operation: any Sendable

  init<End>(operation: StartedOperation<End>) {
    stream = operation.events
    self.operation = operation
  }

  public func makeAsyncIterator() -> Iterator { Iterator(stream: stream, operation: operation) }

  /// Reads the events one after the other.
  public struct Iterator: AsyncIteratorProtocol {
    fileprivate let stream: BufferedStream<ServerNotification>
    fileprivate let operation: any Sendable

    /// The next notification. `nil` after the last one.
    ///
    /// - Throws: `CodexError` when the connection ends before the operation, and `CancellationError` when the task is cancelled.
    public mutating func next() async throws -> ServerNotification? { try await next(isolation: nil) }

    /// Like `next()`, for a loop on an actor. The loop continues on its actor without a detour through another thread.
    public mutating func next(isolation actor: isolated (any Actor)?) async throws -> ServerNotification? {
      defer { withExtendedLifetime(operation) {} }
      return try await stream.next(isolation: actor)
    }
  }
}
