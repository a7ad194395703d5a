import CodexProtocol
import Foundation

// What belongs to the session and not to the transport is restored after a lost connection: subscriptions to threads, and turns.

extension Connection {
  /// The number of turns of a thread among which a running turn is searched. A turn that ran when the connection was lost is one of
  /// the last turns of its thread.
  private static let searchedTurns: UInt32 = 50

  /// Subscribes again to the threads that have handles, and finds out what became of the turns that have handles.
  ///
  /// - Throws: An error when the connection is lost again. A thread that the server no longer has is no error; its turns end with one.
  func restore() async throws {
    let turns = Dictionary(grouping: router.claimedTurns, by: \.threadID)
    for turn in turns.values.joined() { gaps.add(turn, mayLackReviews: false) }
    for threadID in Set(subscriptions.threadIDs).union(turns.keys).sorted() {
      do {
        try await restore(threadID, turns[threadID] ?? [])
      } catch CodexError.requestFailed(let failure) {
        for turn in turns[threadID] ?? [] { router.fail(turn, .requestFailed(failure)) }
      } catch CodexError.decoding(let method, let failure) {
        for turn in turns[threadID] ?? [] { router.fail(turn, .decoding(method: method, failure: failure)) }
      }
    }
  }

  private func restore(_ threadID: String, _ turns: [TurnKey]) async throws {
    let response = try await callWhileOpening(RPC.ThreadResume(.init(threadID: threadID, excludeTurns: true)))
    let status = response.thread.status
    // The server sends the requests again that still wait for a response.
    if !status.isWaiting { serverRequests.withdrawSuspended(threadID: threadID) }
    for turn in turns {
      gaps.add(turn, mayLackReviews: response.approvalsReviewer != .user)
      let stored = try await storedTurn(turn)
      if let stored, stored.status != .inProgress {
        deliverEnd(stored, of: turn)
      } else if stored == nil || !status.isActive {
        // The server does not run the turn and does not say how it ended. It may not have stored the end yet.
        recover(turn, after: .whileDisconnected(TransportClosure()))
      }
    }
  }

  /// The turn as the server has stored it, without most of its items. `nil` when the server does not list the turn.
  private func storedTurn(_ key: TurnKey) async throws -> Turn? {
    let params = ThreadTurnsListParams(threadID: key.threadID, limit: Self.searchedTurns, sortDirection: .descending)
    do {
      return try await callWhileOpening(RPC.ThreadTurnsList(params)).data.first { $0.id == key.turnID }
    } catch CodexError.requestFailed {
      // The server does not store the turns of each thread.
      return nil
    }
  }

  private func callWhileOpening<Method: ClientMethod>(_ call: Method) async throws -> Method.Response {
    try await self.call(call, timeout: configuration.startupTimeout, isPartOfOpening: true)
  }
}

extension ThreadStatus {
  var isActive: Bool { if case .active = self { true } else { false } }

  /// Whether the thread waits for the response to a request of the server.
  fileprivate var isWaiting: Bool {
    if case .active(let active) = self { !active.activeFlags.isEmpty } else { false }
  }
}
