import CodexSDK

/// Delivers the server's messages to the client one at a time, in the order in which they were sent.
///
/// The client is called without a lock, so that the client may send something back while it receives a message.
final class OutgoingMessages: Sendable {
  typealias Receiver = @Sendable ([UInt8]) -> Void

  private struct State {
    var receiver: Receiver?
    /// Whether a thread is delivering messages. That thread also delivers the messages that are added meanwhile.
    var isDelivering = false
    var messages: [[UInt8]] = []
  }

  private let state = Locked(State())

  /// Sets the receiver, which first gets the messages that were sent before.
  func connect(_ receiver: Receiver?) {
    state.withLock { $0.receiver = receiver }
    deliver()
  }

  func send(_ message: [UInt8]) {
    state.withLock { $0.messages.append(message) }
    deliver()
  }

  private func deliver() {
    var isDeliveringHere = false
    while true {
      let next = state.withLock { [isDeliveringHere] state -> (receiver: Receiver, message: [UInt8])? in
        if state.isDelivering, !isDeliveringHere { return nil }
        guard let receiver = state.receiver, !state.messages.isEmpty else {
          state.isDelivering = false
          return nil
        }
        state.isDelivering = true
        return (receiver, state.messages.removeFirst())
      }
      guard let next else { return }
      isDeliveringHere = true
      next.receiver(next.message)
    }
  }
}
