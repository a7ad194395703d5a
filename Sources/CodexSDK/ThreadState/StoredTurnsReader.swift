import CodexProtocol

/// Reads what the server has stored about a thread, in the way that the server supports for the thread.
struct StoredTurnsReader {
  private let handle: CodexThread
  private let connection: Connection
  /// The maximum number of pages that are read to find a known turn, so that a broken server cannot keep the SDK busy forever.
  private static let pageLimit = 1000

  init(of handle: CodexThread, over connection: Connection) {
    self.handle = handle
    self.connection = connection
  }

  struct Loaded: Sendable {
    var info: ThreadInfo?
    var settings: CodexThread.Settings?
    /// In chronological order.
    var turns: [Turn] = []
    /// Where the earlier turns begin. `nil` when there are none.
    var cursor: String?
  }

  /// Resumes the thread, so that the server sends its open requests, token usage and goal, and reads the last turns.
  ///
  /// - Parameters:
  ///   - count: The number of turns in a page.
  ///   - isKnown: Whether the state needs no turn before the given ones. Earlier pages are read until this is true.
  /// - Throws: `CodexError` when the connection ends.
  func read(_ count: Int, until isKnown: @Sendable ([Turn]) -> Bool) async throws -> Loaded {
    var loaded = Loaded()
    do {
      let response = try await connection.resume(handle.id, attempts: 1, false)
      _ = connection.subscriptions.takeUnrestored(handle.id)
      loaded.info = response.thread
      loaded.settings = CodexThread.Settings(response)
    } catch let error as CodexError where error.isRefusal {
      // The server cannot resume a thread on which no turn has run.
      loaded.info = try await info(withTurns: nil)
    }
    do {
      for _ in 0..<Self.pageLimit {
        let page = try await page(count, cursor: loaded.cursor)
        loaded.turns.insert(contentsOf: page.data.reversed(), at: 0)
        loaded.cursor = page.nextCursor
        if page.nextCursor == nil || isKnown(loaded.turns) { break }
      }
    } catch let error as CodexError where error.isRefusal {
      // The server does not list the turns of each thread.
      guard let thread = try await info(withTurns: true) else { return loaded }
      loaded.info = thread
      loaded.turns = thread.turns
      loaded.cursor = nil
    }
    return loaded
  }

  /// A page of turns, the last turn first.
  func page(_ count: Int, cursor: String?) async throws -> ThreadTurnsListResponse {
    let params = ThreadTurnsListParams(
      threadID: handle.id,
      cursor: cursor,
      itemsView: .full,
      limit: count,
      sortDirection: .descending
    )
    return try await connection.call(RPC.ThreadTurnsList(params), timeout: connection.configuration.startupTimeout)
  }

  /// - Returns: `nil` when the server has not stored the thread.
  private func info(withTurns: Bool?) async throws -> ThreadInfo? {
    let params = ThreadReadParams(threadID: handle.id, includeTurns: withTurns)
    do {
      return try await connection.call(RPC.ThreadRead(params), timeout: connection.configuration.startupTimeout).thread
    } catch let error as CodexError where error.isRefusal {
      return nil
    }
  }
}

extension CodexError {
  /// Whether the server refused the request, or does not know the method or a parameter.
  fileprivate var isRefusal: Bool {
    switch self {
    case .requestFailed, .notSupported: true
    default: false
    }
  }
}
