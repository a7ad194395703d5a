import CodexProtocol

/// Which turn: ids of turns are unique, but a fork may hold a turn under the id that it had in its source.
struct TurnKey: Hashable, Sendable {
  var threadID: String
  var turnID: String
}

/// What a turn's handle reads from: the events, and the result once the turn is complete.
final class TurnMailbox: Sendable {
  let key: TurnKey
  let events: BufferedStream<ServerNotification>
  let completion = OneShot<TurnResult>()
  private let log = Locked(TurnLog())

  /// Whether `turn/completed` has come. True before `completion` has its result, which is given without locks.
  var isComplete: Bool { log.withLock { $0.isComplete } }

  init(key: TurnKey, limit: Int) {
    self.key = key
    events = BufferedStream(limit: limit)
  }

  /// Takes the next notification of the turn; what it returns is to be called when the locks are released.
  func receive(_ notification: ServerNotification) -> [WakeUp] {
    let outcome = log.withLock { $0.take(notification) }
    let wakeUp = events.push(notification, isExpendable: notification.isExpendable)
    guard let outcome else { return [wakeUp].compactMap { $0 } }
    let complete: WakeUp = { [completion] in completion.fulfill(outcome) }
    return [wakeUp, events.finish(), complete].compactMap { $0 }
  }

  /// The turn's completion will not come; nothing happens when it has.
  func fail(_ error: CodexError) -> [WakeUp] {
    if isComplete { return [] }
    let complete: WakeUp = { [completion] in completion.fulfill(.failure(error)) }
    return [events.finish(throwing: error), complete].compactMap { $0 }
  }
}
