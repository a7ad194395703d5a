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

  /// Passes every notification to a watch from now on, until `stopWatching`.
  func startWatching(_ watch: any NotificationWatching) -> Int {
    let (id, end) = state.withLock { state -> (Int, CodexError?) in
      let id = state.nextID()
      if state.end == nil { state.subscribers.add(id, watch) }
      return (id, state.end)
    }
    if let end { watch.fail(end)() }
    return id
  }

  func stopWatching(_ id: Int) { state.withLock { $0.subscribers.remove(id) } }
}
