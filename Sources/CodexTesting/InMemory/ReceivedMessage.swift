import CodexWire

extension InMemoryAppServer {
  /// A message that the in-memory app-server received from the client.
  public struct ReceivedMessage: Hashable, Sendable {
    /// The bytes of the message as they were received, without the line terminator.
    public var bytes: [UInt8]
    /// The parsed message; `.null` when the bytes are not valid JSON.
    public var json: JSONValue

    /// The method of a request or notification.
    public var method: String? { json["method"]?.stringValue }
    /// The parameters of a request or notification.
    public var params: JSONValue? { json["params"] }
    /// The id of a request or response.
    public var id: JSONValue? { json["id"] }
    /// Whether the message is a request: a message with a method and an id.
    public var isRequest: Bool { method != nil && id != nil }
  }
}

extension RPCError {
  /// The error with which the app-server rejects a request that it does not accept.
  static func invalidRequest(_ message: String) -> RPCError { RPCError(code: Code.invalidRequest, message: message) }
}
