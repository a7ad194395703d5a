import CodexProtocol
import CodexWire

/// A handle of a running turn, with the turn's events and result and functions to steer and interrupt the turn.
///
/// The SDK collects the contents of the result while the turn runs. So `result()` does not depend on whether `events` is read,
/// and it can be called several times.
public struct CodexTurn: Sendable, Identifiable {
  /// The ID of the turn.
  public let id: String
  /// The thread on which the turn runs. A detached review runs on a new thread.
  public let thread: CodexThread
  /// Whether the call that made this handle added its input to a turn that was already under way, instead of starting a turn.
  ///
  /// The SDK knows this from the notifications of the connection. The value is `false` for a turn that another client of the
  /// server has started, if this connection had not received a notification about the turn before the call.
  public let isJoined: Bool
  private let ownership: TurnOwnership

  /// The ID of the thread on which the turn runs.
  public var threadID: String { thread.id }

  var codex: Codex { thread.codex }

  init(id: String, thread: CodexThread, isJoined: Bool = false, buffer: TurnBuffer) {
    self.id = id
    self.thread = thread
    self.isJoined = isJoined
    ownership = TurnOwnership(
      buffer: buffer,
      router: thread.codex.connection.router,
      subscription: thread.subscription
    )
  }

  /// The notifications of this turn. The sequence ends after `turn/completed`.
  ///
  /// The sequence delivers each event once. A second loop continues where the first loop stopped, and two concurrent loops
  /// share the events. The sequence throws an error when the connection ends before the turn.
  ///
  /// The events include the reviews by Codex's own reviewer: `.itemAutoApprovalReviewStarted`,
  /// `.itemAutoApprovalReviewCompleted`, `.autoApprovalReviewStrictReviewRequired` and `.autoReviewWarning`. An `autoReviewWarning`
  /// names only a thread; it is an event of the thread's running turn when that turn has a handle, and otherwise goes to
  /// `Codex.notifications`.
  ///
  /// When a message that may belong to this turn cannot be read, an event `.unrecognized` with the reason takes its place. If
  /// it may have been the turn's last message, the SDK asks the server with `thread/read` whether the turn has ended.
  public var events: TurnEvents { TurnEvents(ownership: ownership) }

  /// Waits until the turn ends.
  ///
  /// - Parameter timeout: How long to wait. When the time is up, the turn is interrupted, unless
  ///   `CodexConfiguration.abandonedTurns` is `.keepRunning`. `nil`, the default, waits without a limit.
  /// - Returns: What the turn did, also when the turn was interrupted.
  /// - Throws: `CodexError.turnFailed`, which contains the result, when the turn failed; `CodexError.transportClosed` or
  ///   `.closed` when the connection ended before the turn; `CodexError.decoding` when the turn's last message cannot be read
  ///   and the server does not say how the turn ended; `CodexError.turnTimedOut` when the turn has not ended in time;
  ///   `CancellationError` when the task is cancelled. A cancellation does
  ///   not stop the turn; see `interrupt()`.
  public func result(timeout: Duration? = nil) async throws -> TurnResult {
    // While this function waits, the turn must keep its handle. Otherwise its notifications go to `Codex.notifications`.
    defer { withExtendedLifetime(ownership) {} }
    let result = try await end(within: timeout)
    if result.status == .failed { throw CodexError.turnFailed(result) }
    return result
  }

  private func end(within timeout: Duration?) async throws -> TurnResult {
    let promise = ownership.buffer.result
    guard let timeout else { return try await promise.wait() }
    let deadline = Deadline(after: timeout, on: codex.configuration.clock)
    if let result = try await deadline.limit({ try await promise.wait() }) { return result }
    codex.interruptAbandoned(TurnKey(threadID: threadID, turnID: id))
    throw codex.timedOut(threadID: threadID, turnID: id, after: timeout)
  }
}

/// The ownership of a turn, which the turn's handle, its event sequence and the iterators share. When the last of them is
/// released, the turn's later notifications go to `Codex.notifications`.
final class TurnOwnership: Sendable {
  let buffer: TurnBuffer
  private let router: Router
  /// Without it, the server would stop sending the notifications of the turn.
  private let subscription: ThreadSubscription?

  init(buffer: TurnBuffer, router: Router, subscription: ThreadSubscription?) {
    self.buffer = buffer
    self.router = router
    self.subscription = subscription
  }

  deinit { router.abandon(buffer) }
}
