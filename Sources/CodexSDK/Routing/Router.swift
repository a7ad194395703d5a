import CodexProtocol
import Foundation

/// Delivers each notification to its receiver: the buffer of its turn, or the subscribers of `Codex.notifications`, or, when
/// there are none, `CodexConfiguration.onUnhandledMessage`.
///
/// The notifications of a turn may come before the response that contains the turn's ID. So a request that starts a turn
/// registers a *hold* before it is sent. While a hold exists, the router buffers the notifications of turns that have no
/// handle. The response *claims* its turn. The notifications of a turn that no remaining hold can claim go to the subscribers.
final class Router: Sendable {
  /// The turns that a pending request may have started.
  enum Scope: Hashable, Sendable {
    case thread(String)
    /// A review may run on a new thread, and only the response contains the thread's ID.
    case anyThread

    func covers(_ key: TurnKey) -> Bool {
      switch self {
      case .thread(let id): id == key.threadID
      case .anyThread: true
      }
    }
  }

  private struct Owned {
    var buffer: TurnBuffer
    /// The number of handles. A turn can have several, because an external message may join a turn that already runs.
    var owners: Int
  }

  private struct State {
    var turns: [TurnKey: Owned] = [:]
    var holds: [Int: Scope] = [:]
    /// The turns that are not claimed yet, in the order in which they appeared.
    var held: [TurnBuffer] = []
    var subscribers: [Int: BufferedStream<ServerNotification>] = [:]
    var logins: [Int: LoginCompletion] = [:]
    var lastID = 0
    /// Why the connection ended; `nil` while the connection is open.
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

  // MARK: Delivery

  /// Delivers a notification. Called by the connection's reader, in order. Never waits for a consumer.
  func route(_ received: ReceivedNotification) {
    let notification = received.notification
    let traits = received.traits
    var isHandled = true
    let resumptions = state.withLock { state -> [Resumption] in
      if let key = received.header.turn {
        if let owned = state.turns[key] {
          // Later notifications of the turn, such as an item of a sub-agent, no longer belong to the handle.
          if traits.contains(.endsTurn) { state.turns[key] = nil }
          return owned.buffer.receive(notification, traits)
        }
        if let buffer = heldBuffer(for: key, in: &state) { return buffer.receive(notification, traits) }
      } else if let threadID = received.header.threadID, traits.contains(.concernsRunningTurn) {
        let buffers = Self.buffers(of: threadID, in: state)
        if !buffers.isEmpty { return buffers.flatMap { $0.receive(notification, traits) } }
      }
      var resumptions = Self.publish(notification, traits, to: state)
      isHandled = !state.subscribers.isEmpty
      if case .accountLoginCompleted(let message) = notification {
        for login in state.logins.values {
          resumptions += login.receive(message.params)
          isHandled = true
        }
      }
      return resumptions
    }
    for resumption in resumptions { resumption() }
    if !isHandled { unhandled(notification) }
  }

  /// Whether a notification has a receiver, so that it must be decoded. The header and the traits are enough to decide.
  func hasReceiver(of turn: TurnKey?, _ traits: NotificationTraits) -> Bool {
    state.withLock { state in
      if let turn, let owned = state.turns[turn] {
        return !traits.contains(.droppable) || !owned.buffer.events.isDiscarding
      }
      // While there is a hold, any turn may be the one that the held request has started.
      return !state.holds.isEmpty || !state.turns.isEmpty && traits.contains(.concernsRunningTurn)
        || !state.subscribers.isEmpty || !state.logins.isEmpty
    }
  }

  /// Ends all turns, subscriptions and logins, and those that are added later. Only the first call has an effect.
  ///
  /// - Parameter isExpected: Whether the program closed the connection. In that case subscriptions end without an error.
  func end(_ error: CodexError, isExpected: Bool) {
    let resumptions = state.withLock { state -> [Resumption] in
      guard state.end == nil else { return [] }
      state.end = error
      defer {
        state.turns = [:]
        state.subscribers = [:]
        state.logins = [:]
      }
      // Held turns keep their notifications: a response that came before the end may still claim its turn.
      return (state.turns.values.map(\.buffer) + state.held).flatMap { $0.fail(error) }
        + state.subscribers.values.compactMap { $0.finish(throwing: isExpected ? nil : error) }
        + state.logins.values.map { $0.fail(error) }
    }
    for resumption in resumptions { resumption() }
  }

  private func heldBuffer(for key: TurnKey, in state: inout State) -> TurnBuffer? {
    guard state.holds.values.contains(where: { $0.covers(key) }) else { return nil }
    if let buffer = state.held.first(where: { $0.key == key }) { return buffer }
    let buffer = TurnBuffer(key: key, limit: turnLimit)
    state.held.append(buffer)
    return buffer
  }

  /// The claimed turns of a thread or, when there are none, its held turns. A thread runs one turn at a time.
  private static func buffers(of threadID: String, in state: State) -> [TurnBuffer] {
    let owned = state.turns.values.map(\.buffer).filter { $0.key.threadID == threadID }
    return owned.isEmpty ? state.held.filter { $0.key.threadID == threadID && !$0.isComplete } : owned
  }

  private static func publish(
    _ notification: ServerNotification,
    _ traits: NotificationTraits,
    to state: State
  ) -> [Resumption] {
    state.subscribers.values.compactMap { $0.push(notification, isDroppable: traits.contains(.droppable)) }
  }

  // MARK: Turns

  /// Buffers the notifications of turns that have no handle, until `claim` or `release`.
  func hold(_ scope: Scope) -> Int {
    state.withLock { state in
      let id = state.nextID()
      state.holds[id] = scope
      return id
    }
  }

  /// Ends the hold and returns the buffer of the turn that the response names, with the notifications that came earlier.
  ///
  /// - Parameter keepsEvents: Whether the handle's events will be read. When the turn already has a handle that keeps its
  ///   events, `false` has no effect.
  func claim(_ key: TurnKey, hold: Int, keepsEvents: Bool) -> TurnBuffer {
    finishHold(hold) { state in
      if let owned = state.turns[key] {
        state.turns[key]?.owners += 1
        if keepsEvents { owned.buffer.events.stopDiscarding() }
        return owned.buffer
      }
      let held = state.held.firstIndex { $0.key == key }.map { state.held.remove(at: $0) }
      let buffer = held ?? TurnBuffer(key: key, limit: turnLimit)
      if !keepsEvents { buffer.events.discard() }
      if let end = state.end {
        // The buffer has no waiting consumers yet, so these calls resume no task while the lock is held.
        for resumption in buffer.fail(end) { resumption() }
      } else if !buffer.isComplete {
        state.turns[key] = Owned(buffer: buffer, owners: 1)
      }
      return buffer
    }
  }

  /// Ends the hold without a turn, because the request failed or was cancelled.
  func release(_ hold: Int) { finishHold(hold) { _ in } }

  /// Whether the turn runs and has a handle.
  func isOwned(_ key: TurnKey) -> Bool { state.withLock { $0.turns[key] != nil } }

  /// Removes a handle of a turn. After the last handle is removed, the turn's notifications go to the subscribers.
  func abandon(_ buffer: TurnBuffer) {
    state.withLock { state in
      guard var owned = state.turns[buffer.key], owned.buffer === buffer else { return }
      owned.owners -= 1
      state.turns[buffer.key] = owned.owners > 0 ? owned : nil
    }
  }

  private func finishHold<Result: Sendable>(_ hold: Int, _ body: (inout State) -> Result) -> Result {
    var orphans: [ServerNotification] = []
    let (result, resumptions) = state.withLock { state -> (Result, [Resumption]) in
      state.holds[hold] = nil
      let result = body(&state)
      let holds = state.holds.values
      let released = state.held.filter { buffer in !holds.contains { $0.covers(buffer.key) } }
      guard !released.isEmpty else { return (result, []) }
      state.held.removeAll { buffer in released.contains { $0 === buffer } }
      let notifications = released.flatMap { $0.events.drain() }
      if state.subscribers.isEmpty { orphans = notifications }
      let resumptions = notifications.flatMap { notification in
        Self.publish(notification, .of(method: notification.method), to: state)
      }
      return (result, resumptions)
    }
    for resumption in resumptions { resumption() }
    for notification in orphans { unhandled(notification) }
    return result
  }

  // MARK: Subscriptions and logins

  func subscribe() -> (id: Int, stream: BufferedStream<ServerNotification>) {
    let stream = BufferedStream<ServerNotification>(
      limit: subscriptionLimit,
      overflowError: CodexError.bufferOverflow(limit: subscriptionLimit)
    )
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

  /// Receives the completions of all logins from now on, because the ID of the new login is not known yet.
  func observeLogins() -> (id: Int, completion: LoginCompletion) {
    let completion = LoginCompletion()
    let (id, end) = state.withLock { state -> (Int, CodexError?) in
      let id = state.nextID()
      if state.end == nil { state.logins[id] = completion }
      return (id, state.end)
    }
    if let end { completion.fail(end)() }
    return (id, completion)
  }

  func stopObservingLogins(_ id: Int) { state.withLock { $0.logins[id] = nil } }
}
