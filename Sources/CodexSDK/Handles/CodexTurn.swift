import CodexProtocol
import CodexWire

/// A turn under way: its events as they come, its result at the end, and the means to steer it.
///
/// Items, usage and completion are kept as they pass, so `result()` works whether or not anyone reads `events`, in any
/// order and more than once.
public struct CodexTurn: Sendable, Identifiable {
  public let id: String
  /// The thread that the turn runs on; for a detached review that is a thread of its own.
  public let thread: CodexThread
  private let ownership: TurnOwnership

  public var threadID: String { thread.id }

  var codex: Codex { thread.codex }

  init(id: String, thread: CodexThread, mailbox: TurnMailbox) {
    self.id = id
    self.thread = thread
    ownership = TurnOwnership(mailbox: mailbox, router: thread.codex.connection.router)
  }

  /// The notifications of this turn, from its first to its `turn/completed`, after which the sequence ends.
  ///
  /// Each event is handed out once. A second loop goes on where the first stopped, and two at a time share the events.
  /// The sequence throws when the connection ends before the turn does.
  ///
  /// Reviews by Codex's own reviewer are among them: `.itemAutoApprovalReviewStarted` and `…Completed`,
  /// `.autoApprovalReviewStrictReviewRequired`, and `.autoReviewWarning`, which names only a thread and comes here while a
  /// turn of the thread has a handle (else to `Codex.notifications`).
  public var events: TurnEvents { TurnEvents(ownership: ownership) }

  /// Waits for the turn to end.
  ///
  /// - Returns: What the turn did, also when it was interrupted.
  /// - Throws: `CodexError.turnFailed` with the result when it failed; `CodexError.transportClosed` or `.closed` when the
  ///   connection ended first; `CancellationError` when the task is cancelled: the turn goes on then, see `interrupt()`.
  public func result() async throws -> TurnResult {
    // Without an owner the turn's events would go elsewhere.
    defer { withExtendedLifetime(ownership) {} }
    return try await ownership.mailbox.result()
  }
}

extension TurnMailbox {
  fileprivate func result() async throws -> TurnResult {
    let result = try await completion.wait()
    if result.status == .failed { throw CodexError.turnFailed(result) }
    return result
  }
}

/// Whoever holds a turn: its handle, its event sequence or an iterator. When the last is gone, what the turn still says
/// goes to `Codex.notifications`.
final class TurnOwnership: Sendable {
  let mailbox: TurnMailbox
  private let router: Router

  init(mailbox: TurnMailbox, router: Router) {
    self.mailbox = mailbox
    self.router = router
  }

  deinit { router.abandon(mailbox) }
}
