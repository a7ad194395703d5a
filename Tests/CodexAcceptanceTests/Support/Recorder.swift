import CodexSDK
import CodexWire
import Foundation

/// Records messages in order. Messages can be recorded from any thread.
final class Recorder: Sendable {
  private let messages = Locked<[Data]>([])

  func record(_ message: Data) { messages.withLock { $0.append(message) } }

  /// The text of the messages.
  var texts: [String] { messages.withLock { $0 }.map { String(decoding: $0, as: UTF8.self) } }

  /// Returns the methods of the messages, in order. A message without a method has an empty one.
  func methods() throws -> [String] {
    try texts.map { try JSONValue(parsing: $0.utf8)["method"]?.stringValue ?? "" }
  }
}
