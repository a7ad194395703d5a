import CodexProtocol
import Foundation

/// Decides who gets a notification: its turn, who waits for a turn to start, the subscribers, or nobody.
///
/// A turn's notifications may come before the answer that tells its id. So while a request that starts one is under way
/// (a *hold*), notifications of turns that nobody owns are kept; the answer *claims* its turn, and what belongs to other
/// turns is passed on to the subscribers when no hold can claim it any more.
final class Router: Sendable {
  /// Which turns a request under way may turn out to have started.
  enum Scope: Hashable, Sendable {
    case thread(String)
    /// A review may run on a thread whose id only the answer tells.
    case anyThread

    func covers(_ key: TurnKey) -> Bool {
      switch self {
      case .thread(let id): id == key.threadID
      case .anyThread: true
      }
    }
  }

  private struct Owned {
    var mailbox: TurnMailbox
    /// How many handles there are: an external message may join a turn that has one.
    var owners: Int
  }

  private struct State {
    var turns: [TurnKey: Owned] = [:]
    var holds: [Int: Scope] = [:]
    /// Turns that nobody has claimed yet, in the order in which they appeared.
    var held: [TurnMailbox] = []
    var subscribers: [Int: BufferedStream<ServerNotification>] = [:]
    var logins: [Int: LoginWatch] = [:]
    var lastID = 0
    var end: CodexError?

    mutating func nextID() -> Int {
      lastID += 1
      return lastID
    }
  }

  private let turnLimit: Int
  private let subscriptionLimit: Int
  private let unhandled: @Sendable (ServerNotification) -> Void
  private let state = Locked(State())

  init(turnLimit: Int, subscriptionLimit: Int, unhandled: @escaping @Sendable (ServerNotification) -> Void) {
    self.turnLimit = turnLimit
    self.subscriptionLimit = subscriptionLimit
    self.unhandled = unhandled
  }

  // MARK: The reader's side

  /// Called by the connection's reader, with one notification after the other. Never waits.
  func route(_ notification: ServerNotification, threadID: String?, turnID: String?) {
    var isHandled = true
    let wakeUps = state.withLock { state -> [WakeUp] in
      if let threadID, let turnID {
        let key = TurnKey(threadID: threadID, turnID: turnID)
        if let owned = state.turns[key] {
          // What follows the completion, such as an item of a sub-agent, belongs to nobody.
          if notification.endsTurn { state.turns[key] = nil }
          return owned.mailbox.receive(notification)
        }
        if let mailbox = heldMailbox(for: key, in: &state) { return mailbox.receive(notification) }
      } else if let threadID, case .autoReviewWarning = notification {
        // It names only the thread, but is about the turn that runs there.
        let mailboxes = Self.mailboxes(of: threadID, in: state)
        if !mailboxes.isEmpty { return mailboxes.flatMap { $0.receive(notification) } }
      }
      var wakeUps = Self.publish(notification, to: state)
      isHandled = !state.subscribers.isEmpty
      if case .accountLoginCompleted(let message) = notification {
        for login in state.logins.values {
          wakeUps += login.take(message.params)
          isHandled = true
        }
      }
      return wakeUps
    }
    for wakeUp in wakeUps { wakeUp() }
    if !isHandled { unhandled(notification) }
  }

  /// Whether anybody would get a notification, so that it has to be decoded. By what its header tells.
  func hasListener(threadID: String?, turnID: String?, isExpendable: Bool) -> Bool {
    state.withLock { state in
      if let threadID, let turnID {
        let key = TurnKey(threadID: threadID, turnID: turnID)
        if let owned = state.turns[key] { return !isExpendable || owned.mailbox.events.isKeeping }
      }
      // A turn that a request under way has started may be its own, and what names only a thread may be about its turn.
      return !state.holds.isEmpty || !state.turns.isEmpty && turnID == nil || !state.subscribers.isEmpty
        || !state.logins.isEmpty
    }
  }

  /// Ends everything that waits, and whatever comes later. The first reason counts.
  ///
  /// - Parameter isExpected: The connection was closed on purpose; then subscriptions end without an error.
  func end(_ error: CodexError, isExpected: Bool) {
    let wakeUps = state.withLock { state -> [WakeUp] in
      guard state.end == nil else { return [] }
      state.end = error
      defer {
        state.turns = [:]
        state.subscribers = [:]
        state.logins = [:]
      }
      // The held ones stay, with what they hold: an answer that came in time may still claim its turn.
      return (state.turns.values.map(\.mailbox) + state.held).flatMap { $0.fail(error) }
        + state.subscribers.values.compactMap { $0.finish(throwing: isExpected ? nil : error) }
        + state.logins.values.map { $0.fail(error) }
    }
    for wakeUp in wakeUps { wakeUp() }
  }

  private func heldMailbox(for key: TurnKey, in state: inout State) -> TurnMailbox? {
    guard state.holds.values.contains(where: { $0.covers(key) }) else { return nil }
    if let mailbox = state.held.first(where: { $0.key == key }) { return mailbox }
    let mailbox = TurnMailbox(key: key, limit: turnLimit)
    state.held.append(mailbox)
    return mailbox
  }

  /// The turns of a thread that somebody owns; else those that somebody may come to own. A thread runs one at a time.
  private static func mailboxes(of threadID: String, in state: State) -> [TurnMailbox] {
    let owned = state.turns.values.map(\.mailbox).filter { $0.key.threadID == threadID }
    return owned.isEmpty ? state.held.filter { $0.key.threadID == threadID && !$0.isComplete } : owned
  }

  private static func publish(_ notification: ServerNotification, to state: State) -> [WakeUp] {
    state.subscribers.values.compactMap { $0.push(notification, isExpendable: notification.isExpendable) }
  }

  // MARK: Turns

  /// Keeps the notifications of turns that nobody owns until `claim` or `release`.
  func hold(_ scope: Scope) -> Int {
    state.withLock { state in
      let id = state.nextID()
      state.holds[id] = scope
      return id
    }
  }

  /// The answer has come: ends the hold and hands out the turn's mailbox, with what came before.
  ///
  /// - Parameter keepsEvents: Whether somebody will read the events; only the first to claim a turn can do without.
  func claim(_ key: TurnKey, hold: Int, keepsEvents: Bool) -> TurnMailbox {
    finishHold(hold) { state in
      if let owned = state.turns[key] {
        state.turns[key]?.owners += 1
        if keepsEvents { owned.mailbox.events.keep() }
        return owned.mailbox
      }
      let held = state.held.firstIndex { $0.key == key }.map { state.held.remove(at: $0) }
      let mailbox = held ?? TurnMailbox(key: key, limit: turnLimit)
      if !keepsEvents { mailbox.events.discard() }
      if let end = state.end {
        // Nobody waits on it yet, so there is nobody to wake.
        for wakeUp in mailbox.fail(end) { wakeUp() }
      } else if !mailbox.isComplete {
        state.turns[key] = Owned(mailbox: mailbox, owners: 1)
      }
      return mailbox
    }
  }

  /// There is no turn: the request failed, or its caller has gone.
  func release(_ hold: Int) { finishHold(hold) { _ in } }

  /// Whether somebody has a handle of the turn, which has not ended.
  func isOwned(_ key: TurnKey) -> Bool { state.withLock { $0.turns[key] != nil } }

  /// A handle of the turn is gone. With the last one, what the turn still says goes to the subscribers.
  func abandon(_ mailbox: TurnMailbox) {
    state.withLock { state in
      guard var owned = state.turns[mailbox.key], owned.mailbox === mailbox else { return }
      owned.owners -= 1
      state.turns[mailbox.key] = owned.owners > 0 ? owned : nil
    }
  }

  private func finishHold<Result: Sendable>(_ hold: Int, _ body: (inout State) -> Result) -> Result {
    var orphans: [ServerNotification] = []
    let (result, wakeUps) = state.withLock { state -> (Result, [WakeUp]) in
      state.holds[hold] = nil
      let result = body(&state)
      let holds = state.holds.values
      let released = state.held.filter { mailbox in !holds.contains { $0.covers(mailbox.key) } }
      guard !released.isEmpty else { return (result, []) }
      state.held.removeAll { mailbox in released.contains { $0 === mailbox } }
      let notifications = released.flatMap { $0.events.drain() }
      if state.subscribers.isEmpty { orphans = notifications }
      return (result, notifications.flatMap { Self.publish($0, to: state) })
    }
    for wakeUp in wakeUps { wakeUp() }
    for notification in orphans { unhandled(notification) }
    return result
  }

  // MARK: Subscriptions and logins

  func subscribe() -> (id: Int, stream: BufferedStream<ServerNotification>) {
    let stream = BufferedStream<ServerNotification>(limit: subscriptionLimit)
    return state.withLock { state in
      let id = state.nextID()
      if state.end == nil {
        state.subscribers[id] = stream
      } else {
        _ = stream.finish()
      }
      return (id, stream)
    }
  }

  func unsubscribe(_ id: Int) { state.withLock { $0.subscribers[id] = nil } }

  /// Sees the completions of logins from now on, before it is known which login will be ours.
  func watchLogins() -> (id: Int, watch: LoginWatch) {
    let watch = LoginWatch()
    let (id, end) = state.withLock { state -> (Int, CodexError?) in
      let id = state.nextID()
      if state.end == nil { state.logins[id] = watch }
      return (id, state.end)
    }
    if let end { watch.fail(end)() }
    return (id, watch)
  }

  func unwatchLogins(_ id: Int) { state.withLock { $0.logins[id] = nil } }
}
