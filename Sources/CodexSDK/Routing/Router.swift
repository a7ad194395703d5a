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
  }

  private struct Hold {
    var scope: Scope
    /// The number of lost messages that belong to an unknown turn, when the hold began.
    var lossCount: Int
  }

  private struct Owned {
    var buffer: TurnBuffer
    /// The number of handles. A turn can have several, because an external message may join a turn that already runs.
    var owners: Int
  }

  private struct State {
    /// The turns that have a handle, by thread ID and turn ID.
    var turns: [String: [String: Owned]] = [:]
    var holds: [Int: Hold] = [:]
    /// The number of holds for each thread ID. A thread without a hold has no entry.
    var holdCounts: [String: Int] = [:]
    /// The number of holds for any thread.
    var anyThreadHoldCount = 0
    /// The turns that are not claimed yet.
    var held: HeldTurns
    /// The number of lost messages that belong to an unknown turn, and the last of them.
    var lossCount = 0
    var lastLoss: LostMessage?
    var subscribers: [Int: BufferedStream<ServerNotification>] = [:]
    var watches: [Int: any NotificationWatching] = [:]
    var lastID = 0
    /// Why the connection ended; `nil` while the connection is open.
    var end: CodexError?

    mutating func nextID() -> Int {
      lastID += 1
      return lastID
    }

    subscript(key: TurnKey) -> Owned? {
      get { turns[key.threadID]?[key.turnID] }
      set {
        turns[key.threadID, default: [:]][key.turnID] = newValue
        if turns[key.threadID]?.isEmpty == true { turns[key.threadID] = nil }
      }
    }

    /// Whether a pending request may have started the turn.
    func covers(_ key: TurnKey) -> Bool { anyThreadHoldCount > 0 || holdCounts[key.threadID] != nil }

    var ownedBuffers: [TurnBuffer] { turns.values.flatMap { $0.values.map(\.buffer) } }
  }

  private let turnLimit: Int
  private let subscriptionLimit: Int
  private let unhandled: @Sendable (ServerNotification) -> Void
  private let state: Locked<State>

  init(turnLimit: Int, subscriptionLimit: Int, unhandled: @escaping @Sendable (ServerNotification) -> Void) {
    self.turnLimit = turnLimit
    self.subscriptionLimit = subscriptionLimit
    self.unhandled = unhandled
    state = Locked(State(held: HeldTurns(notificationLimit: turnLimit)))
  }

  // MARK: Delivery

  /// Delivers a notification. Called by the connection's reader, in order. Never waits for a consumer.
  func route(_ received: ReceivedNotification) {
    let notification = received.notification
    let traits = received.traits
    var isHandled = true
    var orphans: [ServerNotification] = []
    let resumptions = state.withLock { state -> [Resumption] in
      let watched = state.watches.values.compactMap { $0.receive(notification) }
      return watched.flatMap { $0 } + deliver(&state, isWatched: !watched.isEmpty)
    }
    for resumption in resumptions { resumption() }
    for orphan in orphans { unhandled(orphan) }
    if !isHandled { unhandled(notification) }

    func deliver(_ state: inout State, isWatched: Bool) -> [Resumption] {
      if let key = received.header.turn {
        if let owned = state[key] {
          // Later notifications of the turn, such as an item of a sub-agent, no longer belong to the handle.
          if traits.contains(.endsTurn) { state[key] = nil }
          return owned.buffer.receive(notification, traits)
        }
        if state.covers(key) {
          let excess = state.held.makeRoom(for: key, traits)
          let resumptions = Self.publishEvents(of: excess, to: state, orphans: &orphans)
          state.held.countNotification(traits)
          return resumptions + heldBuffer(for: key, in: &state).receive(notification, traits)
        }
      } else if let threadID = received.header.threadID, traits.contains(.concernsRunningTurn) {
        let buffers = Self.buffers(of: threadID, in: state)
        if !buffers.isEmpty { return buffers.flatMap { $0.receive(notification, traits) } }
      }
      isHandled = isWatched || !state.subscribers.isEmpty
      return Self.publish(notification, traits, to: state)
    }
  }

  /// Tells the turns that a message may belong to that the message is lost. When the message does not say which turn it
  /// belongs to, these are all turns of its thread or, without a thread, all turns.
  ///
  /// - Returns: The turns with a handle whose end may be lost with the message.
  func lose(_ lost: LostMessage) -> [TurnKey] {
    let (resumptions, keys) = state.withLock { state -> ([Resumption], [TurnKey]) in
      var owned: [TurnBuffer] = []
      var held: [TurnBuffer] = []
      if let key = lost.turn {
        // The notifications of a turn that has no handle and cannot get one concern no handle.
        if let turn = state[key] {
          owned = [turn.buffer]
        } else if let buffer = state.held[key] {
          held = [buffer]
        } else if state.covers(key) {
          state.lossCount += 1
          state.lastLoss = lost
        }
      } else {
        owned = state.ownedBuffers.filter { $0.key.threadID == lost.threadID ?? $0.key.threadID }
        held = state.held.all.filter { $0.key.threadID == lost.threadID ?? $0.key.threadID }
        state.lossCount += 1
        state.lastLoss = lost
      }
      let resumptions = (owned + held).flatMap { $0.lose(lost) }
      return (resumptions, lost.mayEndTurn ? owned.map(\.key) : [])
    }
    for resumption in resumptions { resumption() }
    return keys
  }

  /// Ends a turn with an error, because its last message is lost and the server does not say how the turn ended.
  func fail(_ key: TurnKey, _ error: CodexError) {
    let resumptions = state.withLock { state -> [Resumption] in
      defer { state[key] = nil }
      return state[key]?.buffer.fail(error) ?? []
    }
    for resumption in resumptions { resumption() }
  }

  /// Whether a notification has a receiver, so that it must be decoded. The header and the traits are enough to decide.
  func hasReceiver(of turn: TurnKey?, _ traits: NotificationTraits) -> Bool {
    state.withLock { state in
      if let turn, let owned = state[turn] {
        return !traits.contains(.droppable) || !owned.buffer.events.isDiscarding
      }
      // While there is a hold, any turn may be the one that the held request has started.
      return !state.holds.isEmpty || !state.turns.isEmpty && traits.contains(.concernsRunningTurn)
        || !state.subscribers.isEmpty || !state.watches.isEmpty
    }
  }

  /// Ends all turns, subscriptions and watches, and those that are added later. Only the first call has an effect.
  ///
  /// - Parameter isExpected: Whether the program closed the connection. In that case subscriptions end without an error.
  func end(_ error: CodexError, isExpected: Bool) {
    let resumptions = state.withLock { state -> [Resumption] in
      guard state.end == nil else { return [] }
      state.end = error
      defer {
        state.turns = [:]
        state.subscribers = [:]
        state.watches = [:]
      }
      // Held turns keep their notifications: a response that came before the end may still claim its turn.
      return (state.ownedBuffers + state.held.all).flatMap { $0.fail(error) }
        + state.subscribers.values.compactMap { $0.finish(throwing: isExpected ? nil : error) }
        + state.watches.values.map { $0.fail(error) }
    }
    for resumption in resumptions { resumption() }
  }

  private func heldBuffer(for key: TurnKey, in state: inout State) -> TurnBuffer {
    if let buffer = state.held[key] { return buffer }
    let buffer = TurnBuffer(key: key, limit: turnLimit)
    state.held.add(buffer)
    return buffer
  }

  /// The claimed turns of a thread or, when there are none, its held turns. A thread runs one turn at a time.
  private static func buffers(of threadID: String, in state: State) -> [TurnBuffer] {
    if let owned = state.turns[threadID] { return owned.values.map(\.buffer) }
    return state.held.all.filter { $0.key.threadID == threadID && !$0.isComplete }
  }

  /// Passes the buffered events of turns that get no handle to the subscribers.
  ///
  /// - Parameter orphans: Receives the events when there are no subscribers.
  private static func publishEvents(
    of buffers: [TurnBuffer],
    to state: State,
    orphans: inout [ServerNotification]
  ) -> [Resumption] {
    let notifications = buffers.flatMap { $0.events.drain() }
    if state.subscribers.isEmpty { orphans += notifications }
    return notifications.flatMap { publish($0, .of(method: $0.method), to: state) }
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
      state.holds[id] = Hold(scope: scope, lossCount: state.lossCount)
      switch scope {
      case .thread(let threadID): state.holdCounts[threadID, default: 0] += 1
      case .anyThread: state.anyThreadHoldCount += 1
      }
      return id
    }
  }

  /// Ends the hold and returns the buffer of the turn that the response names, with the notifications that came earlier.
  ///
  /// - Parameter keepsEvents: Whether the handle's events will be read. When the turn already has a handle that keeps its
  ///   events, `false` has no effect.
  func claim(_ key: TurnKey, hold: Int, keepsEvents: Bool) -> TurnBuffer {
    finishHold(hold) { state, hold in
      if let owned = state[key] {
        state[key]?.owners += 1
        if keepsEvents { owned.buffer.events.stopDiscarding() }
        return owned.buffer
      }
      let buffer = state.held.remove(key) ?? TurnBuffer(key: key, limit: turnLimit)
      if !keepsEvents { buffer.events.discard() }
      // The buffer has no waiting consumers yet, so these calls resume no task while the lock is held.
      if state.held.mayLackNotifications(of: key) {
        for resumption in buffer.lose(.notBuffered(of: key)) { resumption() }
      } else if let hold, state.lossCount > hold.lossCount, !buffer.hasLosses, let lost = state.lastLoss {
        for resumption in buffer.lose(lost) { resumption() }
      }
      if let end = state.end {
        for resumption in buffer.fail(end) { resumption() }
      } else if !buffer.isComplete {
        state[key] = Owned(buffer: buffer, owners: 1)
      }
      return buffer
    }
  }

  /// Ends the hold without a turn, because the request failed or was cancelled.
  func release(_ hold: Int) { finishHold(hold) { _, _ in } }

  /// Whether the turn runs and has a handle.
  func isOwned(_ key: TurnKey) -> Bool { state.withLock { $0[key] != nil } }

  /// Removes a handle of a turn. After the last handle is removed, the turn's notifications go to the subscribers.
  func abandon(_ buffer: TurnBuffer) {
    state.withLock { state in
      guard var owned = state[buffer.key], owned.buffer === buffer else { return }
      owned.owners -= 1
      state[buffer.key] = owned.owners > 0 ? owned : nil
    }
  }

  private func finishHold<Result: Sendable>(_ id: Int, _ body: (inout State, Hold?) -> Result) -> Result {
    var orphans: [ServerNotification] = []
    let (result, resumptions) = state.withLock { state -> (Result, [Resumption]) in
      let hold = state.holds.removeValue(forKey: id)
      switch hold?.scope {
      case .thread(let threadID):
        let count = state.holdCounts[threadID, default: 1] - 1
        state.holdCounts[threadID] = count > 0 ? count : nil
      case .anyThread: state.anyThreadHoldCount -= 1
      case nil: break
      }
      let result = body(&state, hold)
      guard hold != nil else { return (result, []) }
      let released = state.held.removeAll { [state] in !state.covers($0) }
      if state.holds.isEmpty { state.held.forgetRemoved() }
      return (result, Self.publishEvents(of: released, to: state, orphans: &orphans))
    }
    for resumption in resumptions { resumption() }
    for notification in orphans { unhandled(notification) }
    return result
  }

  // MARK: Subscriptions and watches

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

  /// Passes every notification to a watch from now on, until `stopWatching`.
  func startWatching(_ watch: any NotificationWatching) -> Int {
    let (id, end) = state.withLock { state -> (Int, CodexError?) in
      let id = state.nextID()
      if state.end == nil { state.watches[id] = watch }
      return (id, state.end)
    }
    if let end { watch.fail(end)() }
    return id
  }

  func stopWatching(_ id: Int) { state.withLock { $0.watches[id] = nil } }
}
