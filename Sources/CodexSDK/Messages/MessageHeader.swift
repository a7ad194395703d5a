import CodexWire
import Foundation

/// The parts of a JSON-RPC message that decide how the message is handled: its kind, and the thread and turn it belongs to.
///
/// `read(_:)` reads them in one pass over the bytes, without decoding the message. It looks only at the members of the
/// message and of `params`, and skips nested values without validating them. Invalid JSON inside a nested value is found when
/// the message is decoded.
struct MessageHeader: Equatable, Sendable {
  /// The message's ID, a string or an integer, as JSON text. The text is written anew from the value, so a response can
  /// repeat it. `nil` when `id` is absent or null.
  var id: Data?
  var method: String?
  var threadID: String?
  var turnID: String?
  /// The JSON text of `params.requestId`, written like `id`. `nil` also when the value is neither a string nor an integer.
  var requestID: Data?
  var hasResult = false
  var hasError = false
  /// When the server sent the notification, in milliseconds since 1970 by the clock of the server. `nil` when the
  /// message does not say so: only notifications contain the time, and servers before 0.147.0 do not send it.
  var emittedAtMilliseconds: Int64?

  /// The message's ID when it is an integer. The IDs of the requests that the SDK sends are integers.
  var integerID: Int64? { id.flatMap { Int64(String(decoding: $0, as: UTF8.self)) } }

  /// The turn that the message belongs to, or `nil` when the message does not name a thread and a turn.
  var turn: TurnKey? {
    guard let threadID, let turnID else { return nil }
    return TurnKey(threadID: threadID, turnID: turnID)
  }
}

extension MessageHeader {
  /// Reads the header of a message.
  ///
  /// - Returns: The header, and why the message is malformed: it is not a JSON object, as far as the scan checks this; its ID
  ///   is neither a string nor an integer; or a member that decides how the message is handled occurs twice, so that the
  ///   header and the decoder could take different ones. The header of a malformed message contains what could be read.
  static func read(_ message: Data) -> (header: MessageHeader, fault: String?) {
    var recent = RecentTexts()
    return read(message, &recent)
  }

  /// Reads the header of a message.
  ///
  /// - Parameter recent: The texts of the messages before, which are used again.
  static func read(_ message: Data, _ recent: inout RecentTexts) -> (header: MessageHeader, fault: String?) {
    message.withUnsafeBytes { bytes in
      var scanner = HeaderScanner(bytes: bytes, recent: recent)
      scanner.scan()
      recent = scanner.recent
      return (scanner.header, scanner.fault)
    }
  }

  /// Returns `nil` when the message is malformed.
  init?(_ message: Data) {
    let (header, fault) = Self.read(message)
    guard fault == nil else { return nil }
    self = header
  }
}
