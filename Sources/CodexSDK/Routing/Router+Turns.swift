// The turns of handles: a request that starts a turn holds its notifications, and its response claims the turn.
extension Router {
  /// Buffers the notifications of turns that have no handle, until `claim` or `release`.
  func hold(_ scope: Scope) -> Int {
    state.withLock { state in
      let id = state.nextID()
      state.holds.add(id, scope)
      return id
    }
  }

  /// Ends the hold and returns the buffer of the turn that the response names, with the notifications that came earlier.
  ///
  /// - Parameter keepsEvents: Whether the handle's events will be read. When the turn already has a handle that keeps its
  ///   events, `false` has no effect.
  func claim(_ key: TurnKey, hold: Int, keepsEvents: Bool) -> TurnBuffer {
    finishHold(hold) { state, hold in
      if let buffer = state.claimed.addHandle(of: key) {
        if keepsEvents { buffer.events.stopDiscarding() }
        return buffer
      }
      let buffer = state.held.remove(key) ?? TurnBuffer(key: key, limit: turnLimit)
      if !keepsEvents { buffer.events.discard() }
      // The buffer has no waiting consumers yet, so these calls resume no task while the lock is held.
      if state.held.mayLackNotifications(of: key) {
        for resumption in buffer.lose(.notBuffered(of: key)) { resumption() }
      } else if let hold, !buffer.hasLosses, let lost = state.holds.loss(since: hold) {
        for resumption in buffer.lose(lost) { resumption() }
      }
      if let end = state.end {
        for resumption in buffer.fail(end) { resumption() }
      } else if !buffer.isComplete {
        state.claimed.add(buffer)
      }
      return buffer
    }
  }

  /// Ends the hold without a turn, because the request failed or was cancelled.
  func release(_ hold: Int) { finishHold(hold) { _, _ in } }

  /// Whether the turn runs and has a handle.
  func isOwned(_ key: TurnKey) -> Bool { state.withLock { $0.claimed[key] != nil } }

  /// Removes a handle of a turn. After the last handle is removed, the turn's notifications go to the subscribers.
  func abandon(_ buffer: TurnBuffer) { state.withLock { $0.claimed.removeHandle(of: buffer) } }

  private func finishHold<Result: Sendable>(_ id: Int, _ body: (inout State, TurnHolds.Hold?) -> Result) -> Result {
    update { state, effects in
      let hold = state.holds.remove(id)
      let result = body(&state, hold)
      guard hold != nil else { return result }
      let released = state.held.removeAll { [holds = state.holds] in !holds.covers($0) }
      if state.holds.isEmpty { state.held.forgetRemoved() }
      publishEvents(of: released, to: state, &effects)
      return result
    }
  }
}
