/// How a transport ended.
public struct TransportClosure: Error, Hashable, Sendable {
  /// How the server's process ended. `nil` when the transport has no process, or when the system did not keep the status.
  public var exit: ExitStatus?
  /// Whether this program ended the server's process by a signal, because of the problem in `reason`. Then `exit` says nothing
  /// about the server.
  public var wasEndedByClient: Bool
  /// The end of what the server wrote to its standard error, at most 16 KB, without colours and other control sequences of
  /// terminals. Secrets that `StdioTransport` recognizes are replaced by `<redacted>`: the values of environment variables and of
  /// configuration overrides whose names contain a word such as `key`, `token` or `secret`, bearer tokens, passwords in URLs, and
  /// common API keys.
  public var standardError: String
  /// The problem of the transport that closed it. `nil` when the transport worked until the end.
  public var reason: String?
  /// What may have ended the connection, when the server did not say why it ended the connection. `nil` when the SDK
  /// has no reason to suspect a cause.
  public var suspectedCause: SuspectedCause?

  /// Makes a closure, for example for a transport of your own.
  public init(
    exit: ExitStatus? = nil,
    wasEndedByClient: Bool = false,
    standardError: String = "",
    reason: String? = nil,
    suspectedCause: SuspectedCause? = nil
  ) {
    self.exit = exit
    self.wasEndedByClient = wasEndedByClient
    self.standardError = standardError
    self.reason = reason
    self.suspectedCause = suspectedCause
  }

  /// The last eight lines of `standardError` that are not empty and not part of a stack backtrace. Descriptions of errors contain
  /// these lines.
  public var standardErrorTail: String {
    var isInBacktrace = false
    return standardError.split(whereSeparator: \.isNewline)
      .filter { line in
        guard let first = line.first(where: { !$0.isWhitespace }) else { return false }
        if line.hasPrefix("Stack backtrace:") || line.hasPrefix("stack backtrace:") {
          isInBacktrace = true
        } else if line.first == first, !first.isNumber {
          // The frames of a backtrace are indented or begin with their number.
          isInBacktrace = false
        }
        return !isInBacktrace
      }
      .suffix(8).joined(separator: "\n")
  }
}

extension TransportClosure: CustomStringConvertible {
  /// The details, for a sentence that ends with "ended". Empty, or begins with a space or a colon.
  public var description: String {
    var text = wasEndedByClient ? "" : exit.map { " (\($0))" } ?? ""
    if let reason { text += ": \(reason)" }
    if let suspectedCause { text += (reason == nil ? ": " : "; ") + suspectedCause.description }
    let tail = standardErrorTail
    if !tail.isEmpty { text += ". Its standard error ends with:\n\(tail)\n" }
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
