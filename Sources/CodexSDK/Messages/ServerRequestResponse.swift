import CodexProtocol
import CodexWire
import Foundation

/// The client's response to a request of the server.
public enum ServerRequestResponse: Hashable, Sendable {
  /// The request was handled. The value is the method's response, as JSON.
  case result(JSONValue)
  /// The request was not handled.
  case error(RPCError)

  /// Makes the response to a method from the method's own response type.
  ///
  /// - Throws: An error of the encoder when the response cannot be written as JSON.
  public static func response<Method: ServerMethod>(
    to method: Method.Type,
    _ response: Method.Response
  ) throws -> ServerRequestResponse {
    .result(try WireDecoder().decode(JSONValue.self, from: WireEncoder.encode(response)))
  }

  /// Calls a handler and makes the response to a method from the value that the handler returns.
  ///
  /// - Returns: `nil` when there is no handler.
  static func response<Method: ServerMethod>(
    to method: Method.Type,
    _ params: Method.Params,
    by handler: ServerRequestHandlers.Handler<Method>?
  ) async throws -> ServerRequestResponse? {
    guard let handler else { return nil }
    return try response(to: method, try await handler(params))
  }
}

extension ServerRequestResponse {
  /// The response to a request that has no handler or whose handler failed: the refusal that the method defines or, when the
  /// method defines none, an error object.
  ///
  /// Every request gets a response, because the server waits for one. The response is never a consent: only the program's
  /// user can give a consent. The refusals are data: the section `serverRequests` of `schema/customization.json`.
  ///
  /// - Parameter error: The error object for methods that define no refusal.
  static func refusal(of method: String, otherwise error: RPCError) -> ServerRequestResponse {
    (try? ServerRequestHandlers.refusal(of: method)) ?? .error(error)
  }

  /// The response that the SDK itself gives when there is no handler: the current time. `nil` for all other methods.
  ///
  /// The server asks every client that uses the experimental API for the time, also a client that enabled the API only with
  /// `CodexConfiguration.capabilities`, without the trait that declares the method's type. The response grants nothing,
  /// and an error would stop the turn.
  static func automatic(to method: String) -> ServerRequestResponse? {
    method == "currentTime/read"
      ? .result(["currentTimeAt": .integer(Int64(Date().timeIntervalSince1970))]) : nil
  }
}
