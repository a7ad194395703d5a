/// Tells when the server has sent nothing about a running turn for a long time. See `CodexConfiguration.turnSilence`.
///
/// The watchdog watches each turn that has a handle, from the start of the turn until it ends or its last handle is released.
final class TurnWatchdog: Sendable {
  private struct Watch {
    /// The time of the last message about the turn.
    var last: Duration
    /// Whether the silence since the last message has been told.
    var isTold = false
    var task: Task<Void, Never>?
  }

  private let policy: TurnSilencePolicy
  private let clock: any Clock<Duration>
  private let stopwatch: Stopwatch
  private let watches = Locked<[TurnKey: Watch]>([:])
  private let silentTurns: CallbackQueue<SilentTurn>

  init(_ policy: TurnSilencePolicy, clock: any Clock<Duration>) {
    self.policy = policy
    self.clock = clock
    stopwatch = Stopwatch(clock)
    silentTurns = CallbackQueue(callback: policy.onSilence)
  }

  /// Begins to watch a turn. Does nothing when the turn is watched already.
  ///
  /// - Parameters:
  ///   - isRunning: Whether the turn has not ended and has a handle.
  ///   - isWaiting: Whether the turn waits for the response to a request of the server.
  ///   - interrupt: Asks the server to interrupt the turn.
  func begin(
    _ turn: TurnKey,
    isRunning: @escaping @Sendable () -> Bool,
    isWaiting: @escaping @Sendable () -> Bool,
    interrupt: @escaping @Sendable () -> Void
  ) {
    watches.withLock { watches in
      guard watches[turn] == nil else { return }
      watches[turn] = Watch(last: stopwatch.elapsed)
      watches[turn]?.task = Task { [weak self, clock] in
        while let wait = self?.check(
          turn,
          isRunning: isRunning(),
          isWaiting: isWaiting(),
          interrupt: interrupt
        ) {
          do { try await clock.sleep(for: wait) } catch { return }
        }
      }
    }
  }

  /// Notes a message about a turn.
  func note(_ turn: TurnKey) {
    watches.withLock { watches in
      guard watches[turn] != nil else { return }
      watches[turn]?.last = stopwatch.elapsed
      watches[turn]?.isTold = false
    }
  }

  /// Ends the watch on a turn that has ended.
  func end(_ turn: TurnKey) { watches.withLock { $0.removeValue(forKey: turn) }?.task?.cancel() }

  /// Ends all watches, because the connection has ended.
  func end() {
    let ended = watches.withLock { watches in
      defer { watches = [:] }
      return watches.values.map(\.task)
    }
    for task in ended { task?.cancel() }
    silentTurns.end()
  }

  /// Tells the silence of a turn when it is long enough.
  ///
  /// - Returns: When to check again, or `nil` when the turn is not watched any longer.
  private func check(_ turn: TurnKey, isRunning: Bool, isWaiting: Bool, interrupt: () -> Void) -> Duration? {
    let (wait, silence) = watches.withLock { watches -> (Duration?, Duration?) in
      if !isRunning { watches[turn] = nil }
      guard let watch = watches[turn] else { return (nil, nil) }
      let now = stopwatch.elapsed
      if isWaiting { watches[turn]?.last = now }
      let silence = isWaiting ? .zero : now - watch.last
      guard silence >= policy.limit else { return (policy.limit - silence, nil) }
      watches[turn]?.isTold = true
      return (policy.limit, watch.isTold ? nil : silence)
    }
    if let silence {
      if policy.interrupts { interrupt() }
      silentTurns.enqueue(
        SilentTurn(
          threadID: turn.threadID,
          turnID: turn.turnID,
          duration: silence,
          isInterrupted: policy.interrupts
        )
      )
    }
    return wait.map { max($0, .milliseconds(1)).asWait }
  }
}

extension Connection {
  /// Begins to watch a turn that has a handle, when the configuration has a policy about silent turns.
  func watchSilence(of turn: TurnKey) {
    watchdog?.begin(
      turn,
      isRunning: { [router] in router.isOwned(turn) },
      isWaiting: { [serverRequests] in serverRequests.isOpen(for: turn) },
      interrupt: { [weak self] in self?.interrupt(turn) }
    )
  }

  /// Asks the server to interrupt a turn, without waiting for the response. The server receives the request before all later
  /// requests, and refuses it when the turn has already ended.
  func interrupt(_ turn: TurnKey) {
    activity.stop(turn)
    try? post(RPC.TurnInterrupt(TurnInterruptParams(threadID: turn.threadID, turnID: turn.turnID)))
  }
}
