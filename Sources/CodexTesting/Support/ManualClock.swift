import CodexSDK

/// A clock that a test moves, so that timeouts and deadlines need no real time.
///
/// ```swift
/// let clock = ManualClock()
/// let codex = try await Codex(configuration: CodexConfiguration(turnTimeout: .seconds(60), clock: clock))
/// let running = Task { try await codex.startThread().run("Take your time.") }
/// try await clock.waitForSleepers()
/// clock.advance(by: .seconds(60))     // The turn is interrupted now.
/// ```
public final class ManualClock: Clock, Sendable {
  /// A moment, as the time since the clock was made.
  public struct Instant: InstantProtocol {
    public typealias Duration = Swift.Duration

    /// The time since the clock was made.
    public var offset: Swift.Duration

    public func advanced(by duration: Swift.Duration) -> Instant { Instant(offset: offset + duration) }

    public func duration(to other: Instant) -> Swift.Duration { other.offset - offset }

    public static func < (first: Instant, second: Instant) -> Bool { first.offset < second.offset }
  }

  private struct State {
    var now = Instant(offset: .zero)
    /// The moments until which tasks sleep.
    var deadlines: [Instant] = []
  }

  private let state = WaitableState(State())

  /// Makes a clock that does not move by itself.
  public init() {}

  public var now: Instant { state.withLock { $0.now } }

  public var minimumResolution: Swift.Duration { .zero }

  /// Waits until the clock has been moved to `deadline`.
  ///
  /// - Throws: `CancellationError`.
  public func sleep(until deadline: Instant, tolerance: Swift.Duration? = nil) async throws {
    state.withLock { $0.deadlines.append(deadline) }
    defer {
      state.withLock { state in
        if let index = state.deadlines.firstIndex(of: deadline) { state.deadlines.remove(at: index) }
      }
    }
    try await state.wait { $0.now >= deadline ? () : nil }
  }

  /// Moves the clock forward, and resumes the tasks whose time has come.
  public func advance(by duration: Swift.Duration) {
    state.withLock { $0.now = $0.now.advanced(by: duration) }
  }

  /// Waits until tasks sleep whose time has not come.
  ///
  /// - Parameters:
  ///   - count: The number of tasks.
  ///   - limit: Only tasks count that sleep no longer than this from now on. `nil` counts all tasks.
  /// - Throws: `CancellationError` when the task is cancelled.
  public func waitForSleepers(count: Int = 1, within limit: Swift.Duration? = nil) async throws {
    try await state.wait { state in
      let sleeping = state.deadlines.filter { deadline in
        deadline > state.now && limit.map { state.now.duration(to: deadline) <= $0 } ?? true
      }
      return sleeping.count >= count ? () : nil
    }
  }
}
