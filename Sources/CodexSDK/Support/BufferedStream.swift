/// What is to be called once the locks are released: resuming a task may run it at once.
typealias WakeUp = @Sendable () -> Void

/// A buffer between a producer that never waits and consumers that do.
///
/// Each element goes to one consumer: who asks next. The bound and what happens at it are those of `BoundedQueue`; an
/// element that does not get in ends the stream with `CodexError.bufferOverflow`, after what is buffered.
final class BufferedStream<Element: Sendable>: Sendable {
  private struct State {
    var queue: BoundedQueue<Element>
    var isDiscarding = false
    var nextTicket = 0
    /// In the order in which they came. Empty while the queue is not.
    var waiters: [(ticket: Int, continuation: CheckedContinuation<Element?, any Error>)] = []
    /// Set when nothing comes any more: with an error, or in order.
    var end: Result<Void, any Error>?
  }

  private let limit: Int
  private let state: Locked<State>

  init(limit: Int) {
    self.limit = limit
    state = Locked(State(queue: BoundedQueue(limit: limit)))
  }

  /// How many elements were left out because nobody read them in time.
  var omittedCount: Int { state.withLock { $0.queue.omitted } }

  /// Takes an element; what it returns is to be called, or a consumer sleeps on.
  func push(_ element: Element, isExpendable: Bool) -> WakeUp? {
    state.withLock { state in
      guard state.end == nil, !state.isDiscarding else { return nil }
      if !state.waiters.isEmpty {
        let waiter = state.waiters.removeFirst().continuation
        return { waiter.resume(returning: element) }
      }
      if !state.queue.append(element, isExpendable: isExpendable) {
        state.end = .failure(CodexError.bufferOverflow(limit: limit))
      }
      return nil
    }
  }

  /// Ends the stream after what is buffered. Only the first end counts.
  func finish(throwing error: (any Error)? = nil) -> WakeUp? {
    state.withLock { state in
      guard state.end == nil else { return nil }
      state.end = error.map(Result.failure) ?? .success(())
      let waiters = state.waiters.map(\.continuation)
      state.waiters = []
      guard !waiters.isEmpty else { return nil }
      return {
        for waiter in waiters {
          if let error { waiter.resume(throwing: error) } else { waiter.resume(returning: nil) }
        }
      }
    }
  }

  /// Keeps nothing from now on: nobody will read.
  func discard() {
    state.withLock {
      $0.isDiscarding = true
      $0.queue = BoundedQueue(limit: limit)
    }
  }

  /// Whether what comes is kept for somebody.
  var isKeeping: Bool { state.withLock { !$0.isDiscarding } }

  /// Keeps what comes from now on, after all.
  func keep() { state.withLock { $0.isDiscarding = false } }

  /// Takes out all that is buffered.
  func drain() -> [Element] {
    state.withLock { state in
      var elements: [Element] = []
      while let element = state.queue.popFirst() { elements.append(element) }
      return elements
    }
  }

  /// The next element, `nil` at the end.
  ///
  /// - Throws: the error the stream ended with, each time; `CancellationError` when the task is cancelled.
  func next() async throws -> Element? {
    let ticket = state.withLock { state in
      state.nextTicket += 1
      return state.nextTicket
    }
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        let known = state.withLock { state -> Result<Element?, any Error>? in
          // The handler below may have run before there was a waiter to find; the task is marked as cancelled by then.
          if Task.isCancelled { return .failure(CancellationError()) }
          if let element = state.queue.popFirst() { return .success(element) }
          if let end = state.end { return end.map { nil } }
          state.waiters.append((ticket, continuation))
          return nil
        }
        if let known { continuation.resume(with: known) }
      }
    } onCancel: {
      let waiter = state.withLock { state in
        state.waiters.firstIndex { $0.ticket == ticket }.map { state.waiters.remove(at: $0).continuation }
      }
      waiter?.resume(throwing: CancellationError())
    }
  }
}
