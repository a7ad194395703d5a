import CodexProtocol
import CodexWire

// Starting turns. The notifications of a turn that come before the response with the turn's ID are buffered, see `Router`.
//
// When the task of a start is cancelled, there is no handle that could interrupt the turn. So the SDK asks the server to
// interrupt the turn, unless the turn has another handle. That is possible when an external message joined a running turn.

extension CodexTurn {
  /// Starts a turn. Only generated functions call this.
  ///
  /// When the task is cancelled, the wait ends immediately. If the server has started the turn nevertheless, the turn is
  /// interrupted.
  @_spi(Generated) public static func _open(_ call: RPC.TurnStart, on thread: CodexThread) async throws -> CodexTurn {
    try await _open(call, on: thread, keepsEvents: true)
  }

  /// Starts a review. Only generated functions call this. A detached review runs on a new thread, which becomes the turn's
  /// `thread`.
  ///
  /// When the task is cancelled, the wait ends immediately. If the server has started the review nevertheless, the review is
  /// interrupted.
  @_spi(Generated) public static func _open(_ call: RPC.ReviewStart, on thread: CodexThread) async throws -> CodexTurn {
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
    let response = try await codex.send(call) { [weak codex] response in codex?.interruptUnlessOwned(key(response)) }
    let turn = key(response)
    let buffer = router.claim(turn, hold: hold, keepsEvents: keepsEvents)
    // The turn may have ended before the response came, and the message that says so may be lost.
    if let lost = buffer.lostEnd { codex.connection.recover(turn, after: lost) }
    let owner = turn.threadID == thread.id ? thread : CodexThread(id: turn.threadID, codex: codex)
    return CodexTurn(id: turn.turnID, thread: owner, buffer: buffer)
  }
}

extension TurnResult {
  /// Starts a turn and waits for its end, without buffering its events. Only generated functions call this.
  ///
  /// When the task is cancelled, the wait ends immediately, and the turn is interrupted.
  ///
  /// - Throws: `CodexError.turnFailed` when the turn failed.
  @_spi(Generated) public static func _open(_ call: RPC.TurnStart, on thread: CodexThread) async throws -> TurnResult {
    var started: TurnKey?
    do {
      let turn = try await CodexTurn._open(call, on: thread, keepsEvents: false)
      started = TurnKey(threadID: turn.threadID, turnID: turn.id)
      return try await turn.result()
    } catch let error as CancellationError {
      // The handle of this call is released here. If the turn still has a handle, another part of the program uses the turn.
      if let started { thread.codex.interruptUnlessOwned(started) }
      throw error
    }
  }
}

extension Codex {
  /// Asks the server to interrupt a turn that has no handle, without waiting for the response.
  ///
  /// The server receives the request before all later requests. Otherwise a turn that the caller starts next on the thread
  /// could join this turn and be interrupted with it.
  fileprivate func interruptUnlessOwned(_ key: TurnKey) {
    guard !connection.router.isOwned(key) else { return }
    // The server refuses the request when the turn has already ended. Then there is nothing to interrupt.
    try? connection.post(RPC.TurnInterrupt(TurnInterruptParams(threadID: key.threadID, turnID: key.turnID)))
  }
}
