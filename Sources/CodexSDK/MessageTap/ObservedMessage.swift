import Foundation

/// A message between this program and the server. See `CodexConfiguration.onMessage`.
public struct ObservedMessage: Hashable, Sendable {
  /// Who sent a message.
  public enum Direction: Hashable, Sendable {
    /// This program sent the message to the server. When the connection is lost at this moment, the server may not have
    /// received it.
    case sent
    /// The server sent the message to this program.
    case received
  }

  /// Who sent the message.
  public var direction: Direction
  /// When the message was passed to the transport, or came from the transport, by the clock of this program.
  public var time: Date
  /// The number of bytes of the JSON text as it was transferred, without a line end or the header of a frame.
  public var size: Int
  /// The JSON text of the message, with `<redacted>` in place of each secret, unless
  /// `CodexConfiguration.onMessageIncludesSecrets` is set. A message that is not valid JSON is `<redacted>` as a whole.
  public var text: String
  /// The number of messages directly before this one that `onMessage` did not receive, because it was too slow.
  /// Normally 0.
  public var droppedCount: Int

  /// Makes a message, for example for the tests of your program.
  public init(direction: Direction, time: Date, size: Int, text: String, droppedCount: Int = 0) {
    self.direction = direction
    self.time = time
    self.size = size
    self.text = text
    self.droppedCount = droppedCount
  }
}
