/// Resumes waiting tasks. The receiver must call this closure after it has released its locks, because resuming a task may
/// run the task immediately on the current thread.
typealias Resumption = @Sendable () -> Void

/// A buffer between a producer that never waits and consumers that wait for elements.
///
/// Each element is delivered to one consumer, in the order in which the consumers asked. The buffer is a `BoundedQueue`.
/// When the queue refuses an element, the stream ends with an error after the buffered elements.
final class BufferedStream<Element: Sendable>: Sendable {
  private struct State {
    var queue: BoundedQueue<Element>
    var isDiscarding = false
    var lastWaiterID = 0
    /// The consumers that wait, in the order in which they asked. Empty while the queue is not empty.
    var waiters: [(id: Int, continuation: CheckedContinuation<Element?, any Error>)] = []
    /// How the stream ended: normally or with an error. `nil` while the stream is open.
    var end: Result<Void, any Error>?

    /// The next element, or how the stream ended. `nil` when a consumer has to wait.
    mutating func takeNext() -> Result<Element?, any Error>? {
      if let element = queue.popFirst() { return .success(element) }
      return end.map { $0.map { nil } }
    }
  }

  private let limit: Int
  private let overflowError: (any Error)?
  private let state: Locked<State>

  /// - Parameters:
  ///   - limit: The maximum number of buffered elements.
  ///   - overflowError: The error that ends the stream when the queue refuses an element. Not needed for a stream whose
  ///     elements are all droppable.
  init(limit: Int, overflowError: (any Error)? = nil) {
    self.limit = limit
    self.overflowError = overflowError
    state = Locked(State(queue: BoundedQueue(limit: limit)))
  }

  /// The number of elements that were dropped because they were not read in time.
  var droppedCount: Int { state.withLock { $0.queue.dropped } }

  /// Delivers an element to the first waiting consumer, or buffers it.
  ///
  /// - Returns: The resumption of the consumer. The caller must call it; otherwise the consumer is never resumed.
  func push(_ element: Element, isDroppable: Bool) -> Resumption? {
    state.withLock { state in
      guard state.end == nil, !state.isDiscarding else { return nil }
      if !state.waiters.isEmpty {
        let waiter = state.waiters.removeFirst().continuation
        return { waiter.resume(returning: element) }
      }
      if !state.queue.append(element, isDroppable: isDroppable) {
        state.end = overflowError.map(Result.failure) ?? .success(())
      }
      return nil
    }
  }

  /// Ends the stream after the buffered elements. Only the first call has an effect.
  func finish(throwing error: (any Error)? = nil) -> Resumption? {
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

  /// Removes the buffered elements and ignores later ones, because there is no consumer. `stopDiscarding` ends this.
  func discard() {
    state.withLock {
      $0.isDiscarding = true
      $0.queue = BoundedQueue(limit: limit)
    }
  }

  var isDiscarding: Bool { state.withLock { $0.isDiscarding } }

  /// Buffers the elements that are pushed from now on.
  func stopDiscarding() { state.withLock { $0.isDiscarding = false } }

  /// Removes and returns all buffered elements.
  func drain() -> [Element] {
    state.withLock { state in
      var elements: [Element] = []
      while let element = state.queue.popFirst() { elements.append(element) }
      return elements
    }
  }

  /// Waits for the next element.
  ///
  /// - Parameter isolation: The actor of the caller. A loop on the main actor continues there without a detour through another thread.
  /// - Returns: The element, or `nil` after the stream has ended.
  /// - Throws: The error that the stream ended with, on each call; `CancellationError` when the calling task is cancelled.
  func next(isolation: isolated (any Actor)? = #isolation) async throws -> Element? {
    if Task.isCancelled { throw CancellationError() }
    // A consumer that is slower than the producer finds an element here, and takes it without a suspension.
    let (known, id) = state.withLock { state -> (Result<Element?, any Error>?, Int) in
      if let known = state.takeNext() { return (known, 0) }
      state.lastWaiterID += 1
      return (nil, state.lastWaiterID)
    }
    if let known { return try known.get() }
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        let known = state.withLock { state -> Result<Element?, any Error>? in
          // The cancellation handler below may already have run, when there was no waiter to remove yet.
          // In that case the task is marked as cancelled.
          if Task.isCancelled { return .failure(CancellationError()) }
          if let known = state.takeNext() { return known }
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
}
