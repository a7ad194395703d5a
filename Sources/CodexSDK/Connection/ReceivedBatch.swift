/// The messages that a transport has handed over together, as far as they have to be remembered until the last one is handled.
///
/// A task that waits for notifications is resumed when the batch ends. So it finds all notifications of the batch, and is resumed once.
final class ReceivedBatch: Sendable {
  fileprivate struct State {
    var resumptions: [Resumption] = []
    /// The number of messages for which the first resumption has waited.
    var delay = 0
    /// Whether the program waits for messages like one of the batch.
    var isAwaited = false
  }

  /// How many messages a resumption waits for. A long batch takes time, and a task can run on another thread meanwhile.
  private static let delayLimit = 16

  private let state = Locked(State())

  /// Notes that a message was handled.
  ///
  /// - Parameters:
  ///   - resumptions: The resumptions of tasks that the message causes.
  ///   - isAwaited: Whether the program waits for messages like this one.
  func add(_ resumptions: [Resumption], isAwaited: Bool) {
    let due = state.withLock { state -> [Resumption] in
      if isAwaited { state.isAwaited = true }
      state.resumptions += resumptions
      guard !state.resumptions.isEmpty else { return [] }
      state.delay += 1
      return state.delay >= Self.delayLimit ? state.takeResumptions() : []
    }
    for resumption in due { resumption() }
  }

  /// Notes that the program waits for messages like the one that was added last.
  func noteAwaited() { state.withLock { $0.isAwaited = true } }

  /// Resumes the tasks.
  ///
  /// - Returns: Whether the program waits for messages like one of the batch.
  func end() -> Bool {
    let (due, isAwaited) = state.withLock { state -> ([Resumption], Bool) in
      defer { state.isAwaited = false }
      return (state.takeResumptions(), state.isAwaited)
    }
    for resumption in due { resumption() }
    return isAwaited
  }
}

extension ReceivedBatch.State {
  fileprivate mutating func takeResumptions() -> [Resumption] {
    defer {
      resumptions.removeAll(keepingCapacity: false)
      delay = 0
    }
    return resumptions
  }
}
