/// Pauses scripted replies until the test resumes them, so that the test controls the order of events.
///
/// ```swift
/// let pause = ReplyPause()
/// model.enqueue(.message("Done.").paused(at: pause))
/// let turn = try await thread.startTurn("Go.")
/// try await pause.waitUntilReached()
/// // The turn stays in progress here.
/// pause.resume()
/// ```
///
/// Several replies can wait at the same pause; `resume()` continues all of them.
public final class ReplyPause: Sendable {
  private struct State {
    var isActive: Bool
    var reachedCount = 0
  }

  private let state: WaitableState<State>

  /// Makes a pause that no reply has reached yet.
  ///
  /// - Parameter isActive: Whether replies wait at the pause from the start. An inactive pause only counts replies
  ///   until `activate()` is called.
  public init(isActive: Bool = true) { state = WaitableState(State(isActive: isActive)) }

  /// Continues all waiting replies. Replies that reach the pause later do not wait.
  public func resume() { state.withLock { $0.isActive = false } }

  /// Makes replies wait again if they reach the pause after this call.
  public func activate() { state.withLock { $0.isActive = true } }

  /// The number of replies that have reached the pause so far, whether or not they had to wait.
  public var reachedCount: Int { state.withLock { $0.reachedCount } }

  /// Waits until `count` replies have reached the pause.
  ///
  /// - Parameter count: The number of replies, counted from the creation of the pause.
  /// - Throws: `CancellationError` when the task is cancelled.
  public func waitUntilReached(count: Int = 1) async throws {
    try await state.wait { $0.reachedCount >= count ? () : nil }
  }

  /// Reaches the pause as a reply does, and waits while the pause is active.
  ///
  /// Use this function for code of a test (such as a handler of `InMemoryAppServer`) that should wait like a reply.
  ///
  /// - Throws: `CancellationError` when the task is cancelled.
  public func reach() async throws {
    state.withLock { $0.reachedCount += 1 }
    try await state.wait { $0.isActive ? nil : () }
  }
}
