import CodexProtocol

/// A subscription to what the server tells and no turn owns. See `Codex.notifications`.
///
/// A notification is handed out once: two loops over the same stream share it; for each to get everything, take
/// `Codex.notifications` twice.
public struct NotificationStream: AsyncSequence, Sendable {
  public typealias Element = ServerNotification

  private let subscription: Subscription

  init(router: Router) { subscription = Subscription(router: router) }

  /// How many deltas were left out because they were not read in time. See `CodexConfiguration.notificationBufferLimit`.
  public var omittedCount: Int { subscription.stream.omittedCount }

  public func makeAsyncIterator() -> Iterator { Iterator(subscription: subscription) }

  public struct Iterator: AsyncIteratorProtocol {
    fileprivate let subscription: Subscription

    public mutating func next() async throws -> ServerNotification? {
      defer { withExtendedLifetime(subscription) {} }
      return try await subscription.stream.next()
    }
  }

  /// Ends with the last copy of the stream and of its iterators.
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
