import CodexProtocol

/// The receivers of notifications that are not handles of turns: the subscriptions to `Codex.notifications`, and the watches that
/// wait for certain notifications, such as the completion of a login.
struct Subscribers: Sendable {
  private var streams: [Int: BufferedStream<ServerNotification>] = [:]
  private var watches: [Int: any NotificationWatching] = [:]

  var isEmpty: Bool { streams.isEmpty && watches.isEmpty }
  var hasStreams: Bool { !streams.isEmpty }

  mutating func add(_ id: Int, _ stream: BufferedStream<ServerNotification>) { streams[id] = stream }

  mutating func add(_ id: Int, _ watch: any NotificationWatching) { watches[id] = watch }

  /// Removes the subscription or the watch with the ID.
  mutating func remove(_ id: Int) {
    streams[id] = nil
    watches[id] = nil
  }

  /// Adds a notification to the subscriptions.
  func publish(_ notification: ServerNotification, _ traits: NotificationTraits) -> [Resumption] {
    streams.values.compactMap { $0.push(notification, isDroppable: traits.contains(.droppable)) }
  }

  /// Passes a notification to the watches.
  ///
  /// - Returns: `nil` when no watch waits for such a notification.
  func notifyWatches(_ notification: ServerNotification) -> [Resumption]? {
    let resumptions = watches.values.compactMap { $0.receive(notification) }
    return resumptions.isEmpty ? nil : resumptions.flatMap { $0 }
  }

  /// Ends and removes all watches, because the notifications that they wait for may be lost.
  mutating func failWatches(_ error: CodexError) -> [Resumption] {
    defer { watches = [:] }
    return watches.values.map { $0.fail(error) }
  }

  /// Ends and removes all subscriptions and watches.
  ///
  /// - Parameters:
  ///   - error: The error with which the watches end.
  ///   - isExpected: Whether the program closed the connection. In that case subscriptions end without an error.
  mutating func end(_ error: CodexError, isExpected: Bool) -> [Resumption] {
    defer { self = Subscribers() }
    return streams.values.compactMap { $0.finish(throwing: isExpected ? nil : error) }
      + watches.values.map { $0.fail(error) }
  }
}
