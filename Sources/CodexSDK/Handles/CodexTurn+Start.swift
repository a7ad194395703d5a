import CodexProtocol
import CodexWire

// Starting turns. The notifications of a turn that come before the response with the turn's ID are buffered, see `Router`.
//
// When the task of a start is cancelled, or its time is up, there is no handle that could interrupt the turn. So the SDK asks
// the server to interrupt the turn, unless the turn has another handle. That is possible when the call joined a running turn.

extension CodexTurn {
  /// Starts a turn, or joins the turn that is under way. Only generated functions call this.
  ///
  /// When the task is cancelled, the wait ends immediately. If the server has started the turn nevertheless, the turn is
  /// interrupted. The same is true when no response comes in time.
  ///
  /// - Throws: `CodexError.notApplied` when a turn is under way and the call has settings.
  @_spi(Generated) public static func _open(
    _ call: RPC.TurnStart,
    on thread: CodexThread,
    timeout: Duration? = nil
  ) async throws -> CodexTurn {
    try await _open(call, on: thread, timeout: timeout, keepsEvents: true)
  }

  /// Starts a review. Only generated functions call this. A detached review runs on a new thread, which becomes the turn's
  /// `thread`.
  ///
  /// When the task is cancelled, the wait ends immediately. If the server has started the review nevertheless, the review is
  /// interrupted. The same is true when no response comes in time.
  @_spi(Generated) public static func _open(
    _ call: RPC.ReviewStart,
    on thread: CodexThread,
    timeout: Duration? = nil
  ) async throws -> CodexTurn {
    let start = try await thread.codex.connection.activity.beginStart(on: call.params.threadID, hasSettings: false)
    return try await self.start(
      call,
      start,
      on: thread,
      timeout: timeout,
      holding: .anyThread,
      keepsEvents: true
    ) { response in
      TurnKey(threadID: response.reviewThreadID, turnID: response.turn.id)
    }
  }

  #if ExperimentalAPI
  /// Starts a turn with a queued submission. Only generated functions call this.
  ///
  /// When the task is cancelled, the wait ends immediately. If the server has started the turn nevertheless, the turn is
  /// interrupted. The same is true when no response comes in time.
  @_spi(Generated) public static func _open(
    _ call: RPC.ThreadQueueStart,
    on thread: CodexThread,
    timeout: Duration? = nil
  ) async throws -> CodexTurn {
    let threadID = call.params.threadID
    let start = try await thread.codex.connection.activity.beginStart(on: threadID, hasSettings: false)
    return try await self.start(
      call,
      start,
      on: thread,
      timeout: timeout,
      holding: .thread(threadID),
      keepsEvents: true
    ) {
      TurnKey(threadID: threadID, turnID: $0.turn.id)
    }
  }
  #endif

  fileprivate static func _open(
    _ call: RPC.TurnStart,
    on thread: CodexThread,
    timeout: Duration?,
    keepsEvents: Bool
  ) async throws -> CodexTurn {
    let threadID = call.params.threadID
    let codex = thread.codex
    let settings = call.params.settings
    let start = try await codex.connection.activity.beginStart(on: threadID, hasSettings: !settings.isEmpty)
    try await codex.checkIdle(threadID, for: settings)
    let call = RPC.TurnStart(try await call.params.withWholeSandbox(on: thread))
    let turn = try await self.start(
      call,
      start,
      on: thread,
      timeout: timeout,
      holding: .thread(threadID),
      keepsEvents: keepsEvents
    ) {
      TurnKey(threadID: threadID, turnID: $0.turn.id)
    }
    if turn.isJoined, !settings.isEmpty {
      throw CodexError.notApplied(.joined(settings, threadID: threadID, turnID: turn.id))
    }
    return turn
  }

  /// - Parameter start: The place of the request in the order of the thread's starts. The place is kept until the response, also
  ///   one that comes after the task was cancelled.
  private static func start<Method: ClientMethod>(
    _ call: Method,
    _ start: TurnStartPlace,
    on thread: CodexThread,
    timeout: Duration?,
    holding scope: Router.Scope,
    keepsEvents: Bool,
    key: @escaping @Sendable (Method.Response) -> TurnKey
  ) async throws -> CodexTurn {
    defer { withExtendedLifetime(start) {} }
    let codex = thread.codex
    let router = codex.connection.router
    let activity = codex.connection.activity
    let knownTurns = activity.turns(of: thread.id)
    let hold = router.hold(scope)
    defer { router.release(hold) }
    let response = try await codex.send(call, timeout: timeout) { [weak codex] response in
      withExtendedLifetime(start) {
        activity.start(key(response))
        codex?.interruptUnlessOwned(key(response))
      }
    }
    let turn = key(response)
    let isNamedTwice = activity.start(turn)
    let buffer = router.claim(turn, hold: hold, keepsEvents: keepsEvents)
    codex.connection.watchSilence(of: turn)
    // The turn may have ended before the response came, and the message that says so may be lost.
    if let lost = buffer.lostEnd { codex.connection.recover(turn, after: lost) }
    await codex.connection.restoreSubscription(for: turn)
    let owner = turn.threadID == thread.id ? thread : CodexThread(id: turn.threadID, codex: codex)
    let isJoined = isNamedTwice || knownTurns.contains(turn.turnID)
    return CodexTurn(id: turn.turnID, thread: owner, isJoined: isJoined, buffer: buffer)
  }
}

extension TurnResult {
  /// Starts a turn and waits for its end, without buffering its events. Only generated functions call this.
  ///
  /// When the task is cancelled or the time is up, the wait ends immediately, and the turn is interrupted. The turn is also
  /// interrupted when the response to the request that starts the turn does not come in time.
  ///
  /// - Throws: `CodexError.turnFailed` when the turn failed; `CodexError.turnTimedOut` when it has not ended in time;
  ///   `CodexError.notApplied` when a turn is under way and the call has settings.
  @_spi(Generated) public static func _open(
    _ call: RPC.TurnStart,
    on thread: CodexThread,
    timeout: Duration? = nil
  ) async throws -> TurnResult {
    try await thread.codex.limitTurn(on: thread, timeout) { started in
      do {
        let turn = try await CodexTurn._open(call, on: thread, timeout: nil, keepsEvents: false)
        started.withLock { $0 = turn.id }
        return try await turn.result()
      } catch let error as CancellationError {
        // The handle of this call is released here. If the turn still has a handle, another part of the program uses the turn.
        if let turnID = started.withLock({ $0 }) {
          thread.codex.interruptUnlessOwned(TurnKey(threadID: thread.id, turnID: turnID))
        }
        throw error
      }
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
    interruptAbandoned(key)
  }
}
