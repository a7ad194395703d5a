/// A moment after which nobody waits any longer, by a clock that tests can replace.
struct Deadline: Sendable {
  /// The time between the start of the wait and the deadline, as the caller gave it.
  let timeout: Duration
  private let wait: @Sendable () async throws -> Void
  private let remainder: @Sendable () -> Duration

  init(after timeout: Duration, on clock: some Clock<Duration>) {
    self.timeout = timeout
    let end = clock.now.advanced(by: timeout.asWait)
    wait = { try await clock.sleep(until: end, tolerance: nil) }
    remainder = { clock.now.duration(to: end) }
  }

  /// The time until the deadline. Negative after the deadline.
  var remaining: Duration { remainder() }

  var hasPassed: Bool { remaining <= .zero }

  /// Waits until the deadline.
  ///
  /// - Throws: `CancellationError`.
  func sleep() async throws { try await wait() }

  /// Runs a closure. When the deadline comes first, the closure's task is cancelled, and the function waits until the closure has
  /// ended.
  ///
  /// - Returns: The value of the closure, or `nil` when the deadline came first.
  func limit<Value: Sendable>(_ body: @escaping @Sendable () async throws -> Value) async throws -> Value? {
    try await withThrowingTaskGroup(of: Value?.self) { group in
      group.addTask { try await body() }
      group.addTask {
        try await sleep()
        return nil
      }
      defer { group.cancelAll() }
      return try await group.next() ?? nil
    }
  }
}

/// Measures time from its creation on, by a clock that tests can replace.
struct Stopwatch: Sendable {
  private let read: @Sendable () -> Duration

  init(_ clock: some Clock<Duration>) {
    let start = clock.now
    read = { start.duration(to: clock.now) }
  }

  var elapsed: Duration { read() }
}
