import Foundation

/// The requests that wait for their responses.
final class PendingRequests: Sendable {
  private struct State {
    var lastID: Int64 = 0
    /// The undecoded responses, by request ID.
    var responses: [Int64: AsyncPromise<Data>] = [:]
    /// The sent requests without a response whose callers no longer wait. `nil` when there were more than the limit.
    var abandoned: Set<Int64>? = []
    var lost = LostResponses()
    /// Why the connection ended; `nil` while the connection is open.
    var end: CodexError?

    /// Removes a request whose response has come.
    mutating func take(_ id: Int64) -> AsyncPromise<Data>? {
      abandoned?.remove(id)
      lost.exclude(id)
      return responses.removeValue(forKey: id)
    }

    /// Removes the requests to which lost responses certainly belong.
    mutating func takeLost() -> [(response: AsyncPromise<Data>, reason: String)] {
      var taken: [(AsyncPromise<Data>, String)] = []
      while let (id, reason) = lost.takeCertain() {
        abandoned?.remove(id)
        if let response = responses.removeValue(forKey: id) { taken.append((response, reason)) }
      }
      return taken
    }
  }

  /// The maximum number of abandoned requests that are remembered.
  private static let abandonedLimit = 1024

  private let state = Locked(State())

  /// How a response was handled.
  enum Outcome {
    /// The caller has received the response.
    case delivered
    /// The caller no longer waits, because it was cancelled or its time was up.
    case ignored
    /// The response has the ID of a request that was never sent.
    case unknownRequest
  }

  /// Whether no caller waits for a response.
  var isEmpty: Bool { state.withLock { $0.responses.isEmpty } }

  /// Registers a request.
  ///
  /// - Throws: The reason for the end of the connection, when the connection has ended.
  func add() throws -> (id: Int64, response: AsyncPromise<Data>) {
    try state.withLock { state in
      if let end = state.end { throw end }
      state.lastID += 1
      let response = AsyncPromise<Data>()
      state.responses[state.lastID] = response
      return (state.lastID, response)
    }
  }

  /// Removes a request whose response is no longer needed.
  ///
  /// - Parameter isSent: Whether the request was sent, so that the server still responds to it.
  func remove(_ id: Int64, isSent: Bool) {
    state.withLock { state in
      guard state.responses.removeValue(forKey: id) != nil, isSent else { return }
      state.abandoned?.insert(id)
      if let count = state.abandoned?.count, count > Self.abandonedLimit { state.abandoned = nil }
    }
  }

  func complete(_ id: Int64?, with message: Data) -> Outcome {
    guard let id else { return .unknownRequest }
    let (response, wasSent, lost) = state.withLock { state in
      (state.take(id), id >= 1 && id <= state.lastID, state.takeLost())
    }
    response?.fulfill(.success(message))
    Self.fail(lost)
    return response != nil ? .delivered : wasSent ? .ignored : .unknownRequest
  }

  /// Fails a request whose response is malformed. Does nothing when the request is not pending.
  ///
  /// - Parameters:
  ///   - id: The request's ID, or `nil` when the response's ID could not be read. In that case, the request fails as soon as the
  ///     response can belong to no other request.
  ///   - reason: Why the response is malformed.
  func fail(_ id: Int64?, reason: String) {
    let failed = state.withLock { state in
      if let id { return (state.take(id).map { [($0, reason)] } ?? []) + state.takeLost() }
      if let abandoned = state.abandoned {
        state.lost.add(
          candidates: abandoned.union(state.responses.keys),
          reason: "\(reason); the response's ID could not be read, but no other request was without a response"
        )
      }
      return state.takeLost()
    }
    Self.fail(failed)
  }

  private static func fail(_ requests: [(response: AsyncPromise<Data>, reason: String)]) {
    for (response, reason) in requests {
      let context = DecodingError.Context(codingPath: [], debugDescription: reason)
      response.fulfill(.failure(DecodingError.dataCorrupted(context)))
    }
  }

  /// Fails every pending request with the reason why the connection was lost. Requests can be added again later.
  func interrupt(_ closure: TransportClosure) {
    let responses = state.withLock { state in
      // The server responds to no request of a connection that is lost.
      defer {
        state.responses = [:]
        state.abandoned = []
        state.lost = LostResponses()
      }
      return state.responses.values
    }
    for response in responses { response.fulfill(.failure(closure)) }
  }

  /// Fails every pending request, and each that is added later. Only the first error is used.
  func end(_ error: CodexError) {
    let responses = state.withLock { state in
      state.end = state.end ?? error
      defer { state.responses = [:] }
      return state.responses.values
    }
    for response in responses { response.fulfill(.failure(error)) }
  }
}
