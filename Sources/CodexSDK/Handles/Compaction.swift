import CodexProtocol
import CodexWire

// The response to `thread/compact/start` comes when the compaction has begun, and does not name its turn. So the turn is found by
// its notifications: the turn that contains the item `contextCompaction`.

extension TurnResult {
  /// Compacts a thread and waits for the end of the compaction. Only generated functions call this.
  ///
  /// When the task is cancelled, the wait ends immediately, and the compaction is interrupted.
  ///
  /// - Throws: `CodexError.turnFailed` when the compaction failed.
  @_spi(Generated) public static func _open(
    _ call: RPC.ThreadCompactStart,
    on thread: CodexThread,
    timeout: Duration? = nil
  ) async throws -> TurnResult {
    try await thread.codex.limitTurn(on: thread, timeout) { started in
      let turn = try await CompactionTurn.start(call, on: thread)
      started.withLock { $0 = turn.id }
      do {
        return try await turn.result()
      } catch let error as CancellationError {
        thread.codex.interruptAbandoned(TurnKey(threadID: thread.id, turnID: turn.id))
        throw error
      }
    }
  }
}

private enum CompactionTurn {
  /// Starts a compaction and finds its turn.
  static func start(_ call: RPC.ThreadCompactStart, on thread: CodexThread) async throws -> CodexTurn {
    let codex = thread.codex
    let connection = codex.connection
    // No other request of this connection may start a turn until the compaction's turn is found.
    let place = try await connection.activity.beginStart(on: thread.id, hasSettings: true)
    defer { withExtendedLifetime(place) {} }
    let known = Set(connection.activity.turns(of: thread.id))
    let found = connection.router.watch { turnID(in: $0, of: thread.id, notIn: known) }
    found.watch.select { _ in true }
    let hold = connection.router.hold(.thread(thread.id))
    defer { connection.router.release(hold) }
    do {
      _ = try await codex.send(call)
      let key = TurnKey(threadID: thread.id, turnID: try await found.wait())
      let buffer = connection.router.claim(key, hold: hold, keepsEvents: false)
      connection.watchSilence(of: key)
      if let lost = buffer.lostEnd { connection.recover(key, after: lost) }
      return CodexTurn(id: key.turnID, thread: thread, buffer: buffer)
    } catch let error as CancellationError {
      // The compaction may begin after this moment. Its turn is interrupted then.
      Task { [weak codex] in
        defer { withExtendedLifetime(place) {} }
        if let turnID = try? await found.wait() {
          codex?.interruptAbandoned(TurnKey(threadID: thread.id, turnID: turnID))
        }
      }
      throw error
    }
  }

  /// The turn of a notification about a compaction, or of the end of a new turn: a compaction that fails early has no item.
  private static func turnID(
    in notification: ServerNotification,
    of threadID: String,
    notIn known: Set<String>
  ) -> String? {
    switch notification {
    case .itemStarted(let message) where message.threadID == threadID && !known.contains(message.turnID):
      if case .contextCompaction = message.item { message.turnID } else { nil }
    case .turnCompleted(let message) where message.threadID == threadID && !known.contains(message.turn.id):
      message.turn.id
    default: nil
    }
  }
}
