import CodexProtocol
import CodexWire

#if ExperimentalAPI
extension FileSearchSession {
  /// Searches for a text and waits for the result.
  ///
  /// A search that begins while another one runs replaces the other one, whose call then waits until its time is up. So search for one
  /// text after the other, and cancel the task of a search that is no longer needed.
  ///
  /// - Parameters:
  ///   - query: The text.
  ///   - timeout: How long the call may take. `nil` uses `CodexConfiguration.requestTimeout`.
  /// - Returns: The files whose paths resemble the text, the most similar first.
  public func search(for query: String, timeout: Duration? = nil) async throws -> [FuzzyFileSearchResult] {
    let limit = timeout ?? codex.configuration.requestTimeout
    let results = Locked<[FuzzyFileSearchResult]?>(nil)
    let completion = codex.connection.router.watch { [id] notification -> [FuzzyFileSearchResult]? in
      switch notification {
      case .fuzzyFileSearchSessionUpdated(let message) where message.sessionID == id && message.query == query:
        results.withLock { $0 = message.files }
        return nil
      case .fuzzyFileSearchSessionCompleted(let message) where message.sessionID == id:
        // A completion without results before it belongs to an earlier search.
        return results.withLock { $0 }
      default: return nil
      }
    }
    completion.watch.select { _ in true }
    guard let limit else {
      try await update(query)
      return try await completion.wait()
    }
    let found = try await Deadline(after: limit, on: codex.configuration.clock).limit {
      try await update(query, timeout: limit)
      return try await completion.wait()
    }
    guard let found else { throw CodexError.timeout(method: RPC.FuzzyFileSearchSessionUpdate.name, after: limit) }
    return found
  }
}
#endif
