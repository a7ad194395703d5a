import CodexProtocol
import CodexWire

// A turn that nobody waits for any longer is interrupted, so that the agent does not go on working, unless the configuration says
// otherwise.

extension Codex {
  /// Runs a closure that starts a turn and waits for its end.
  ///
  /// When the time is up, the closure's task is cancelled, and the closure interrupts the turn.
  ///
  /// - Parameters:
  ///   - timeout: How long the closure may take. `nil` uses `CodexConfiguration.turnTimeout`.
  ///   - body: The closure. It stores the ID of the turn in its argument.
  /// - Throws: `CodexError.turnTimedOut` when the time is up.
  func limitTurn<Value: Sendable>(
    on thread: CodexThread,
    _ timeout: Duration?,
    _ body: @escaping @Sendable (Locked<String?>) async throws -> Value
  ) async throws -> Value {
    let turnID = Locked<String?>(nil)
    guard let limit = timeout ?? configuration.turnTimeout else { return try await body(turnID) }
    let value = try await Deadline(after: limit, on: configuration.clock).limit { try await body(turnID) }
    if let value { return value }
    throw timedOut(threadID: thread.id, turnID: turnID.withLock { $0 }, after: limit)
  }

  /// The error of a turn that has not ended in time.
  func timedOut(threadID: String, turnID: String?, after limit: Duration) -> CodexError {
    .turnTimedOut(
      threadID: threadID,
      turnID: turnID,
      after: limit,
      isInterrupted: configuration.abandonedTurns == .interrupt
    )
  }

  /// Asks the server to interrupt a turn that nobody waits for any longer, unless the configuration lets such turns go on.
  func interruptAbandoned(_ key: TurnKey) {
    if configuration.abandonedTurns == .interrupt { connection.interrupt(key) }
  }
}
