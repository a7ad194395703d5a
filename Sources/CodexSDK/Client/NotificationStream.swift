import CodexProtocol

/// A subscription to the notifications that do not belong to a turn with a handle. See `Codex.notifications`.
///
/// The stream delivers each notification once. Two loops over the same stream share the notifications. When each loop needs
/// all notifications, access `Codex.notifications` once per loop.
public struct NotificationStream: AsyncSequence, Sendable {
  public typealias Element = ServerNotification

  private let subscription: Subscription

  init(router: Router) { subscription = Subscription(router: router) }

  /// The number of deltas that were dropped because they were not read in time. See
  /// `CodexConfiguration.notificationBufferLimit`.
  public var droppedCount: Int { subscription.stream.droppedCount }

  public func makeAsyncIterator() -> Iterator { Iterator(subscription: subscription) }

  /// Reads the notifications of the stream one after the other.
  public struct Iterator: AsyncIteratorProtocol {
    fileprivate let subscription: Subscription

    /// The next notification. `nil` after the program has closed the connection.
    ///
    /// - Throws: `CodexError` when the connection has ended in another way, and `CancellationError` when the task is cancelled.
    public mutating func next() async throws -> ServerNotification? { try await next(isolation: nil) }

    /// Like `next()`, for a loop on an actor. The loop continues on its actor without a detour through another thread.
    public mutating func next(isolation actor: isolated (any Actor)?) async throws -> ServerNotification? {
      defer { withExtendedLifetime(subscription) {} }
      return try await subscription.stream.next(isolation: actor)
    }
  }

  /// The subscription ends when the last copy of the stream and of its iterators is released.
  fileprivate final class Subscription: Sendable {
    let stream: BufferedStream<ServerNotification>
    private let id: Int
    private let router: Router

    init(router: Router) {
      (id, stream) = router.subscribe()
      self.router = router
    }

    deinit { router.unsubscribe(id) }
  }
}
