import CodexProtocol

// The history of a thread can be very large. So a thread is opened without its history, and the history is read in pages.

extension CodexThread {
  /// The items of the thread in the order in which they were added, each with the ID of its turn.
  ///
  /// The sequence reads the items from the server page by page, so a long history does not need much memory. Opening a thread does not
  /// load the history. `allItems(sortDirection: .descending)` begins with the newest item.
  ///
  /// When `ThreadInfo.historyMode` is `legacy`, which older releases of Codex have stored, the server has no list of items. The sequence
  /// reads whole turns then. The server has no history of an ephemeral thread, and none of a thread before its first turn. Reading the
  /// sequence throws `CodexError.requestFailed` then.
  public var history: PagedSequence<ThreadItemEntry> {
    PagedSequence(of: "thread/items/list") { [self] cursor, limit in
      if let cursor, let turn = TurnCursor(marked: cursor) { return try await turnPage(turn.serverCursor) }
      do {
        let page = try await items(cursor: cursor, limit: limit)
        return .init(page.data, next: page.nextCursor, backwards: page.backwardsCursor)
      } catch CodexError.requestFailed(let failure) where cursor == nil {
        // The response does not say whether the thread is of the older kind. The other method decides.
        do {
          return try await turnPage(nil)
        } catch CodexError.requestFailed {
          throw CodexError.requestFailed(failure)
        }
      }
    }
  }

  /// The number of turns that are read at once. A turn may have many items.
  private static let turnsPerPage = 20

  private func turnPage(_ cursor: String?) async throws -> PagedSequence<ThreadItemEntry>.Page {
    let page = try await turns(
      cursor: cursor,
      itemsView: .full,
      limit: Self.turnsPerPage,
      sortDirection: .ascending
    )
    let entries = page.data.flatMap { turn in turn.items.map { ThreadItemEntry(item: $0, turnID: turn.id) } }
    return .init(entries, next: page.nextCursor.map { TurnCursor($0).text })
  }
}

/// A cursor of the method `thread/turns/list`, marked so that it is not sent to `thread/items/list`.
private struct TurnCursor {
  private static let mark = "turns:"

  var serverCursor: String

  init(_ serverCursor: String) { self.serverCursor = serverCursor }

  /// - Parameter text: A cursor of the sequence.
  init?(marked text: String) {
    guard text.hasPrefix(Self.mark) else { return nil }
    serverCursor = String(text.dropFirst(Self.mark.count))
  }

  var text: String { Self.mark + serverCursor }
}

extension Codex {
  /// Resumes a thread without loading its history, unless the call says whether the history is loaded. A server that cannot leave the
  /// history out sends the history.
  ///
  /// - Returns: The response, and the running turn when the response does not contain it.
  func resumeWithoutHistory(
    _ call: RPC.ThreadResume,
    timeout: Duration?
  ) async throws -> (response: ThreadResumeResponse, runningTurn: String?) {
    guard call.params.excludeTurns == nil else { return (try await send(call, timeout: timeout), nil) }
    var params = call.params
    params.excludeTurns = true
    do {
      let response = try await send(RPC.ThreadResume(params), timeout: timeout)
      let isActive = response.thread.status.isActive
      return (response, isActive ? try await runningTurn(of: response.thread.id) : nil)
    } catch let error as CodexError where error.isAboutHistory {
      return (try await send(call, timeout: timeout), nil)
    }
  }

  /// Forks a thread without loading the history of the fork, unless the call says whether the history is loaded.
  func forkWithoutHistory(_ call: RPC.ThreadFork, timeout: Duration?) async throws -> ThreadForkResponse {
    guard call.params.excludeTurns == nil else { return try await send(call, timeout: timeout) }
    var params = call.params
    params.excludeTurns = true
    do {
      return try await send(RPC.ThreadFork(params), timeout: timeout)
    } catch let error as CodexError where error.isAboutHistory {
      return try await send(call, timeout: timeout)
    }
  }

  /// How often the server is asked for the turn when it says that a turn runs, but does not list the turn yet.
  private static let attempts = 4
  private static let delay = Duration.milliseconds(50)

  /// The turn that runs on a loaded thread. The SDK has to know the turn to recognize whether a later request joins it.
  private func runningTurn(of threadID: String) async throws -> String? {
    do {
      let params = ThreadTurnsListParams(
        threadID: threadID,
        itemsView: .notLoaded,
        limit: 1,
        sortDirection: .descending
      )
      for attempt in 0..<Self.attempts {
        let last = try await send(RPC.ThreadTurnsList(params)).data.first
        if let last, last.status == .inProgress { return last.id }
        // The turn has ended meanwhile.
        if connection.activity.phase(of: threadID) == .idle { return nil }
        try await Task.sleep(for: Self.delay * (1 << attempt))
      }
      return nil
    } catch CodexError.requestFailed {
      // The server does not store the turns of each thread, but sends the running turn when the thread is resumed.
      return try await send(RPC.ThreadResume(ThreadResumeParams(threadID: threadID))).thread.runningTurn
    }
  }
}

extension ThreadInfo {
  /// The turn that is under way, when the value contains the turns.
  var runningTurn: String? { turns.last { $0.status == .inProgress }?.id }
}

extension CodexError {
  /// Whether an older server does not know the property `excludeTurns`. Such a server has not done anything.
  fileprivate var isAboutHistory: Bool {
    switch self {
    case .requestFailed(let failure): failure.error.message.contains("excludeTurns")
    case .notSupported(let feature, _): feature.parameter == "excludeTurns"
    default: false
    }
  }
}
