import CodexSDK

/// Hands messages to the client one after the other, in the order in which they were sent.
///
/// No lock is held while the client takes a message, so that it may send something back from there.
final class Outbox: Sendable {
  typealias Receiver = @Sendable ([UInt8]) -> Void

  private struct State {
    var receiver: Receiver?
    /// Whether someone is handing out messages; what comes meanwhile is left to them.
    var isBusy = false
    var messages: [[UInt8]] = []
  }

  private let state = Locked(State())

  /// Names the receiver, who first gets what was sent before there was one.
  func connect(_ receiver: Receiver?) {
    state.withLock { $0.receiver = receiver }
    drain()
  }

  func send(_ message: [UInt8]) {
    state.withLock { $0.messages.append(message) }
    drain()
  }

  private func drain() {
    var isMine = false
    while true {
      let next = state.withLock { [isMine] state -> (receiver: Receiver, message: [UInt8])? in
        if state.isBusy, !isMine { return nil }
        guard let receiver = state.receiver, !state.messages.isEmpty else {
          state.isBusy = false
          return nil
        }
        state.isBusy = true
        return (receiver, state.messages.removeFirst())
      }
      guard let next else { return }
      isMine = true
      next.receiver(next.message)
    }
  }
}
