/// Why no connection to a running app-server could be made. See `Codex.init(connectingTo:configuration:)`.
public struct ConnectionFailure: Error, Hashable, Sendable {
  /// The step that failed.
  #if hasAttribute(nonexhaustive)
  @nonexhaustive
  #endif
  public enum Reason: Hashable, Sendable {
    /// The name of the host could not be resolved. The value is the system's description of the error.
    case nameNotResolved(String)
    /// No address of the server accepted the connection. The value is the system's description of the error.
    case unreachable(String)
    /// The server did not accept the connection or did not respond to the upgrade request within this time.
    case timedOut(Duration)
    /// The Unix socket does not belong to the user of this program, or the file is no socket.
    case untrustedSocket(String)
    /// The server responded to the upgrade request with another HTTP status than 101. The message is the first line of the
    /// response's body.
    case refused(status: Int, message: String)
    /// The server responded to the upgrade request, but the response does not open a WebSocket.
    case notWebSocket(String)
    /// The server, or the program that connects to the server, ended the connection before it responded to the upgrade request.
    case ended(TransportClosure)
  }

  /// The address of the server, without a token, a password or a query.
  public var address: String
  /// The step that failed.
  public var reason: Reason

  /// Makes a failure, for example for a transport of your own.
  public init(address: String, reason: Reason) {
    self.address = address
    self.reason = reason
  }
}

extension ConnectionFailure: CustomStringConvertible {
  /// What failed, and what the reader can do.
  public var description: String { "No connection to \(address) could be made: \(reason)" }
}

extension ConnectionFailure.Reason: CustomStringConvertible {
  public var description: String {
    switch self {
    case .nameNotResolved(let problem): "the name of the host could not be resolved (\(problem)). Check the address."
    case .unreachable(let problem): "\(problem). Check that the app-server runs and listens at this address."
    case .timedOut(let duration):
      "the server did not respond within \(duration). Check the address, or raise CodexConfiguration.connectTimeout."
    case .untrustedSocket(let problem): "\(problem)."
    case .refused(let status, let message):
      "the server refused the connection with the HTTP status \(status)\(message.isEmpty ? "" : ": \(message)"). "
        + Self.advice(status: status)
    case .notWebSocket(let problem): "\(problem). Check that the address is that of a Codex app-server."
    case .ended(let closure):
      "the connection ended before the server responded\(closure). Check that the address is that of a Codex app-server."
    }
  }

  private static func advice(status: Int) -> String {
    switch status {
    case 300..<400:
      "Redirects are not followed, because they could send the token to another server. Use the final address."
    case 401:
      "The token is missing, wrong or expired. Pass the token that the server was started with: .webSocket(url, token: BearerToken(…))."
    case 403:
      "The app-server refuses requests with an Origin header, which this SDK does not send. Check proxies between."
    case 404: "Check the path of the address."
    case 429, 503: "The server is overloaded. Try again later."
    default: "Check that the address is that of a Codex app-server."
    }
  }
}
