import CodexSDK
import CodexWire
import Foundation

/// Messages that passed, in order, from any thread.
final class Recorder: Sendable {
  private let messages = Locked<[Data]>([])

  func record(_ message: Data) { messages.withLock { $0.append(message) } }

  /// As they stood on the wire.
  var texts: [String] { messages.withLock { $0 }.map { String(decoding: $0, as: UTF8.self) } }

  /// Their methods, in order.
  func methods() throws -> [String] {
    try texts.map { try JSONValue(parsing: $0.utf8)["method"]?.stringValue ?? "" }
  }
}
