import CodexProtocol
import CodexWire

/// Finds out with `thread/read` how turns ended whose last message may be lost. Without it, such a turn would wait forever.
///
/// At most one search per turn runs at a time, and each begins with a delay. So a server that sends many damaged messages does
/// not receive many requests.
final class TurnRecovery: Sendable {
  private struct State {
    /// The turns whose end is being searched.
    var searched: Set<TurnKey> = []
    /// The last lost message of each turn whose search has to begin or to be repeated.
    var lost: [TurnKey: LostMessage] = [:]
  }

  /// How long the server may take to respond.
  private static let timeout = Duration.seconds(10)
  /// How often the server is asked when the turn has certainly ended, but the server does not know it yet.
  private static let attempts = 3

  private let delay: Duration
  private let state = Locked(State())

  /// - Parameter delay: How long to wait before the server is asked.
  init(delay: Duration) { self.delay = delay }

  /// Starts a search in the background, unless one runs for the turn. In that case, the running search is repeated.
  func recover(_ turn: TurnKey, after lost: LostMessage, over connection: Connection) {
    let isFirst = state.withLock { state in
      state.lost[turn] = lost
      return state.searched.insert(turn).inserted
    }
    guard isFirst else { return }
    Task { [weak connection, delay] in
      while let lost = self.next(turn) {
        try? await Task.sleep(for: delay)
        await connection?.findEnd(of: turn, after: lost, attempts: Self.attempts, delay: delay, timeout: Self.timeout)
      }
    }
  }

  /// The lost message to search for, or `nil` when the search is over.
  private func next(_ turn: TurnKey) -> LostMessage? {
    state.withLock { state in
      if let lost = state.lost.removeValue(forKey: turn) { return lost }
      state.searched.remove(turn)
      return nil
    }
  }
}

extension Connection {
  /// What the server says about a turn.
  private enum TurnState {
    case ended(Turn)
    case running
    /// The server does not run the turn, and does not say how it ended.
    case unknown(String)
  }

  /// Asks the server for a turn, and ends the turn when the server says that it has ended.
  ///
  /// When the server says that the turn runs, and the lost message was not certainly the turn's last one, the turn goes on.
  /// When the server does not say how the turn ended, the turn ends with an error.
  fileprivate func findEnd(
    of key: TurnKey,
    after lost: LostMessage,
    attempts: Int,
    delay: Duration,
    timeout: Duration
  ) async {
    let hasCertainlyEnded = lost.turn == key && lost.traits.contains(.endsTurn)
    var problem = ""
    for attempt in 1...attempts {
      guard router.isOwned(key) else { return }
      switch await state(of: key, timeout: timeout) {
      case .ended(let turn):
        if router.isOwned(key) { deliverEnd(turn, of: key) }
        return
      case .running where !hasCertainlyEnded: return
      case .running: problem = "the server says that the turn still runs"
      case .unknown(let reason): problem = reason
      }
      if attempt < attempts { try? await Task.sleep(for: delay * (1 << attempt)) }
    }
    var failure = lost.failure
    failure.reason += "; and thread/read does not tell how the turn ended: \(problem)"
    router.fail(key, CodexError.decoding(method: lost.method ?? "turn/completed", failure: failure))
  }

  private func state(of key: TurnKey, timeout: Duration) async -> TurnState {
    do {
      let thread = try await thread(key.threadID, includeTurns: true, timeout: timeout)
      if let turn = thread.turns.last(where: { $0.id == key.turnID }) {
        return turn.status == .inProgress ? .running : .ended(turn)
      }
      return state(of: thread, otherwise: "the thread does not contain the turn")
    } catch CodexError.requestFailed(let failure) {
      // The server does not store the turns of each thread.
      let thread = try? await thread(key.threadID, includeTurns: nil, timeout: timeout)
      return thread.map { state(of: $0, otherwise: failure.description) } ?? .unknown(failure.description)
    } catch {
      return .unknown("\(error)")
    }
  }

  private func thread(_ id: String, includeTurns: Bool?, timeout: Duration) async throws -> ThreadInfo {
    let params = ThreadReadParams(threadID: id, includeTurns: includeTurns)
    return try await call(RPC.ThreadRead(params), timeout: timeout).thread
  }

  private func state(of thread: ThreadInfo, otherwise problem: String) -> TurnState {
    if case .active = thread.status { .running } else { .unknown(problem) }
  }

  /// Delivers the notification that was lost.
  func deliverEnd(_ turn: Turn, of key: TurnKey) {
    let message = Message<TurnCompletedNotification, ServerNotification.Envelope>(
      TurnCompletedNotification(threadID: key.threadID, turn: turn),
      envelope: ServerNotification.Envelope()
    )
    let notification = ServerNotification.turnCompleted(message)
    var header = MessageHeader()
    header.method = notification.method
    header.threadID = key.threadID
    header.turnID = key.turnID
    let traits = NotificationTraits.of(method: header.method)
    deliver(ReceivedNotification(notification: notification, header: header, traits: traits))
  }
}
