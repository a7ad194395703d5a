/// A result that comes once and that any number of tasks may wait for, before or after it came.
final class OneShot<Value: Sendable>: Sendable {
  private struct State {
    var result: Result<Value, any Error>?
    var nextTicket = 0
    var waiters: [Int: CheckedContinuation<Value, any Error>] = [:]
    var patient: [CheckedContinuation<Result<Value, any Error>, Never>] = []
  }

  private let state = Locked(State())

  /// Gives the result to everyone who waits or will wait. Only the first result counts; a later one is ignored.
  func fulfill(_ result: Result<Value, any Error>) {
    let waiting = state.withLock { state -> State? in
      guard state.result == nil else { return nil }
      defer {
        state.waiters = [:]
        state.patient = []
      }
      state.result = result
      return state
    }
    guard let waiting else { return }
    for waiter in waiting.waiters.values { waiter.resume(with: result) }
    for waiter in waiting.patient { waiter.resume(returning: result) }
  }

  /// The result, when it has come.
  var result: Result<Value, any Error>? { state.withLock { $0.result } }

  /// Waits for the result. Cancelling the task ends only this wait, at once.
  ///
  /// - Throws: the failure given to `fulfill`, or `CancellationError`.
  func wait() async throws -> Value {
    let ticket = state.withLock { state in
      state.nextTicket += 1
      return state.nextTicket
    }
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        let known = state.withLock { state -> Result<Value, any Error>? in
          if let result = state.result { return result }
          // The handler below may have run before there was a waiter to find; the task is marked as cancelled by then.
          if Task.isCancelled { return .failure(CancellationError()) }
          state.waiters[ticket] = continuation
          return nil
        }
        if let known { continuation.resume(with: known) }
      }
    } onCancel: {
      let waiter = state.withLock { $0.waiters.removeValue(forKey: ticket) }
      waiter?.resume(throwing: CancellationError())
    }
  }

  /// Waits for the result even when the task is cancelled: for ends that must be seen through.
  func waitIgnoringCancellation() async -> Result<Value, any Error> {
    await withCheckedContinuation { (done: CheckedContinuation<Result<Value, any Error>, Never>) in
      let known = state.withLock { state -> Result<Value, any Error>? in
        if let result = state.result { return result }
        state.patient.append(done)
        return nil
      }
      if let known { done.resume(returning: known) }
    }
  }
}
