import CodexProtocol
import CodexWire
import Foundation

/// Decodes the notifications of one connection, with one decoder that knows the ids that they repeat.
///
/// `@unchecked Sendable` is sound: the decoder, which is for one task at a time, is only used while the lock is held.
final class NotificationDecoder: @unchecked Sendable {
  private let lock = NSLock()
  private let decoder = WireDecoder()

  /// - Throws: `DecodingError` for what is no JSON; a known notification that does not decode is `unrecognized`.
  func decode(_ message: Data) throws -> ServerNotification {
    lock.lock()
    defer { lock.unlock() }
    return try decoder.decode(ServerNotification.self, from: message)
  }
}
