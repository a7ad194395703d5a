import CodexProtocol
import CodexWire

/// An error answer of JSON-RPC, thrown by whoever refuses and by whoever is refused.
public struct RPCRefusal: Error, Hashable, Sendable {
  public var code: Int
  public var message: String
  public var data: JSONValue?

  public init(code: Int, message: String, data: JSONValue? = nil) {
    self.code = code
    self.message = message
    self.data = data
  }

  /// What a server says that has too much to do: the request may be sent again.
  public static let overloaded = RPCRefusal(code: -32001, message: "Server overloaded; retry later.")

  public static func invalidRequest(_ message: String) -> RPCRefusal { RPCRefusal(code: -32600, message: message) }
}

/// A message that the in-memory app-server got from the client.
public struct ReceivedMessage: Hashable, Sendable {
  /// The message without the end of line, as it came: what is on the wire, byte for byte.
  public var bytes: [UInt8]
  /// The same, parsed; `.null` when it is no JSON.
  public var json: JSONValue

  public var method: String? { json["method"]?.stringValue }
  public var params: JSONValue? { json["params"] }
  public var id: JSONValue? { json["id"] }
  public var isRequest: Bool { method != nil && id != nil }
}
