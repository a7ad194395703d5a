import Foundation

/// A request that got no response because the connection to the server was lost. The SDK opens the connection again.
public struct ConnectionLoss: Error, Hashable, Sendable {
  /// The method of the request.
  public var method: String
  /// Whether the server may have received the request and carried it out. `false` means that the request was certainly not sent,
  /// so the program can repeat it.
  ///
  /// The SDK repeats only requests that read something. It never repeats a request that has an effect when the server may have
  /// received the request.
  public var mayHaveBeenSent: Bool
  /// How the connection was lost.
  public var closure: TransportClosure

  /// Makes a loss, for example for the tests of your error handling.
  public init(method: String, mayHaveBeenSent: Bool, closure: TransportClosure) {
    self.method = method
    self.mayHaveBeenSent = mayHaveBeenSent
    self.closure = closure
  }
}

extension ConnectionLoss: CustomStringConvertible, LocalizedError {
  public var errorDescription: String? { description }

  public var description: String {
    let advice =
      mayHaveBeenSent
      ? "The server may have carried out the request. Ask the server before you repeat it."
      : "The request was not sent, so it can be repeated."
    return "The connection was lost before the response to \(method)\(closure). \(advice)"
  }
}
