import CodexWire
import Foundation

/// Passes each message of a connection to a callback of the user's program, on a task of its own. The connection never
/// waits for the callback.
final class MessageTap: Sendable {
  /// The maximum number of bytes of the messages that wait for the callback.
  static let defaultLimit = 64 * 1024 * 1024

  /// A message whose secrets are not replaced yet. That takes time, so it is not done on the thread that reads
  /// messages.
  private struct Entry {
    var direction: ObservedMessage.Direction
    var time: Date
    var message: Data
    var droppedCount: Int
  }

  private struct State {
    var entries: [Entry] = []
    /// The number of bytes of `entries`.
    var size = 0
    /// The number of messages that were dropped after the last entry.
    var droppedCount = 0
    var isDelivering = false
  }

  private let includesSecrets: Bool
  private let limit: Int
  private let callback: @Sendable (ObservedMessage) async -> Void
  private let state = Locked(State())

  /// - Parameter limit: The maximum number of bytes that wait. A message for which there is no room is dropped, unless
  ///   no other waits.
  init(
    includesSecrets: Bool,
    limit: Int = MessageTap.defaultLimit,
    callback: @escaping @Sendable (ObservedMessage) async -> Void
  ) {
    self.includesSecrets = includesSecrets
    self.limit = limit
    self.callback = callback
  }

  /// Notes a message. Returns immediately.
  func record(_ direction: ObservedMessage.Direction, _ message: Data) {
    let mustStart = state.withLock { state -> Bool in
      guard state.entries.isEmpty || state.size + message.count <= limit else {
        state.droppedCount += 1
        return false
      }
      let entry = Entry(direction: direction, time: Date(), message: message, droppedCount: state.droppedCount)
      state.entries.append(entry)
      state.size += message.count
      state.droppedCount = 0
      defer { state.isDelivering = true }
      return !state.isDelivering
    }
    if mustStart { Task { await deliver() } }
  }

  private func deliver() async {
    while let entries = next() {
      for entry in entries { await callback(observed(entry)) }
    }
  }

  /// All messages that wait. When none waits, the delivery ends.
  private func next() -> [Entry]? {
    state.withLock { state in
      guard !state.entries.isEmpty else {
        state.isDelivering = false
        return nil
      }
      defer {
        state.entries = []
        state.size = 0
      }
      return state.entries
    }
  }

  private func observed(_ entry: Entry) -> ObservedMessage {
    ObservedMessage(
      direction: entry.direction,
      time: entry.time,
      size: entry.message.count,
      text: includesSecrets ? String(decoding: entry.message, as: UTF8.self) : MessageSecrets.redacted(entry.message),
      droppedCount: entry.droppedCount
    )
  }
}
