import CodexProtocol

extension CodexThread {
  /// The states of this thread, one after the other: the state when the sequence begins, and then the newest state after each change.
  ///
  /// ```swift
  /// for try await state in thread.states() { show(state) }
  /// ```
  ///
  /// A state that the program does not take before the next change is skipped. So a slow program sees fewer states, but always new ones.
  /// The last state is always delivered. The sequence ends when the `Codex` is closed, and with an error when the connection ends in
  /// another way. When a connection is lost and opened again, the sequence goes on: the SDK reads what it has missed.
  ///
  /// The first state contains the last turns of the thread, also those of other clients, and the open requests for approval. A turn that
  /// runs already is complete as far as the server has stored it: it stores an item when the item is complete. The sequence does not take
  /// events from `CodexTurn.events` or `Codex.notifications`.
  ///
  /// - Parameters:
  ///   - interval: The shortest time between two states. The default is 33 milliseconds, which is 30 states per second.
  ///   - recentTurns: The number of turns that are read in the beginning. `ThreadStates.loadEarlierTurns(_:)` reads more.
  public func states(every interval: Duration = .milliseconds(33), recentTurns: Int = 20) -> ThreadStates {
    ThreadStates(self, interval: interval, recentTurns: recentTurns)
  }
}

/// The states of a thread. See `CodexThread.states(every:recentTurns:)`.
///
/// Each loop over the sequence sees all later states. The loops share one state, which is kept up to date while the sequence or one of its
/// iterators exists.
public struct ThreadStates: AsyncSequence, Sendable {
  public typealias Element = ThreadState

  private let feed: ThreadFeed
  private let pacing: Pacing

  init(_ thread: CodexThread, interval: Duration, recentTurns: Int) {
    self.init(thread, pacing: .atMostOnce(per: interval), recentTurns: recentTurns)
  }

  init(_ thread: CodexThread, pacing: Pacing, recentTurns: Int) {
    self.pacing = pacing
    feed = ThreadFeed(thread, recentTurns: recentTurns)
    feed.start()
  }

  /// How an iterator waits between two states.
  struct Pacing: Sendable {
    /// Waits after a state was delivered.
    ///
    /// - Parameter since: When the state was delivered.
    var wait: @Sendable (_ since: ContinuousClock.Instant) async throws -> Void

    static func atMostOnce(per interval: Duration) -> Pacing {
      Pacing { since in
        guard interval > .zero else { return }
        try await Task.sleep(until: since + interval.asWait, clock: .continuous)
      }
    }
  }

  /// The present state. Before the first element of the sequence, it may lack turns.
  public var current: ThreadState { feed.current }

  /// Reads the turns before those in the state. The next state contains them.
  ///
  /// - Parameter count: The number of turns to read.
  /// - Returns: Whether the server has more earlier turns.
  /// - Throws: `CodexError`, or `CancellationError`.
  @discardableResult
  public func loadEarlierTurns(_ count: Int = 20) async throws -> Bool { try await feed.loadEarlierTurns(count) }

  public func makeAsyncIterator() -> Iterator { Iterator(feed: feed, pacing: pacing) }

  /// Reads the states one after the other.
  public struct Iterator: AsyncIteratorProtocol {
    fileprivate let feed: ThreadFeed
    fileprivate let pacing: Pacing
    private var version = -1
    private var deliveredAt: ContinuousClock.Instant?

    fileprivate init(feed: ThreadFeed, pacing: Pacing) {
      self.feed = feed
      self.pacing = pacing
    }

    /// Waits for the next state.
    ///
    /// - Throws: The error with which the connection ended; `CancellationError` when the task is cancelled.
    public mutating func next() async throws -> ThreadState? {
      if let deliveredAt { try await pacing.wait(deliveredAt) }
      guard let next = try await feed.next(after: version) else { return nil }
      version = next.version
      deliveredAt = .now
      return next.thread
    }
  }
}
