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
    .result(try JSONDecoder().decode(JSONValue.self, from: JSONEncoder().encode(response)))
  }
}
