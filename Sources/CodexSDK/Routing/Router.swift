import CodexProtocol

/// Delivers each notification to its receiver: the buffer of its turn, or the subscribers of `Codex.notifications`, or, when
/// there are none, `CodexConfiguration.onUnhandledMessage`.
///
/// The notifications of a turn may come before the response that contains the turn's ID. So a request that starts a turn
/// registers a *hold* before it is sent. While a hold exists, the router buffers the notifications of turns that have no
/// handle. The response *claims* its turn. The notifications of a turn that no remaining hold can claim go to the subscribers.
///
/// One lock guards the state of all receivers, so that each notification has exactly one receiver.
final class Router: Sendable {
  typealias Scope = TurnHolds.Scope

  struct State: Sendable {
    var claimed = ClaimedTurns()
    var holds = TurnHolds()
    /// The turns that are not claimed yet.
    var held: HeldTurns
    var subscribers = Subscribers()
    /// Why the connection ended; `nil` while the connection is open.
    var end: CodexError?
    private var lastID = 0

    init(held: HeldTurns) { self.held = held }

    /// A new ID for a hold, a subscription or a watch.
    mutating func nextID() -> Int {
      lastID += 1
      return lastID
    }
  }

  let turnLimit: Int
  let subscriptionLimit: Int
  let state: Locked<State>
  private let unhandled: @Sendable (ServerNotification) -> Void

  init(turnLimit: Int, subscriptionLimit: Int, unhandled: @escaping @Sendable (ServerNotification) -> Void) {
    self.turnLimit = turnLimit
    self.subscriptionLimit = subscriptionLimit
    self.unhandled = unhandled
    state = Locked(State(held: HeldTurns(notificationLimit: turnLimit)))
  }

  /// What a change of the state causes after the lock is released.
  struct Effects: Sendable {
    var resumptions: [Resumption] = []
    /// The notifications that have no receiver.
    var orphans: [ServerNotification] = []

    static func += (effects: inout Effects, resumptions: [Resumption]) { effects.resumptions += resumptions }
  }

  /// Changes the state, and carries out the effects after the lock is released.
  func update<Result: Sendable>(_ body: (inout State, inout Effects) -> Result) -> Result {
    let (result, effects) = state.withLock { state -> (Result, Effects) in
      var effects = Effects()
      let result = body(&state, &effects)
      return (result, effects)
    }
    for resumption in effects.resumptions { resumption() }
    for orphan in effects.orphans { unhandled(orphan) }
    return result
  }

  // MARK: Delivery

  /// Delivers a notification. Called by the connection's reader, in order. Never waits for a consumer.
  func route(_ received: ReceivedNotification) {
    for resumption in routeWithoutResuming(received) { resumption() }
  }

  /// Delivers a notification like `route(_:)`.
  ///
  /// - Returns: The resumptions of the tasks that waited for the notification. The caller must call them.
  func routeWithoutResuming(_ received: ReceivedNotification) -> [Resumption] {
    let effects = state.withLock { state -> Effects in
      var effects = Effects()
      deliver(received, to: &state, &effects)
      return effects
    }
    for orphan in effects.orphans { unhandled(orphan) }
    return effects.resumptions
  }

  private func deliver(_ received: ReceivedNotification, to state: inout State, _ effects: inout Effects) {
    let notification = received.notification
    let traits = received.traits
    let watched = state.subscribers.notifyWatches(notification)
    effects += watched ?? []
    if let key = received.header.turn {
      if let buffer = state.claimed[key] {
        // Later notifications of the turn, such as an item of a sub-agent, no longer belong to the handle.
        if traits.contains(.endsTurn) { state.claimed.remove(key) }
        effects += buffer.receive(notification, traits)
        return
      }
      if state.holds.covers(key) {
        let excess = state.held.makeRoom(for: key, traits)
        publishEvents(of: excess, to: state, &effects)
        state.held.countNotification(traits)
        effects += heldBuffer(for: key, in: &state).receive(notification, traits)
        return
      }
    } else if let threadID = received.header.threadID, traits.contains(.concernsRunningTurn) {
      let buffers = Self.buffers(of: threadID, in: state)
      if !buffers.isEmpty {
        effects += buffers.flatMap { $0.receive(notification, traits) }
        return
      }
    }
    effects += state.subscribers.publish(notification, traits)
    if watched == nil, !state.subscribers.hasStreams { effects.orphans.append(notification) }
  }

  /// Whether a notification has a receiver, so that it must be decoded. The header and the traits are enough to decide.
  func hasReceiver(of turn: TurnKey?, _ traits: NotificationTraits) -> Bool {
    state.withLock { state in
      if let turn, let buffer = state.claimed[turn] {
        return !traits.contains(.droppable) || !buffer.events.isDiscarding
      }
      // While there is a hold, any turn may be the one that the held request has started.
      return !state.holds.isEmpty || !state.claimed.isEmpty && traits.contains(.concernsRunningTurn)
        || !state.subscribers.isEmpty
    }
  }

  private func heldBuffer(for key: TurnKey, in state: inout State) -> TurnBuffer {
    if let buffer = state.held[key] { return buffer }
    let buffer = TurnBuffer(key: key, limit: turnLimit)
    state.held.add(buffer)
    return buffer
  }

  /// The claimed turns of a thread or, when there are none, its held turns. A thread runs one turn at a time.
  private static func buffers(of threadID: String, in state: State) -> [TurnBuffer] {
    let claimed = state.claimed.turns(of: threadID)
    if !claimed.isEmpty { return claimed }
    return state.held.all.filter { $0.key.threadID == threadID && !$0.isComplete }
  }

  /// Passes the buffered events of turns that get no handle to the subscribers.
  func publishEvents(of buffers: [TurnBuffer], to state: State, _ effects: inout Effects) {
    let notifications = buffers.flatMap { $0.events.drain() }
    if !state.subscribers.hasStreams { effects.orphans += notifications }
    for notification in notifications {
      effects += state.subscribers.publish(notification, .of(method: notification.method))
    }
  }

  // MARK: Losses and the end

  /// Tells the turns that a message may belong to that the message is lost. When the message does not say which turn it
  /// belongs to, these are all turns of its thread or, without a thread, all turns.
  ///
  /// - Returns: The turns with a handle whose end may be lost with the message.
  func lose(_ lost: LostMessage) -> [TurnKey] {
    update { state, effects in
      var claimed: [TurnBuffer] = []
      var held: [TurnBuffer] = []
      if let key = lost.turn {
        // The notifications of a turn that has no handle and cannot get one concern no handle.
        if let buffer = state.claimed[key] {
          claimed = [buffer]
        } else if let buffer = state.held[key] {
          held = [buffer]
        } else if state.holds.covers(key) {
          state.holds.lose(lost)
        } else if let notification = lost.notification {
          effects += state.subscribers.publish(notification, lost.traits)
          if !state.subscribers.hasStreams { effects.orphans.append(notification) }
        }
      } else {
        claimed = state.claimed.all.filter { $0.key.threadID == lost.threadID ?? $0.key.threadID }
        held = state.held.all.filter { $0.key.threadID == lost.threadID ?? $0.key.threadID }
        state.holds.lose(lost)
      }
      effects += (claimed + held).flatMap { $0.lose(lost) }
      return lost.mayEndTurn ? claimed.map(\.key) : []
    }
  }

  /// Ends a turn with an error, because its last message is lost and the server does not say how the turn ended.
  func fail(_ key: TurnKey, _ error: CodexError) {
    update { state, effects in
      effects += state.claimed[key]?.fail(error) ?? []
      state.claimed.remove(key)
    }
  }

  /// Ends all turns, subscriptions and watches, and those that are added later. Only the first call has an effect.
  ///
  /// - Parameter isExpected: Whether the program closed the connection. In that case subscriptions end without an error.
  func end(_ error: CodexError, isExpected: Bool) {
    update { state, effects in
      guard state.end == nil else { return }
      state.end = error
      // Held turns keep their notifications: a response that came before the end may still claim its turn.
      effects += (state.claimed.all + state.held.all).flatMap { $0.fail(error) }
      effects += state.subscribers.end(error, isExpected: isExpected)
      state.claimed.removeAll()
    }
  }
}
