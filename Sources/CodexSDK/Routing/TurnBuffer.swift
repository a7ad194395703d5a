import CodexProtocol

/// Buffers the notifications of one turn for the turn's handle, and computes the turn's result.
final class TurnBuffer: Sendable {
  let key: TurnKey
  let events: BufferedStream<ServerNotification>
  let result = AsyncPromise<TurnResult>()
  private let log = Locked(TurnLog())

  /// Whether the notification that ends the turn has come. `result` is set a moment later, after locks are released.
  var isComplete: Bool { log.withLock { $0.isComplete } }

  /// The lost message that may have ended the turn, or `nil`.
  var lostEnd: LostMessage? { log.withLock { $0.isComplete ? nil : $0.lostEnd } }

  /// Whether a message was lost that may belong to the turn and change its result.
  var hasLosses: Bool { log.withLock { $0.hasLosses } }

  /// The number of received notifications that are not droppable.
  var notificationCount: Int { log.withLock { $0.notificationCount } }

  init(key: TurnKey, limit: Int) {
    self.key = key
    events = BufferedStream(limit: limit, overflowError: CodexError.bufferOverflow(limit: limit))
  }

  /// Adds the next notification of the turn.
  func receive(_ notification: ServerNotification, _ traits: NotificationTraits) -> [Resumption] {
    let outcome = log.withLock { $0.add(notification, traits) }
    let resumption = events.push(notification, isDroppable: traits.contains(.droppable))
    guard let outcome else { return resumption.map { [$0] } ?? [] }
    let complete: Resumption = { [result] in result.fulfill(outcome) }
    return [resumption, events.finish(), complete].compactMap { $0 }
  }

  /// Notes that a message was lost that may belong to the turn. The message's place in the events is taken by an event with
  /// the reason.
  func lose(_ lost: LostMessage) -> [Resumption] {
    log.withLock { $0.add(lost) }
    // A broken server can send any number of such messages, so a full buffer drops them.
    return [events.push(lost.event, isDroppable: true)].compactMap { $0 }
  }

  /// Adds the items that the server has stored. Called before the notification that ends the turn.
  func supply(_ items: [ThreadItem]?, mayLackReviews: Bool) {
    log.withLock { $0.supply(items, mayLackReviews: mayLackReviews) }
  }

  /// Ends the turn with an error, because its completion can no longer come. Does nothing when the turn is complete.
  func fail(_ error: CodexError) -> [Resumption] {
    if isComplete { return [] }
    let complete: Resumption = { [result] in result.fulfill(.failure(error)) }
    return [events.finish(throwing: error), complete].compactMap { $0 }
  }
}
