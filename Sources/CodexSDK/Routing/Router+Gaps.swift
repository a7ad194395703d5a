import CodexProtocol

// Notifications that are missing because the connection was lost, or because the program joined a turn after its start.
extension Router {
  /// The turns that have a handle.
  var claimedTurns: [TurnKey] { state.withLock { $0.claimed.all.map(\.key) } }

  /// Tells all turns and subscriptions that notifications may be missing, because the connection is lost. Logins fail, because
  /// their completion may be missing.
  func noteLostConnection(_ closure: TransportClosure) {
    let event = LostMessage.whileDisconnected(closure).event
    let loss = ConnectionLoss(method: "account/login/completed", mayHaveBeenSent: true, closure: closure)
    update { state, effects in
      effects += state.claimed.all.compactMap { $0.events.push(event, isDroppable: true) }
      effects += state.subscribers.publish(event, .droppable)
      effects += state.subscribers.failWatches(.connectionLost(loss))
    }
  }

  /// Gives a turn the items that the server has stored, before the turn's end is delivered.
  ///
  /// - Parameter items: `nil` when the server did not send them, so that the turn's result is incomplete.
  func supply(_ items: [ThreadItem]?, mayLackReviews: Bool, to key: TurnKey) {
    state.withLock { $0.claimed[key] }?.supply(items, mayLackReviews: mayLackReviews)
  }
}
