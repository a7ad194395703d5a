import CodexProtocol
import CodexWire

// Starting turns. What comes of a turn before the answer that tells its id is kept for its handle, see `Router`.
//
// A start whose task is cancelled leaves no handle that could stop the turn. So the server is asked to stop it, unless the
// turn is one that was under way before and that others hold: an external message joins such a turn.

extension CodexTurn {
  /// Starts a turn.
  ///
  /// When the task is cancelled, the wait ends at once, and a turn that the server has started all the same is
  /// interrupted.
  public static func _open(_ call: RPC.TurnStart, on thread: CodexThread) async throws -> CodexTurn {
    try await _open(call, on: thread, keepsEvents: true)
  }

  /// Starts a review. Detached, it runs on a thread of its own, which is then the turn's `thread`.
  ///
  /// When the task is cancelled, the wait ends at once, and a review that the server has started all the same is
  /// interrupted.
  public static func _open(_ call: RPC.ReviewStart, on thread: CodexThread) async throws -> CodexTurn {
    try await start(call, on: thread, holding: .anyThread, keepsEvents: true) { response in
      TurnKey(threadID: response.reviewThreadID, turnID: response.turn.id)
    }
  }

  fileprivate static func _open(
    _ call: RPC.TurnStart,
    on thread: CodexThread,
    keepsEvents: Bool
  ) async throws -> CodexTurn {
    let threadID = call.params.threadID
    return try await start(call, on: thread, holding: .thread(threadID), keepsEvents: keepsEvents) { response in
      TurnKey(threadID: threadID, turnID: response.turn.id)
    }
  }

  private static func start<Method: ClientMethod>(
    _ call: Method,
    on thread: CodexThread,
    holding scope: Router.Scope,
    keepsEvents: Bool,
    key: @escaping @Sendable (Method.Response) -> TurnKey
  ) async throws -> CodexTurn {
    let codex = thread.codex
    let router = codex.connection.router
    let hold = router.hold(scope)
    defer { router.release(hold) }
    let response = try await codex.send(call) { [weak codex] late in codex?.interruptUnlessOwned(key(late)) }
    let turn = key(response)
    let mailbox = router.claim(turn, hold: hold, keepsEvents: keepsEvents)
    let owner = turn.threadID == thread.id ? thread : CodexThread(id: turn.threadID, codex: codex)
    return CodexTurn(id: turn.turnID, thread: owner, mailbox: mailbox)
  }
}

extension TurnResult {
  /// Starts a turn and waits for its end; its events are not kept.
  ///
  /// When the task is cancelled, the wait ends at once, and the turn is interrupted.
  ///
  /// - Throws: `CodexError.turnFailed` when the turn failed.
  public static func _open(_ call: RPC.TurnStart, on thread: CodexThread) async throws -> TurnResult {
    var started: TurnKey?
    do {
      let turn = try await CodexTurn._open(call, on: thread, keepsEvents: false)
      started = TurnKey(threadID: turn.threadID, turnID: turn.id)
      return try await turn.result()
    } catch let error as CancellationError {
      // Our handle is gone by now: whoever owns the turn still is somebody else.
      if let started { thread.codex.interruptUnlessOwned(started) }
      throw error
    }
  }
}

extension Codex {
  /// Asks the server to stop a turn that nobody holds, without waiting for it, but before it gets what is sent later: a
  /// turn that the caller starts next on the thread would otherwise join this one, and be stopped with it.
  fileprivate func interruptUnlessOwned(_ key: TurnKey) {
    guard !connection.router.isOwned(key) else { return }
    // Refused when the turn has ended meanwhile, which is as well.
    try? connection.post(RPC.TurnInterrupt(TurnInterruptParams(threadID: key.threadID, turnID: key.turnID)))
  }
}
