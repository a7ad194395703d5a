import CodexWire

/// What a connection knows about the turns of the threads that the program uses: which turn was the last one, and whether it
/// is under way.
///
/// The knowledge comes from the notifications, in the order in which the server sent them, from the responses to requests that
/// open a thread, and from the responses to requests that start a turn. A request with settings is never pending together with
/// another request of this connection that starts a turn of the same thread, see `TurnStartPlace`. So the response to such a
/// request has joined a turn when it names a turn that was known before the request was sent.
///
/// Another client of the same server can start a turn after the last notification that this connection has received. A join
/// of such a turn is not recognized when the connection has not subscribed to the thread.
final class ThreadActivity: Sendable {
  /// Whether a turn of a thread is under way.
  enum Phase: Hashable, Sendable {
    /// Nothing is known, or a message was lost that may have started or ended a turn.
    case unknown
    case idle
    /// - Parameter turnID: `nil` when the server has not named the turn.
    case running(turnID: String?)
    /// The turn is under way, and the program has asked the server to interrupt it.
    case stopping(turnID: String)
  }

  private struct Record {
    var phase = Phase.unknown
    /// The turns that the server has named, the last one at the end.
    var turns: [String] = []
    /// The turn that the last response to a request of this connection has named.
    var lastStarted: String?
    /// The last request with settings that starts a turn, and the requests without settings that follow it.
    var lastExclusive: AsyncPromise<Void>?
    var shared: [AsyncPromise<Void>] = []
    /// The thread's `config` about the sandbox `workspace-write`, which later settings of the sandbox must keep.
    var sandboxConfig: [String: JSONValue] = [:]

    var hasPendingStart: Bool { (shared + [lastExclusive].compactMap { $0 }).contains { $0.result == nil } }

    mutating func add(_ turnID: String) {
      turns.append(turnID)
      if turns.count > ThreadActivity.turnLimit { turns.removeFirst() }
    }
  }

  /// The maximum number of turns that are remembered for each thread.
  private static let turnLimit = 16
  private static let startNotification = "turn/started"

  private let threads = Locked<[String: Record]>([:])

  // MARK: Messages of the server

  /// Notes what a notification says about a thread that the program uses. Called by the connection's reader.
  func receive(_ header: MessageHeader, _ traits: NotificationTraits) {
    // Most notifications are deltas, which say nothing about the beginning or end of a turn.
    guard let threadID = header.threadID,
      header.method == Self.startNotification || !traits.isDisjoint(with: [.endsTurn, .unloadsThread])
    else { return }
    threads.withLock { threads in
      if traits.contains(.unloadsThread) {
        // Requests that start a turn may wait. Their order must not be lost.
        let record = threads.removeValue(forKey: threadID)
        if let record, record.hasPendingStart {
          threads[threadID] = Record(lastExclusive: record.lastExclusive, shared: record.shared)
        }
        return
      }
      guard let turnID = header.turnID, threads[threadID] != nil else { return }
      if header.method == Self.startNotification {
        threads[threadID]?.add(turnID)
        threads[threadID]?.phase = .running(turnID: turnID)
      } else if traits.contains(.endsTurn) {
        // A late message about an earlier turn does not end the turn that is under way.
        if let phase = threads[threadID]?.phase, phase.turnID.map({ $0 == turnID }) ?? true {
          threads[threadID]?.phase = .idle
        }
        if threads[threadID]?.turns.contains(turnID) == false { threads[threadID]?.add(turnID) }
      }
    }
  }

  /// Notes that a message was lost that may have started or ended a turn.
  ///
  /// - Parameter threadID: The thread that the message belongs to. `nil` when it may belong to any thread.
  func loseMessage(of threadID: String?) {
    threads.withLock { threads in
      for id in threads.keys where id == threadID ?? id { threads[id]?.phase = .unknown }
    }
  }

  // MARK: Requests of the program

  /// Follows the notifications of a thread from now on.
  func follow(_ threadID: String) {
    threads.withLock { if $0[threadID] == nil { $0[threadID] = Record() } }
  }

  /// Notes the response to a request that opened a thread. Notifications that came before are newer, so they count more.
  ///
  /// - Parameters:
  ///   - runningTurn: The turn that is under way, when the response names it.
  ///   - isActive: Whether a turn is under way.
  ///   - sandboxConfig: The part of the request's `config` that is about the sandbox `workspace-write`.
  func open(_ threadID: String, runningTurn: String?, isActive: Bool, sandboxConfig: [String: JSONValue]) {
    threads.withLock { threads in
      var thread = threads[threadID] ?? Record()
      if thread.phase == .unknown { thread.phase = isActive ? .running(turnID: runningTurn) : .idle }
      if let runningTurn, !thread.turns.contains(runningTurn) { thread.add(runningTurn) }
      thread.sandboxConfig.merge(sandboxConfig) { $1 }
      threads[threadID] = thread
    }
  }

  /// The part of the thread's `config` that is about the sandbox `workspace-write`, as far as this connection has set it.
  func sandboxConfig(of threadID: String) -> [String: JSONValue] {
    threads.withLock { $0[threadID]?.sandboxConfig ?? [:] }
  }

  func phase(of threadID: String) -> Phase { threads.withLock { $0[threadID]?.phase ?? .unknown } }

  /// The last turns of the thread that the server has named, at most 16.
  func turns(of threadID: String) -> [String] { threads.withLock { $0[threadID]?.turns ?? [] } }

  /// Waits until a request may be sent that starts a turn.
  ///
  /// - Parameter hasSettings: Whether the request has settings. Such a request waits until no other request of this connection
  ///   starts a turn of the thread, and later requests wait for it. Requests without settings do not wait for each other.
  /// - Returns: The place of the request. Other requests wait until it is released.
  /// - Throws: `CancellationError`.
  func beginStart(on threadID: String, hasSettings: Bool) async throws -> TurnStartPlace {
    let place = threads.withLock { threads -> TurnStartPlace in
      var record = threads[threadID] ?? Record()
      record.shared.removeAll { $0.result != nil }
      let place: TurnStartPlace
      if hasSettings {
        place = TurnStartPlace(after: record.shared + [record.lastExclusive].compactMap { $0 })
        record.lastExclusive = place.end
        record.shared = []
      } else {
        place = TurnStartPlace(after: [record.lastExclusive].compactMap { $0 })
        record.shared.append(place.end)
      }
      threads[threadID] = record
      return place
    }
    try await place.wait()
    return place
  }

  /// Notes the turn that the response to a request names.
  ///
  /// - Returns: Whether the response to an earlier request of this connection has named the same turn.
  @discardableResult
  func start(_ key: TurnKey) -> Bool {
    threads.withLock { threads in
      var record = threads[key.threadID] ?? Record()
      // A turn that was named by a notification may have ended before this response.
      if !record.turns.contains(key.turnID) {
        record.add(key.turnID)
        record.phase = .running(turnID: key.turnID)
      }
      let isNamedAgain = record.lastStarted == key.turnID
      record.lastStarted = key.turnID
      threads[key.threadID] = record
      return isNamedAgain
    }
  }

  /// Notes that the server was asked to interrupt a turn. The server does this before it handles later requests.
  func stop(_ key: TurnKey) {
    threads.withLock { threads in
      if threads[key.threadID]?.phase.turnID == key.turnID {
        threads[key.threadID]?.phase = .stopping(turnID: key.turnID)
      }
    }
  }
}

extension ThreadActivity.Phase {
  /// The turn that is under way, when its ID is known.
  var turnID: String? {
    switch self {
    case .unknown, .idle: nil
    case .running(let turnID): turnID
    case .stopping(let turnID): turnID
    }
  }
}

/// The place of a request that starts a turn, in the order of such requests of one thread.
///
/// The server adds the input of such a request to a turn that is under way. When two such requests wait for their responses at
/// the same time, nothing says which one started the turn that both responses name. So a request with settings is never pending
/// together with another one. The place is given up when the object is released.
final class TurnStartPlace: Sendable {
  /// Fulfilled when the place is given up and all earlier places are, too.
  let end = AsyncPromise<Void>()
  private let previous: [AsyncPromise<Void>]

  fileprivate init(after previous: [AsyncPromise<Void>]) { self.previous = previous.filter { $0.result == nil } }

  fileprivate func wait() async throws { for end in previous { try await end.wait() } }

  deinit {
    guard previous.contains(where: { $0.result == nil }) else { return end.fulfill(.success(())) }
    // The task that waited for its place was cancelled.
    Task { [end, previous] in
      for earlier in previous { _ = await earlier.waitIgnoringCancellation() }
      end.fulfill(.success(()))
    }
  }
}
