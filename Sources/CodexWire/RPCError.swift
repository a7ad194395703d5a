import Foundation

/// The error object of a JSON-RPC response: the reason why a request was not carried out.
///
/// Either side of the connection can send it: the server in response to a request of the client, and the client in response
/// to a request of the server.
public struct RPCError: Error, Hashable, Codable, WireValue {
  /// The kind of error. The static properties of `Code` are the codes that the app-server uses.
  public var code: Int64
  /// The sender's description of the error.
  public var message: String
  /// Additional information, whose form depends on the error.
  public var data: JSONValue?

  /// Makes an error object, for example to refuse a request of the server with it.
  public init(code: Int64, message: String, data: JSONValue? = nil) {
    self.code = code
    self.message = message
    self.data = data
  }

  @_spi(Generated) public static func _describe(_ type: _WireDescription<Self>) {
    type.required("code", \.code)
    type.required("message", \.message)
    type.optional("data", \.data)
  }

  /// The error codes that JSON-RPC defines, and the one that the app-server adds.
  public enum Code {
    /// The message is not valid JSON.
    public static let parseError: Int64 = -32700
    /// The receiver cannot handle the request. The app-server also sends this code for a method that it does not know.
    public static let invalidRequest: Int64 = -32600
    /// The receiver does not know the method.
    public static let methodNotFound: Int64 = -32601
    /// The parameters do not have the form that the method needs.
    public static let invalidParams: Int64 = -32602
    /// The receiver failed while it handled the request.
    public static let internalError: Int64 = -32603
    /// The server has too many requests. This code is an addition of the app-server; it is not part of JSON-RPC.
    public static let overloaded: Int64 = -32001
  }

  /// Whether the receiver did not accept the request. The app-server also sends this code for unknown methods.
  public var isInvalidRequest: Bool { code == Code.invalidRequest }
  /// Whether the receiver does not know the method.
  public var isMethodNotFound: Bool { code == Code.methodNotFound }
  /// Whether the parameters do not have the form that the method needs.
  public var isInvalidParams: Bool { code == Code.invalidParams }
  /// Whether the receiver failed while it handled the request.
  public var isInternalError: Bool { code == Code.internalError }
  /// Whether the server has too many requests, so that the same request may succeed later.
  public var isOverloaded: Bool { code == Code.overloaded }
}

extension RPCError: CustomStringConvertible, LocalizedError {
  public var errorDescription: String? { description }

  public var description: String { "error \(code): \(message)" }
}
