import CodexWire
import Foundation

/// Messages that passed, in order, from any thread.
///
/// Unchecked, since the compiler cannot see what the lock does: `messages` is only touched under it.
final class Recorder: @unchecked Sendable {
  private let lock = NSLock()
  private var messages: [Data] = []

  func record(_ message: Data) {
    lock.lock()
    defer { lock.unlock() }
    messages.append(message)
  }

  /// As they stood on the wire.
  var texts: [String] {
    lock.lock()
    defer { lock.unlock() }
    return messages.map { String(decoding: $0, as: UTF8.self) }
  }

  /// Their methods, in order.
  func methods() throws -> [String] {
    try texts.map { try JSONValue(parsing: $0.utf8)["method"]?.stringValue ?? "" }
  }
}
