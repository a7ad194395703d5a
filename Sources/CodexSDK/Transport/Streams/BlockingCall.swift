import Foundation

/// Runs system calls that block, such as a name lookup, without blocking a thread of Swift concurrency.
enum BlockingCall {
  private enum Progress<Value: Sendable>: Sendable {
    case running
    case finished(Value)
    case abandoned
  }

  /// Runs a closure on a thread of its own, and waits for its result.
  ///
  /// When the time is over or the calling task is cancelled, only the wait ends. The thread continues until the closure
  /// returns, and its value is then discarded.
  ///
  /// - Parameters:
  ///   - timeout: How long to wait.
  ///   - timeoutError: The error that is thrown when the time is over.
  ///   - discard: Releases a value for which nobody waits any longer.
  ///   - body: The closure. Its parameter is the time at which the wait ends.
  static func run<Value: Sendable>(
    timeout: Duration,
    timeoutError: any Error,
    discard: @escaping @Sendable (Value) -> Void,
    _ body: @escaping @Sendable (ContinuousClock.Instant) throws -> Value
  ) async throws -> Value {
    let deadline = ContinuousClock.now + timeout.asWait
    let progress = Locked(Progress<Value>.running)
    let result = AsyncPromise<Value>()
    let thread = Thread {
      do {
        let value = try body(deadline)
        let isWanted = progress.withLock { progress in
          if case .abandoned = progress { return false }
          progress = .finished(value)
          return true
        }
        if isWanted { result.fulfill(.success(value)) } else { discard(value) }
      } catch {
        result.fulfill(.failure(error))
      }
    }
    thread.name = "codex-sdk.connect"
    thread.stackSize = 512 * 1024
    thread.start()

    let timer = Task {
      try await Task.sleep(until: deadline, clock: .continuous)
      result.fulfill(.failure(timeoutError))
    }
    defer { timer.cancel() }
    do {
      return try await result.wait()
    } catch {
      let unused = progress.withLock { progress -> Value? in
        defer { progress = .abandoned }
        if case .finished(let value) = progress { return value }
        return nil
      }
      if let unused { discard(unused) }
      throw error
    }
  }
}
