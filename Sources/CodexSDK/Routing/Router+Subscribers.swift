import CodexProtocol

// The receivers of notifications that belong to no turn.
extension Router {
  /// Begins a subscription to the notifications that belong to no turn with a handle. After the end of the connection, the
  /// stream is finished from the beginning.
  func subscribe() -> (id: Int, stream: BufferedStream<ServerNotification>) {
    let stream = BufferedStream<ServerNotification>(
      limit: subscriptionLimit,
      overflowError: CodexError.bufferOverflow(limit: subscriptionLimit)
    )
    return state.withLock { state in
      let id = state.nextID()
      if state.end == nil {
        state.subscribers.add(id, stream)
      } else {
        _ = stream.finish()
      }
      return (id, stream)
    }
  }

  func unsubscribe(_ id: Int) { state.withLock { $0.subscribers.remove(id) } }

  /// Receives the completions of all logins from now on, because the ID of the new login is not known yet.
  func observeLogins() -> (id: Int, completion: LoginCompletion) {
    let completion = LoginCompletion()
    let (id, end) = state.withLock { state -> (Int, CodexError?) in
      let id = state.nextID()
      if state.end == nil { state.subscribers.add(id, completion) }
      return (id, state.end)
    }
    if let end { completion.fail(end)() }
    return (id, completion)
  }

  func stopObservingLogins(_ id: Int) { state.withLock { $0.subscribers.remove(id) } }
}
