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

  fileprivate init(id: String, thread: CodexThread, mailbox: TurnMailbox) {
    self.id = id
    self.thread = thread
    ownership = TurnOwnership(mailbox: mailbox, router: thread.codex.connection.router)
  }

  /// The notifications of this turn, from its first to its `turn/completed`, after which the sequence ends.
  ///
  /// Each event is handed out once. A second loop goes on where the first stopped, and two at a time share the events.
  /// The sequence throws when the connection ends before the turn does.
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

  /// Adds input to the turn while it runs.
  ///
  /// - Throws: `CodexError.rpc` when the turn has ended or cannot be steered.
  public func steer(_ input: TurnInput) async throws {
    var params = TurnSteerParams(expectedTurnID: id, input: [], threadID: threadID)
    try input.apply(to: &params)
    _ = try await thread.codex.send(RPC.TurnSteer(params))
  }

  /// Asks the server to stop the turn. When it has, the events end and the result's status is `interrupted`.
  public func interrupt() async throws {
    _ = try await thread.codex.send(RPC.TurnInterrupt(TurnInterruptParams(threadID: threadID, turnID: id)))
  }
}

extension CodexTurn {
  /// Starts a turn.
  public static func open(_ call: RPC.TurnStart, on thread: CodexThread) async throws -> CodexTurn {
    let codex = thread.codex
    let threadID = call.params.threadID
    return try await codex.holding(.thread(threadID)) { hold in
      let turn = try await codex.send(call).turn
      let mailbox = codex.connection.router.claim(TurnKey(threadID: threadID, turnID: turn.id), hold: hold)
      let owner = threadID == thread.id ? thread : CodexThread(id: threadID, codex: codex)
      return CodexTurn(id: turn.id, thread: owner, mailbox: mailbox)
    }
  }

  /// Starts a review. Detached, it runs on a thread of its own, which is then the turn's `thread`.
  public static func open(_ call: RPC.ReviewStart, on thread: CodexThread) async throws -> CodexTurn {
    let codex = thread.codex
    return try await codex.holding(.anyThread) { hold in
      let response = try await codex.send(call)
      let key = TurnKey(threadID: response.reviewThreadID, turnID: response.turn.id)
      let mailbox = codex.connection.router.claim(key, hold: hold)
      let owner = key.threadID == thread.id ? thread : CodexThread(id: key.threadID, codex: codex)
      return CodexTurn(id: key.turnID, thread: owner, mailbox: mailbox)
    }
  }
}

extension TurnResult {
  /// Starts a turn and waits for its end; its events are not kept.
  ///
  /// Cancelling the task ends the wait at once and asks the server to stop the turn, since there is no handle left that
  /// could.
  ///
  /// - Throws: `CodexError.turnFailed` when the turn failed.
  public static func open(_ call: RPC.TurnStart, on thread: CodexThread) async throws -> TurnResult {
    let turn = try await CodexTurn.open(call, on: thread)
    turn.discardEvents()
    do {
      return try await turn.result()
    } catch let error as CancellationError {
      Task { try await turn.interrupt() }
      throw error
    }
  }
}

extension CodexTurn {
  fileprivate func discardEvents() { ownership.mailbox.events.discard() }
}

extension TurnMailbox {
  fileprivate func result() async throws -> TurnResult {
    let result = try await completion.wait()
    if result.status == .failed { throw CodexError.turnFailed(result) }
    return result
  }
}

extension Codex {
  /// Keeps events of turns without an owner while `body` runs, unless it has claimed its turn before.
  fileprivate func holding<Result>(_ scope: Router.Scope, _ body: (Int) async throws -> Result) async throws -> Result {
    let hold = connection.router.hold(scope)
    defer { connection.router.release(hold) }
    return try await body(hold)
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
