import CodexProtocol
import CodexWire

/// A message of the server that the SDK could not read, so that its contents are lost.
struct LostMessage: Sendable {
  /// What could be read of the message.
  let header: MessageHeader
  /// Why the message could not be read.
  let failure: DecodingFailure
  /// The message, when it is valid JSON without the form of its method.
  let notification: ServerNotification?

  init(_ header: MessageHeader, reason: String) {
    self.header = header
    failure = DecodingFailure(pointer: "", reason: reason)
    notification = nil
  }

  /// A message that is valid JSON, but does not have the form of its method.
  init(_ header: MessageHeader, _ notification: ServerNotification, failure: DecodingFailure) {
    self.header = header
    self.failure = failure
    self.notification = notification
  }

  /// Notifications of a turn that came before the turn had a handle, and for which the buffer had no room.
  static func notBuffered(of turn: TurnKey) -> LostMessage {
    var header = MessageHeader()
    header.threadID = turn.threadID
    header.turnID = turn.turnID
    return LostMessage(
      header,
      reason: "notifications came before the response that contains the turn's ID, and the buffer had no room for them"
    )
  }

  /// The notifications that the server sent while the connection was lost.
  static func whileDisconnected(_ closure: TransportClosure) -> LostMessage {
    LostMessage(
      MessageHeader(),
      reason:
        "the connection was lost\(closure); notifications that the server sent before it was open again are missing"
    )
  }

  /// The method, or `nil` when it could not be read. Damage can change the method, too, but a control character in it shows
  /// the damage.
  var method: String? { header.method.flatMap { Self.isIntact($0) ? $0 : nil } }

  var traits: NotificationTraits { .of(method: method) }

  /// Whether the message may be the last one of its turn.
  var mayEndTurn: Bool { method == nil || traits.contains(.endsTurn) }

  /// The thread that the message belongs to, or `nil` when it could not be read.
  var threadID: String? { header.threadID.flatMap { Self.isIntact($0) ? $0 : nil } }

  /// The turn that the message belongs to, or `nil` when it could not be read.
  var turn: TurnKey? {
    guard let threadID, let turnID = header.turnID, Self.isIntact(turnID) else { return nil }
    return TurnKey(threadID: threadID, turnID: turnID)
  }

  /// The event that takes the message's place in `CodexTurn.events`. It contains what could be read.
  var event: ServerNotification {
    if let notification { return notification }
    var params: [String: JSONValue] = [:]
    if let threadID = header.threadID { params["threadId"] = .string(threadID) }
    if let turnID = header.turnID { params["turnId"] = .string(turnID) }
    var message: [String: JSONValue] = ["params": .object(params)]
    if let method = header.method { message["method"] = .string(method) }
    return .unrecognized(UnrecognizedMessage(.object(message), failure: failure))
  }

  private static func isIntact(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0 != "\u{FFFD}" }
  }
}
