import CodexProtocol
import CodexWire

/// The error object of a JSON-RPC response.
///
/// A handler of `InMemoryAppServer` throws an error object to respond with it. `InMemoryAppServer.request(_:)` throws
/// the error object with which the client responded.
public struct RPCRefusal: Error, Hashable, Sendable {
  public var code: Int
  public var message: String
  public var data: JSONValue?

  public init(code: Int, message: String, data: JSONValue? = nil) {
    self.code = code
    self.message = message
    self.data = data
  }

  /// The error with which an overloaded server responds. The client may send the request again.
  public static let overloaded = RPCRefusal(code: -32001, message: "Server overloaded; retry later.")

  public static func invalidRequest(_ message: String) -> RPCRefusal { RPCRefusal(code: -32600, message: message) }
}

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
