import CodexProtocol

/// The receivers of notifications that belong to no turn with a handle: the subscriptions to `Codex.notifications`, and the
/// logins that wait for their completion.
struct Subscribers: Sendable {
  private var streams: [Int: BufferedStream<ServerNotification>] = [:]
  private var logins: [Int: LoginCompletion] = [:]

  var isEmpty: Bool { streams.isEmpty && logins.isEmpty }
  var hasStreams: Bool { !streams.isEmpty }

  mutating func add(_ id: Int, _ stream: BufferedStream<ServerNotification>) { streams[id] = stream }

  mutating func add(_ id: Int, _ login: LoginCompletion) { logins[id] = login }

  /// Removes the subscription or the login with the ID.
  mutating func remove(_ id: Int) {
    streams[id] = nil
    logins[id] = nil
  }

  /// Adds a notification to the subscriptions.
  func publish(_ notification: ServerNotification, _ traits: NotificationTraits) -> [Resumption] {
    streams.values.compactMap { $0.push(notification, isDroppable: traits.contains(.droppable)) }
  }

  /// Passes the completion of a login to the logins that wait.
  ///
  /// - Returns: `nil` when the notification is not the completion of a login, or when no login waits.
  func completeLogins(_ notification: ServerNotification) -> [Resumption]? {
    guard case .accountLoginCompleted(let message) = notification, !logins.isEmpty else { return nil }
    return logins.values.flatMap { $0.receive(message.params) }
  }

  /// Ends and removes all logins, because their completion may be lost.
  mutating func failLogins(_ error: CodexError) -> [Resumption] {
    defer { logins = [:] }
    return logins.values.map { $0.fail(error) }
  }

  /// Ends and removes all subscriptions and logins.
  ///
  /// - Parameters:
  ///   - error: The error with which the logins end.
  ///   - isExpected: Whether the program closed the connection. In that case subscriptions end without an error.
  mutating func end(_ error: CodexError, isExpected: Bool) -> [Resumption] {
    defer { self = Subscribers() }
    return streams.values.compactMap { $0.finish(throwing: isExpected ? nil : error) }
      + logins.values.map { $0.fail(error) }
  }
}
