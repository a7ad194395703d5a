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
  public func result() async throws -> TurnResult { try await ownership.mailbox.result() }
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
    try Task.checkCancellation()
    // Started by a task that is not cancelled with this one: the turn's id, which stopping it takes, is in the answer.
    let opening = OneShot<CodexTurn>()
    Task {
      do {
        opening.fulfill(.success(try await CodexTurn.open(call, on: thread)))
      } catch {
        opening.fulfill(.failure(error))
      }
    }
    do {
      let turn = try await opening.wait()
      turn.discardEvents()
      return try await turn.result()
    } catch let error as CancellationError {
      switch opening.result {
      case .success(let turn): turn.abandon()
      case .failure: break
      case nil: Task { try await opening.wait().abandon() }
      }
      throw error
    }
  }
}

extension CodexTurn {
  fileprivate func discardEvents() { ownership.mailbox.events.discard() }

  /// Asks the server to stop the turn, before it gets anything that is sent later: a turn that the caller starts next on
  /// the thread would otherwise join this one, and be stopped with it.
  fileprivate func abandon() {
    try? codex.connection.post(RPC.TurnInterrupt(TurnInterruptParams(threadID: threadID, turnID: id)))
  }
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
