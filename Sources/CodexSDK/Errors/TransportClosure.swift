/// How a transport ended.
public struct TransportClosure: Error, Hashable, Sendable {
  /// How the server's process ended. `nil` when the transport has no process, or when the system did not keep the status.
  public var exit: ExitStatus?
  /// The end of what the server wrote to its standard error, at most 16 KB. Secrets that `StdioTransport` recognizes are
  /// replaced by `<redacted>`: the values of environment variables and of configuration overrides whose names contain a word such
  /// as `key`, `token` or `secret`, bearer tokens, passwords in URLs, and common API keys.
  public var standardErrorTail: String
  /// The problem of the transport that closed it. `nil` when the transport worked until the end.
  public var reason: String?

  public init(exit: ExitStatus? = nil, standardErrorTail: String = "", reason: String? = nil) {
    self.exit = exit
    self.standardErrorTail = standardErrorTail
    self.reason = reason
  }
}

extension TransportClosure: CustomStringConvertible {
  /// The details, for a sentence that ends with "ended". Empty, or begins with a space or a colon.
  public var description: String {
    var text = exit.map { " (\($0))" } ?? ""
    if let reason { text += ": \(reason)" }
    if !standardErrorTail.isEmpty { text += ". Its standard error ends with:\n\(standardErrorTail)\n" }
    return text
  }
}

/// How a process ended.
public enum ExitStatus: Hashable, Sendable, CustomStringConvertible {
  /// The process returned this exit status.
  case exited(Int32)
  /// This signal ended the process.
  case signaled(Int32)

  public var description: String {
    switch self {
    case .exited(let status): "exit status \(status)"
    case .signaled(let signal): "signal \(signal)"
    }
  }
}
