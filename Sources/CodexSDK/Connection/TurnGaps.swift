import CodexProtocol
import CodexWire

/// The turns of which notifications are missing: the connection was lost while the turn ran, or the program joined the turn after it
/// had started. When such a turn ends, the SDK asks the server for all items of the turn before it delivers the end.
final class TurnGaps: Sendable {
  private struct Gap {
    /// Whether a message that ends the turn has come.
    var isEnding = false
    /// Whether reviews of actions may be missing, too. The server does not store them.
    var mayLackReviews = false
  }

  /// The calls that are joining a running turn of a thread.
  private struct Attachment {
    var count = 0
    let end = AsyncPromise<Void>()
  }

  private struct State {
    var gaps: [TurnKey: Gap] = [:]
    var attachments: [String: Attachment] = [:]
  }

  private let state = Locked(State())

  /// What to do with a message that ends a turn.
  enum End {
    /// The turn has no gap.
    case complete
    /// The items of the turn have to be read before the message is delivered.
    case firstEnd
    /// The items of the turn are being read already.
    case repeatedEnd
  }

  func add(_ turn: TurnKey, mayLackReviews: Bool) {
    state.withLock { state in
      state.gaps[turn, default: Gap()].mayLackReviews = mayLackReviews || state.gaps[turn]?.mayLackReviews == true
    }
  }

  /// Notes that the turn's end was delivered.
  ///
  /// - Returns: Whether reviews of actions may be missing.
  func remove(_ turn: TurnKey) -> Bool {
    state.withLock { $0.gaps.removeValue(forKey: turn)?.mayLackReviews ?? false }
  }

  /// Called for a message that ends a turn.
  func end(_ turn: TurnKey) -> End {
    state.withLock { state in
      guard state.gaps[turn] != nil || state.attachments[turn.threadID] != nil else { return .complete }
      if state.gaps[turn]?.isEnding == true { return .repeatedEnd }
      state.gaps[turn, default: Gap()].isEnding = true
      return .firstEnd
    }
  }

  /// Treats every turn of a thread as one with a gap, until `endAttaching`. The call does not know yet which turn it will join.
  func beginAttaching(to threadID: String) {
    state.withLock { $0.attachments[threadID, default: Attachment()].count += 1 }
  }

  func endAttaching(to threadID: String) {
    let ended = state.withLock { state -> Attachment? in
      state.attachments[threadID]?.count -= 1
      guard let attachment = state.attachments[threadID], attachment.count <= 0 else { return nil }
      state.attachments[threadID] = nil
      return attachment
    }
    ended?.end.fulfill(.success(()))
  }

  /// Waits until no call is joining a turn of the thread.
  func waitForAttaching(to threadID: String) async {
    while let end = state.withLock({ $0.attachments[threadID]?.end }) { _ = await end.waitIgnoringCancellation() }
  }
}

extension Connection {
  /// The maximum number of pages that are read, so that a broken server cannot keep the SDK busy forever.
  private static let pageLimit = 10_000
  /// The maximum number of items that are stored, so that a broken server cannot take all memory.
  private static let itemLimit = 100_000

  /// The server sends pages without an end.
  private struct EndlessPages: Error {}

  /// Reads the items of a turn with a gap, and then delivers the message that ends the turn. Returns immediately.
  func completeTurn(_ turn: TurnKey, with received: ReceivedNotification) {
    Task {
      await gaps.waitForAttaching(to: turn.threadID)
      let items = try? await storedItems(of: turn)
      router.supply(items, mayLackReviews: gaps.remove(turn), to: turn)
      router.route(received)
    }
  }

  /// All items of a turn that the server has stored, in order.
  private func storedItems(of turn: TurnKey) async throws -> [ThreadItem] {
    var items: [ThreadItem] = []
    var cursor: ThreadItemsListCursor?
    for _ in 0..<Self.pageLimit {
      // The time limit of the request must not include the time that a lost connection takes.
      try await session.waitUntilConnected()
      let params = ThreadItemsListParams(threadID: turn.threadID, cursor: cursor, turnID: turn.turnID)
      let page = try await call(RPC.ThreadItemsList(params), timeout: configuration.startupTimeout)
      items += page.data.map(\.item)
      guard let next = page.nextCursor else { return items }
      if items.count > Self.itemLimit || cursor == .string(next) { throw EndlessPages() }
      cursor = .string(next)
    }
    throw EndlessPages()
  }
}
