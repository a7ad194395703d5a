import Foundation

/// The requests that wait for their responses.
final class PendingRequests: Sendable {
  private struct State {
    var lastID: Int64 = 0
    /// The undecoded responses, by request ID.
    var responses: [Int64: AsyncPromise<Data>] = [:]
    /// Why the connection ended; `nil` while the connection is open.
    var end: CodexError?
  }

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
  func remove(_ id: Int64) { state.withLock { $0.responses[id] = nil } }

  func complete(_ id: Int64?, with message: Data) -> Outcome {
    let (response, wasSent) = state.withLock { state -> (AsyncPromise<Data>?, Bool) in
      guard let id else { return (nil, false) }
      return (state.responses.removeValue(forKey: id), id >= 1 && id <= state.lastID)
    }
    response?.fulfill(.success(message))
    return response != nil ? .delivered : wasSent ? .ignored : .unknownRequest
  }

  /// Fails a request whose response is malformed. Does nothing when the request is not pending.
  func fail(_ id: Int64?, reason: String) {
    let response = state.withLock { state in id.flatMap { state.responses.removeValue(forKey: $0) } }
    let context = DecodingError.Context(codingPath: [], debugDescription: reason)
    response?.fulfill(.failure(DecodingError.dataCorrupted(context)))
  }

  /// Fails every pending request with the reason why the connection was lost. Requests can be added again later.
  func interrupt(_ closure: TransportClosure) {
    let responses = state.withLock { state in
      defer { state.responses = [:] }
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
