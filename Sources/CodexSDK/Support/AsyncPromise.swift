/// A result that is set once. Any number of tasks can wait for it, before or after it is set.
final class AsyncPromise<Value: Sendable>: Sendable {
  private struct State {
    var result: Result<Value, any Error>?
    var lastWaiterID = 0
    /// The tasks in `wait()`. Most promises have one.
    var waiters: [(id: Int, continuation: CheckedContinuation<Value, any Error>)] = []
    /// The tasks in `waitIgnoringCancellation()`.
    var uncancellableWaiters: [CheckedContinuation<Result<Value, any Error>, Never>] = []
  }

  private let state = Locked(State())

  /// Sets the result and resumes every waiting task. Only the first call has an effect.
  func fulfill(_ result: Result<Value, any Error>) {
    let waiting = state.withLock { state -> State? in
      guard state.result == nil else { return nil }
      defer {
        state.waiters = []
        state.uncancellableWaiters = []
      }
      state.result = result
      return state
    }
    guard let waiting else { return }
    for waiter in waiting.waiters { waiter.continuation.resume(with: result) }
    for waiter in waiting.uncancellableWaiters { waiter.resume(returning: result) }
  }

  /// The result, or `nil` while it is not set.
  var result: Result<Value, any Error>? { state.withLock { $0.result } }

  /// Waits for the result. When the calling task is cancelled, only this wait ends, immediately.
  ///
  /// - Throws: The failure given to `fulfill`, or `CancellationError`.
  func wait() async throws -> Value {
    let (known, id) = state.withLock { state -> (Result<Value, any Error>?, Int) in
      state.lastWaiterID += 1
      return (state.result, state.lastWaiterID)
    }
    if let known { return try known.get() }
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        let known = state.withLock { state -> Result<Value, any Error>? in
          if let result = state.result { return result }
          // The cancellation handler below may already have run, when there was no waiter to remove yet.
          // In that case the task is marked as cancelled.
          if Task.isCancelled { return .failure(CancellationError()) }
          state.waiters.append((id, continuation))
          return nil
        }
        if let known { continuation.resume(with: known) }
      }
    } onCancel: {
      let waiter = state.withLock { state in
        state.waiters.firstIndex { $0.id == id }.map { state.waiters.remove(at: $0).continuation }
      }
      waiter?.resume(throwing: CancellationError())
    }
  }

  /// Waits for the result even when the calling task is cancelled. For shutdowns, which must always be completed.
  func waitIgnoringCancellation() async -> Result<Value, any Error> {
    await withCheckedContinuation { (continuation: CheckedContinuation<Result<Value, any Error>, Never>) in
      let known = state.withLock { state -> Result<Value, any Error>? in
        if let result = state.result { return result }
        state.uncancellableWaiters.append(continuation)
        return nil
      }
      if let known { continuation.resume(returning: known) }
    }
  }
}
