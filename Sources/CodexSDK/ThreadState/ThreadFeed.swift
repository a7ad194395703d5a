import CodexProtocol
import CodexWire

/// Keeps the state of a thread up to date, for `CodexThread.states(every:recentTurns:)`.
///
/// The feed follows the thread's notifications from the beginning, and reads the stored turns meanwhile. Both are combined in any order,
/// so no notification has to wait for the turns. After a message was lost, the turns are read again.
final class ThreadFeed: ThreadFollower {
  private struct State {
    var thread: ThreadState
    /// The number of changes of `thread`.
    var version = 0
    /// Whether the turns were read for the first time, or cannot be read.
    var isLoaded = false
    var cursor: String?
    /// The properties that notifications have set since the description of the thread was requested.
    var newer: ThreadState.Fields = []
    /// Whether messages were lost since the turns were requested.
    var mustReload = false
    var reload: Task<Void, Never>?
    /// How the connection ended.
    var end: Result<Void, any Error>?
    var waiters: [Int: CheckedContinuation<Void, Never>] = [:]
    var lastWaiter = 0
  }

  private let handle: CodexThread
  /// Keeps the server sending the thread's notifications.
  private let subscription: ThreadSubscription?
  private let recentTurns: Int
  private let state: Locked<State>
  private let number = Locked<Int?>(nil)

  private var connection: Connection { handle.codex.connection }

  init(_ handle: CodexThread, recentTurns: Int) {
    self.handle = handle
    self.recentTurns = max(1, recentTurns)
    subscription = ThreadSubscription(handle.id, over: handle.codex.connection)
    var thread = ThreadState(id: handle.id)
    if let info = handle.info { thread.merge(info) }
    thread.settings = handle.settings
    state = Locked(State(thread: thread))
  }

  /// Begins to follow the thread and to read its turns.
  func start() {
    let id = connection.followers.add(self, of: handle.id)
    number.withLock { $0 = id }
    reload(after: .zero)
  }

  deinit {
    number.withLock { id in if let id { handle.codex.connection.followers.remove(id, of: handle.id) } }
    state.withLock { $0.reload }?.cancel()
  }

  // MARK: Following

  func receive(_ notification: ServerNotification) {
    update { state in
      guard state.thread.apply(notification) else { return false }
      state.newer.formUnion(ThreadState.Fields(setBy: notification))
      return true
    }
    if case .threadReverted(let message) = notification, message.threadID == handle.id { reload(after: .zero) }
    // A notification of a known method that could not be read.
    if case .unrecognized = notification, !state.withLock({ $0.thread.isComplete }) { reloadAfterLoss() }
  }

  func receive(request: JSONValue) {
    guard let request = OpenRequest(json: request) else { return }
    update { $0.thread.add(request) }
  }

  func lose(_ lost: LostMessage) {
    update { $0.thread.apply(lost.event) }
    if !state.withLock({ $0.thread.isComplete }) { reloadAfterLoss() }
  }

  func connectionWasLost() {
    update { state in
      state.thread.connectionWasLost()
      return true
    }
    // The requests wait until the connection is open again.
    reload(after: .zero)
  }

  func connectionDidEnd(_ error: CodexError, isExpected: Bool) {
    update { state in
      guard state.end == nil else { return false }
      state.end = isExpected ? .success(()) : .failure(error)
      return true
    }
    state.withLock { $0.reload }?.cancel()
  }

  /// The server may not have stored yet what the lost message says.
  private func reloadAfterLoss() { reload(after: handle.codex.configuration.turnRecoveryDelay) }

  /// Changes the state, and wakes the tasks that wait for a change.
  private func update(_ change: (inout State) -> Bool) {
    let waiters = state.withLock { state -> [CheckedContinuation<Void, Never>] in
      guard change(&state) else { return [] }
      state.version += 1
      defer { state.waiters = [:] }
      return Array(state.waiters.values)
    }
    for waiter in waiters { waiter.resume() }
  }

  // MARK: Reading

  /// Reads the turns, unless they are being read. In that case they are read again afterwards.
  private func reload(after delay: Duration) {
    state.withLock { state in
      guard state.end == nil else { return }
      state.mustReload = true
      guard state.reload == nil else { return }
      state.reload = Task { [weak self] in
        if delay > .zero { try? await Task.sleep(for: delay) }
        while await self?.loadOnce() == true {}
      }
    }
  }

  /// - Returns: Whether the turns have to be read again.
  private func loadOnce() async -> Bool {
    state.withLock { state in
      state.mustReload = false
      state.newer = []
    }
    let loaded = try? await StoredTurnsReader(of: handle, over: connection).read(recentTurns) { [state] turns in
      state.withLock { state in
        if state.thread.turns.isEmpty { return true }
        // The end of a turn may be among what was lost, so each turn that runs in the state is read.
        let ids = Set(turns.map(\.id))
        return state.thread.turns.allSatisfy { $0.isEnded || ids.contains($0.id) }
          && turns.contains { state.thread.position(of: $0.id) != nil }
      }
    }
    var mustReload = false
    update { state in
      let isFirst = !state.isLoaded
      state.isLoaded = true
      mustReload = state.mustReload && state.end == nil && !Task.isCancelled
      if !mustReload { state.reload = nil }
      guard let loaded else {
        state.thread.isComplete = false
        return true
      }
      if let info = loaded.info { state.thread.merge(info, except: state.newer) }
      if let settings = loaded.settings, !state.newer.contains(.settings) { state.thread.settings = settings }
      if state.thread.turns.isEmpty || state.cursor == nil { state.cursor = loaded.cursor }
      state.thread.merge(isFirst ? loaded.turns.map(correctingStatus(of:)) : loaded.turns)
      state.thread.hasEarlierTurns = state.cursor != nil
      state.thread.isComplete = !state.mustReload
      return true
    }
    return mustReload
  }

  /// Right after the start of a turn, the server can list the turn as interrupted. A turn of this connection runs until the server has
  /// sent the end of the turn.
  private func correctingStatus(of turn: Turn) -> Turn {
    guard turn.status == .interrupted, turn.completedAt == nil,
      connection.router.isOwned(TurnKey(threadID: handle.id, turnID: turn.id))
    else { return turn }
    var turn = turn
    turn.status = .inProgress
    return turn
  }

  /// Reads the turns before those in the state.
  ///
  /// - Returns: Whether the server has more earlier turns.
  func loadEarlierTurns(_ count: Int) async throws -> Bool {
    guard let cursor = state.withLock({ $0.cursor }) else { return false }
    let page = try await StoredTurnsReader(of: handle, over: connection).page(count, cursor: cursor)
    update { state in
      // Another call may have read the same page.
      if state.cursor == cursor { state.cursor = page.nextCursor }
      state.thread.merge(page.data.reversed())
      state.thread.hasEarlierTurns = state.cursor != nil
      return true
    }
    return page.nextCursor != nil
  }

  // MARK: Snapshots

  /// The present state.
  var current: ThreadState { state.withLock { $0.thread } }

  /// Waits until the state has another version.
  ///
  /// - Returns: The newest state, or `nil` when the connection has ended and no later state comes.
  /// - Throws: The error with which the connection ended, after the last state; `CancellationError`.
  func next(after version: Int) async throws -> (thread: ThreadState, version: Int)? {
    while true {
      try Task.checkCancellation()
      let known = state.withLock { state -> Result<(thread: ThreadState, version: Int)?, any Error>? in
        // The end is a change, too. The last state is delivered before it.
        let changes = state.end == nil ? state.version : state.version - 1
        if state.isLoaded || state.end != nil, changes > version { return .success((state.thread, changes)) }
        return state.end.map { $0.map { nil } }
      }
      if let known { return try known.get() }
      await waitForChange(after: version)
    }
  }

  private func waitForChange(after version: Int) async {
    let id = state.withLock { state in
      state.lastWaiter += 1
      return state.lastWaiter
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let mustWait = state.withLock { state -> Bool in
          guard !Task.isCancelled, state.end == nil, !state.isLoaded || state.version <= version else { return false }
          state.waiters[id] = continuation
          return true
        }
        if !mustWait { continuation.resume() }
      }
    } onCancel: {
      state.withLock { $0.waiters.removeValue(forKey: id) }?.resume()
    }
  }
}
