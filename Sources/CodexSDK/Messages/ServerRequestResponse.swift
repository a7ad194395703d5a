import CodexProtocol
import CodexWire
import Foundation

/// What a request of the server is answered with.
public enum ServerRequestAnswer: Hashable, Sendable {
  case result(JSONValue)
  case failure(code: Int64, message: String, data: JSONValue? = nil)

  /// The typed answer of `method`.
  ///
  /// - Throws: when the response cannot be written as JSON.
  public static func answering<Method: ServerMethod>(
    _ method: Method.Type,
    _ response: Method.Response
  ) throws -> ServerRequestAnswer {
    .result(try WireDecoder().decode(JSONValue.self, from: WireEncoder.encode(response)))
  }

  /// The answer of the handler of `method`; `nil` when there is none.
  static func answering<Method: ServerMethod>(
    _ method: Method.Type,
    _ params: Method.Params,
    by handler: ServerRequestHandlers.Handler<Method>?
  ) async throws -> ServerRequestAnswer? {
    guard let handler else { return nil }
    return try answering(method, try await handler(params))
  }
}

extension ServerRequestAnswer {
  /// What a request is answered with that nobody handles: "no", in the form that its type has for it.
  ///
  /// Every request gets an answer, since the server waits for it, and never a consent: only the program's user can give
  /// one. The answers are data: `serverRequests` in `schema/customization.json`.
  ///
  /// - Parameter reason: Why there is no other answer, for types that have no refusing one.
  static func refusing(_ method: String, code: Int64, reason: String) -> ServerRequestAnswer {
    (try? ServerRequestHandlers.refusal(of: method)) ?? .failure(code: code, message: reason)
  }

  /// What this SDK answers by itself: the time.
  ///
  /// It is asked for from clients that have opted in to the experimental API, which a configuration can do without the
  /// trait that makes the type known. It grants nothing, and a failure would stop the turn.
  static func automatic(_ method: String) -> ServerRequestAnswer? {
    method == "currentTime/read"
      ? .result(["currentTimeAt": .integer(Int64(Date().timeIntervalSince1970))]) : nil
  }
}
