import Foundation

/// Carries JSON-RPC messages to an app-server and back. It knows where a message ends, and nothing of what it says.
///
/// A transport is used once: started, then closed. `Codex` closes the transport it was given.
public protocol CodexTransport: Sendable {
  /// Opens the transport.
  ///
  /// - Parameters:
  ///   - receive: Called with each whole message (one JSON text, without a line end), in order and never by two threads at
  ///     a time. It returns quickly and never waits for a consumer.
  ///   - closed: Called exactly once, after the last `receive`, when the transport is closed by either side.
  /// - Throws: when it cannot be opened; then neither closure is ever called, and nothing is left to close.
  func start(
    receive: @escaping @Sendable (Data) -> Void,
    closed: @escaping @Sendable (TransportClosure) -> Void
  ) throws

  /// Queues one whole message for sending. It never blocks: a server that does not read must not stop its client.
  ///
  /// - Throws: when the transport is closed, or so much is queued that the server evidently does not read.
  func send(_ message: Data) throws

  /// Closes the transport and returns when nothing is left of it: no process, no descriptor, no thread.
  ///
  /// May be called again, at the same time and before `start`; every call waits for the same end. Cancellation of the
  /// calling task does not cut it short.
  func close() async
}

/// How a transport came to its end.
public struct TransportClosure: Error, Hashable, Sendable {
  /// How the server's process ended; `nil` when there is no process, or nobody can know.
  public var exit: ExitStatus?
  /// The last of what the server wrote to its standard error.
  public var standardErrorTail: String
  /// What went wrong with the transport itself, when that is why it closed.
  public var reason: String?

  public init(exit: ExitStatus? = nil, standardErrorTail: String = "", reason: String? = nil) {
    self.exit = exit
    self.standardErrorTail = standardErrorTail
    self.reason = reason
  }
}

/// How a process ended.
public enum ExitStatus: Hashable, Sendable, CustomStringConvertible {
  /// It returned this status.
  case exited(Int32)
  /// This signal ended it.
  case signaled(Int32)

  public var description: String {
    switch self {
    case .exited(let status): "exit status \(status)"
    case .signaled(let signal): "signal \(signal)"
    }
  }
}
