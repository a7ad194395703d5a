/// The pending requests that may have started a turn.
///
/// Each request is a *hold*: while it waits for its response, the notifications of turns that the request may have started are
/// buffered.
struct TurnHolds: Sendable {
  /// The turns that a pending request may have started.
  enum Scope: Hashable, Sendable {
    case thread(String)
    /// A review may run on a new thread, and only the response contains the thread's ID.
    case anyThread
  }

  struct Hold: Sendable {
    fileprivate var scope: Scope
    /// The number of lost messages of unknown turns, when the hold began.
    fileprivate var lossCount: Int
  }

  private var holds: [Int: Hold] = [:]
  /// The number of holds for each thread ID. A thread without a hold has no entry.
  private var threadCounts: [String: Int] = [:]
  /// The number of holds for any thread.
  private var anyThreadCount = 0
  /// The number of lost messages of unknown turns, and the last of them.
  private var lossCount = 0
  private var lastLoss: LostMessage?

  var isEmpty: Bool { holds.isEmpty }

  /// Whether a pending request may have started the turn.
  func covers(_ key: TurnKey) -> Bool { anyThreadCount > 0 || threadCounts[key.threadID] != nil }

  mutating func add(_ id: Int, _ scope: Scope) {
    holds[id] = Hold(scope: scope, lossCount: lossCount)
    switch scope {
    case .thread(let threadID): threadCounts[threadID, default: 0] += 1
    case .anyThread: anyThreadCount += 1
    }
  }

  mutating func remove(_ id: Int) -> Hold? {
    guard let hold = holds.removeValue(forKey: id) else { return nil }
    switch hold.scope {
    case .thread(let threadID):
      let count = threadCounts[threadID, default: 1] - 1
      threadCounts[threadID] = count > 0 ? count : nil
    case .anyThread: anyThreadCount -= 1
    }
    return hold
  }

  /// Notes a lost message that may belong to a turn that has no handle yet.
  mutating func lose(_ lost: LostMessage) {
    lossCount += 1
    lastLoss = lost
  }

  /// The last lost message that came since a hold began and may belong to the turn of the hold, or `nil`.
  func loss(since hold: Hold) -> LostMessage? { lossCount > hold.lossCount ? lastLoss : nil }
}
