import Foundation

/// The requests that wait for their answers.
final class PendingRequests: Sendable {
  private struct State {
    var lastID: Int64 = 0
    var waiting: [Int64: OneShot<Data>] = [:]
    var end: CodexError?
  }

  private let state = Locked(State())

  /// What becomes of an answer.
  enum Outcome {
    case delivered
    /// Its caller has gone: cancelled, or out of time.
    case late
    /// It answers nothing that was ever sent.
    case unknown
  }

  /// - Throws: why there will be no answer any more, once the connection has ended.
  func add() throws -> (id: Int64, answer: OneShot<Data>) {
    try state.withLock { state in
      if let end = state.end { throw end }
      state.lastID += 1
      let answer = OneShot<Data>()
      state.waiting[state.lastID] = answer
      return (state.lastID, answer)
    }
  }

  /// Nobody waits for this answer any more.
  func remove(_ id: Int64) { state.withLock { $0.waiting[id] = nil } }

  func complete(_ id: Int64?, with message: Data) -> Outcome {
    let (answer, isKnown) = state.withLock { state -> (OneShot<Data>?, Bool) in
      guard let id else { return (nil, false) }
      return (state.waiting.removeValue(forKey: id), id >= 1 && id <= state.lastID)
    }
    answer?.fulfill(.success(message))
    return answer != nil ? .delivered : isKnown ? .late : .unknown
  }

  /// Ends every request that waits, and each that comes. The first reason counts.
  func end(_ error: CodexError) {
    let waiting = state.withLock { state in
      state.end = state.end ?? error
      defer { state.waiting = [:] }
      return state.waiting.values
    }
    for answer in waiting { answer.fulfill(.failure(error)) }
  }
}
