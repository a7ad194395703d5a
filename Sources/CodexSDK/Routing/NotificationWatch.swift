import CodexProtocol

/// Waits for a notification that tells how something has ended which a request has started.
protocol NotificationWatching: Sendable {
  /// - Returns: The tasks to resume, or `nil` when the watch does not wait for such a notification.
  func receive(_ notification: ServerNotification) -> [Resumption]?

  /// Ends the watch, because the connection has ended.
  func fail(_ error: CodexError) -> Resumption
}

/// Waits for the first notification that fulfils a condition. The notification may come before the response that contains the ID
/// by which it is recognized.
final class NotificationWatch<Value: Sendable>: NotificationWatching {
  private struct State {
    /// Whether a value is the one that is waited for. `nil` until the response has come.
    var isWanted: (@Sendable (Value) -> Bool)?
    /// The values that came before the condition was known.
    var early: [Value] = []
  }

  private static var earlyLimit: Int { 64 }

  let promise = AsyncPromise<Value>()
  private let read: @Sendable (ServerNotification) -> Value?
  private let state = Locked(State())

  /// - Parameter read: Returns the value of a notification, or `nil` for a notification of another kind.
  init(_ read: @escaping @Sendable (ServerNotification) -> Value?) { self.read = read }

  /// Begins to wait for a value that fulfils a condition. The first such value that has already come counts, too.
  func select(where isWanted: @escaping @Sendable (Value) -> Bool) {
    let match = state.withLock { state in
      state.isWanted = isWanted
      defer { state.early = [] }
      return state.early.first(where: isWanted)
    }
    if let match { promise.fulfill(.success(match)) }
  }

  func receive(_ notification: ServerNotification) -> [Resumption]? {
    guard let value = read(notification) else { return nil }
    let isMatch = state.withLock { state in
      guard let isWanted = state.isWanted else {
        // The limit bounds the memory that a broken server can use.
        if state.early.count == Self.earlyLimit { state.early.removeFirst() }
        state.early.append(value)
        return false
      }
      return isWanted(value)
    }
    return isMatch ? [{ [promise] in promise.fulfill(.success(value)) }] : []
  }

  func fail(_ error: CodexError) -> Resumption {
    { [promise] in promise.fulfill(.failure(error)) }
  }
}

/// A watch that ends when this object is released.
final class WatchedNotification<Value: Sendable>: Sendable {
  let watch: NotificationWatch<Value>
  private let id: Int
  private let router: Router

  fileprivate init(watch: NotificationWatch<Value>, id: Int, router: Router) {
    self.watch = watch
    self.id = id
    self.router = router
  }

  deinit { router.stopWatching(id) }

  /// Waits for the notification. May be called several times.
  func wait() async throws -> Value {
    defer { withExtendedLifetime(self) {} }
    return try await watch.promise.wait()
  }
}

extension Router {
  /// Begins to watch for notifications. Call `NotificationWatch.select(where:)` as soon as the condition is known.
  func watch<Value>(_ read: @escaping @Sendable (ServerNotification) -> Value?) -> WatchedNotification<Value> {
    let watch = NotificationWatch(read)
    return WatchedNotification(watch: watch, id: startWatching(watch), router: self)
  }
}
