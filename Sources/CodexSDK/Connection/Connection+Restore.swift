import CodexProtocol
import Foundation

// What belongs to the session and not to the transport is restored after a lost connection: subscriptions to threads, and turns.

extension Connection {
  /// The number of turns of a thread among which a running turn is searched. A turn that ran when the connection was lost is one of
  /// the last turns of its thread.
  private static let searchedTurns = 50

  /// How often a thread is resumed when the server refuses this. For a moment after the first turn of a thread has started, the server
  /// cannot resume the thread.
  private static let resumeAttempts = 6
  private static let resumeDelay = Duration.milliseconds(50)

  /// Subscribes again to the threads that have handles, and finds out what became of the turns that have handles.
  ///
  /// - Throws: An error when the connection is lost again. A thread that the server cannot resume is no error; its turns end with one.
  func restore() async throws {
    let turns = Dictionary(grouping: router.claimedTurns, by: \.threadID)
    for turn in turns.values.joined() { gaps.add(turn, mayLackReviews: false) }
    for threadID in Set(subscriptions.threadIDs).union(turns.keys).sorted() {
      try await restore(threadID, turns[threadID] ?? [], isPartOfOpening: true)
    }
  }

  /// Subscribes to the thread of a turn that was started just now, when that was not possible after the connection was lost: the
  /// server does not store a thread before its first turn.
  func restoreSubscription(for turn: TurnKey) async {
    guard subscriptions.takeUnrestored(turn.threadID) else { return }
    gaps.add(turn, mayLackReviews: false)
    // When the connection is lost again, the subscription is restored with all others.
    try? await restore(turn.threadID, [turn], isPartOfOpening: false)
  }

  private func restore(_ threadID: String, _ turns: [TurnKey], isPartOfOpening: Bool) async throws {
    do {
      let response = try await resume(threadID, attempts: turns.isEmpty ? 1 : Self.resumeAttempts, isPartOfOpening)
      let status = response.thread.status
      // The server sends the requests again that still wait for a response.
      if !status.isWaiting { serverRequests.withdrawSuspended(threadID: threadID) }
      for turn in turns {
        gaps.add(turn, mayLackReviews: response.approvalsReviewer != .user)
        let stored = try await storedTurn(turn, isPartOfOpening)
        switch stored?.status {
        case .inProgress where status.isActive: break
        case .completed, .failed: stored.map { deliverEnd($0, of: turn) }
        case .interrupted where !status.isActive: stored.map { deliverEnd($0, of: turn) }
        // The server does not say how the turn ended, or says that a turn is interrupted which may just have started.
        default: recover(turn, after: .whileDisconnected(TransportClosure()))
        }
      }
    } catch CodexError.requestFailed(let failure) {
      subscriptions.addUnrestored(threadID)
      for turn in turns { router.fail(turn, .requestFailed(failure)) }
    } catch CodexError.decoding(let method, let failure) {
      for turn in turns { router.fail(turn, .decoding(method: method, failure: failure)) }
    }
  }

  /// Subscribes to a thread without reading its history.
  func resume(_ threadID: String, attempts: Int, _ isPartOfOpening: Bool) async throws -> ThreadResumeResponse {
    var attempt = 1
    while true {
      do {
        let call = RPC.ThreadResume(ThreadResumeParams(threadID: threadID, excludeTurns: true))
        return try await self.call(call, timeout: configuration.startupTimeout, isPartOfOpening: isPartOfOpening)
      } catch CodexError.requestFailed(let failure) {
        if attempt >= attempts { throw CodexError.requestFailed(failure) }
        try await Task.sleep(for: Self.resumeDelay * (1 << (attempt - 1)))
        attempt += 1
      }
    }
  }

  /// The turn as the server has stored it, without most of its items. `nil` when the server does not list the turn.
  private func storedTurn(_ key: TurnKey, _ isPartOfOpening: Bool) async throws -> Turn? {
    let params = ThreadTurnsListParams(threadID: key.threadID, limit: Self.searchedTurns, sortDirection: .descending)
    do {
      let call = RPC.ThreadTurnsList(params)
      return try await self.call(call, timeout: configuration.startupTimeout, isPartOfOpening: isPartOfOpening)
        .data.first { $0.id == key.turnID }
    } catch CodexError.requestFailed {
      // The server does not store the turns of each thread.
      return nil
    }
  }
}

extension ThreadStatus {
  var isActive: Bool { if case .active = self { true } else { false } }

  /// Whether the thread waits for the response to a request of the server.
  fileprivate var isWaiting: Bool {
    if case .active(let active) = self { !active.activeFlags.isEmpty } else { false }
  }
}
