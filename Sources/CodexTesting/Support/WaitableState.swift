import CodexSDK

/// A value that is protected by a lock, with tasks that wait until the value fulfils a condition.
///
/// A waiting task is resumed by the change that fulfils its condition; there is no polling.
final class WaitableState<State>: Sendable {
  private struct Waiter {
    /// Checks the condition. If the condition is fulfilled, returns the closure that resumes the task.
    let check: @Sendable (inout State) -> (@Sendable () -> Void)?
    let fail: @Sendable (any Error) -> Void
  }

  private struct Content {
    var state: State
    var waiters: [(id: Int, waiter: Waiter)] = []
    var lastID = 0
  }

  private let content: Locked<Content>

  init(_ state: sending State) { content = Locked(Content(state: state)) }

  /// Reads or changes the state, and then resumes the tasks whose conditions are fulfilled, in the order in which they
  /// began to wait.
  func withLock<Result: Sendable>(_ body: (inout State) throws -> Result) rethrows -> Result {
    let (result, resumptions) = try content.withLock { content in
      let result = try body(&content.state)
      var resumptions: [@Sendable () -> Void] = []
      var remaining: [(id: Int, waiter: Waiter)] = []
      for entry in content.waiters {
        if let resumption = entry.waiter.check(&content.state) {
          resumptions.append(resumption)
        } else {
          remaining.append(entry)
        }
      }
      content.waiters = remaining
      return (result, resumptions)
    }
    for resume in resumptions { resume() }
    return result
  }

  /// Waits until `condition` returns a value, and returns that value.
  ///
  /// - Parameters:
  ///   - timeout: The time after which the wait fails; `nil` to wait without a limit.
  ///   - failure: Returns the error that is thrown after `timeout`.
  ///   - condition: Called under the lock after each change, until it returns a value. The closure may change the
  ///     state.
  /// - Throws: `CancellationError` when the task is cancelled, or the error of `failure` after `timeout`.
  func wait<Result: Sendable>(
    timeout: Duration? = nil,
    failure: @escaping @Sendable (State) -> any Error = { _ in CancellationError() },
    until condition: @escaping @Sendable (inout State) -> Result?
  ) async throws -> Result {
    let id = content.withLock { content in
      content.lastID += 1
      return content.lastID
    }
    let timer = timeout.map { timeout in
      Task {
        try await Task.sleep(for: timeout)
        self.fail(id, failure)
      }
    }
    defer { timer?.cancel() }
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        enter(id, condition, continuation)
        // A cancellation before `enter` found no waiter, so it has to be checked again here.
        if Task.isCancelled { fail(id) { _ in CancellationError() } }
      }
    } onCancel: {
      fail(id) { _ in CancellationError() }
    }
  }

  private func enter<Result: Sendable>(
    _ id: Int,
    _ condition: @escaping @Sendable (inout State) -> Result?,
    _ continuation: CheckedContinuation<Result, any Error>
  ) {
    let waiter = Waiter(
      check: { state in
        guard let result = condition(&state) else { return nil }
        return { @Sendable in continuation.resume(returning: result) }
      },
      fail: { continuation.resume(throwing: $0) }
    )
    let met = content.withLock { content -> Result? in
      if let result = condition(&content.state) { return result }
      content.waiters.append((id, waiter))
      return nil
    }
    if let met { continuation.resume(returning: met) }
  }

  private func fail(_ id: Int, _ error: (State) -> any Error) {
    let failed = content.withLock { content -> (@Sendable () -> Void)? in
      guard let index = content.waiters.firstIndex(where: { $0.id == id }) else { return nil }
      let waiter = content.waiters.remove(at: index).waiter
      let error = error(content.state)
      return { waiter.fail(error) }
    }
    failed?()
  }
}
