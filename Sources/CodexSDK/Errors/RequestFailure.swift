import CodexWire
import Foundation

/// A request to which the server responded with an error object.
public struct RequestFailure: Error, Hashable, Sendable {
  /// The error object of the server's response.
  public var error: RPCError
  /// The method of the request.
  public var method: String
  /// The ID of the request. The server's log contains the same ID.
  public var id: Int64

  /// Makes a failure, for example for the tests of your error handling.
  public init(_ error: RPCError, method: String, id: Int64) {
    self.error = error
    self.method = method
    self.id = id
  }
}

extension RequestFailure: CustomStringConvertible, LocalizedError {
  public var errorDescription: String? { description }

  public var description: String {
    "The server refused \(method) (request \(id)) with \(error)\(advice)"
  }

  private var advice: String {
    if error.isOverloaded { return " The SDK sent the request as often as CodexConfiguration.retry allows." }
    if error.message.contains("requires experimentalApi") {
      return " Build with the package trait ExperimentalAPI, or set CodexConfiguration.capabilities.experimentalAPI."
    }
    return ""
  }
}
