import CodexProtocol

extension CodexThread {
  /// Joins the turn that runs on the thread, for example a turn that another client of the server has started.
  ///
  /// The function resumes the thread, so that the server sends its notifications to this connection, too. Requests for approval that
  /// are open are sent to the handlers of this program, unless they have them already.
  ///
  /// - Returns: A handle of the running turn, or `nil` when no turn runs. The handle's events begin with those that the server sends
  ///   from now on. Its result contains all items of the turn: when the turn ends, the SDK reads the earlier ones with
  ///   `thread/items/list`. Earlier reviews by Codex's own reviewer cannot be read; if there may be such reviews,
  ///   `TurnResult.isComplete` is `false`.
  /// - Throws: `CodexError`, or `CancellationError`. A cancellation does not stop the turn.
  public func attach() async throws -> CodexTurn? {
    let connection = codex.connection
    let hold = connection.router.hold(.thread(id))
    defer { connection.router.release(hold) }
    connection.gaps.beginAttaching(to: id)
    defer { connection.gaps.endAttaching(to: id) }
    let subscription = ThreadSubscription(id, over: connection)
    defer { withExtendedLifetime(subscription) {} }
    connection.activity.follow(id)
    guard let (turn, reviewer) = try await runningTurn(over: connection) else { return nil }
    let key = TurnKey(threadID: id, turnID: turn.id)
    if !connection.router.isOwned(key) { connection.gaps.add(key, mayLackReviews: reviewer != .user) }
    let buffer = connection.router.claim(key, hold: hold, keepsEvents: true)
    _ = connection.activity.start(key)
    connection.watchSilence(of: key)
    return CodexTurn(id: turn.id, thread: CodexThread(id: id, codex: codex), buffer: buffer)
  }

  /// How often the server is asked for the turn when it says that a turn runs, but does not list the turn yet.
  private static let attempts = 6
  private static let delay = Duration.milliseconds(50)

  /// Resumes the thread, and finds the turn that runs on it.
  private func runningTurn(over connection: Connection) async throws -> (Turn, ApprovalsReviewer)? {
    for attempt in 0..<Self.attempts {
      let response = try await connection.resume(id, attempts: Self.attempts, false)
      _ = connection.subscriptions.takeUnrestored(id)
      guard response.thread.status.isActive else { return nil }
      if let turn = try await lastTurn(), turn.status == .inProgress { return (turn, response.approvalsReviewer) }
      try await Task.sleep(for: Self.delay * (1 << attempt))
    }
    return nil
  }

  private func lastTurn() async throws -> Turn? {
    do {
      let params = ThreadTurnsListParams(threadID: id, limit: 1, sortDirection: .descending)
      return try await codex.send(RPC.ThreadTurnsList(params)).data.first
    } catch CodexError.requestFailed {
      // The server does not store the turns of each thread, but sends the running turn when the thread is resumed.
      return try await codex.send(RPC.ThreadResume(ThreadResumeParams(threadID: id))).thread.turns.last
    }
  }
}
