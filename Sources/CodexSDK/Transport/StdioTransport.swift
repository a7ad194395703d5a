#if os(macOS) || os(Linux)
import Foundation

/// Runs `codex app-server` as a child process and talks to it over its standard input and output.
///
/// The child lives exactly as long as the transport: `close()` ends it in order, and so does dropping the transport, in
/// the background. Unavailable where a program cannot start processes (iOS and its relatives).
public final class StdioTransport: CodexTransport {
  /// What to start.
  public struct Command: Hashable, Sendable {
    /// The path of the program.
    public var executable: String
    public var arguments: [String]
    /// The whole environment of the child.
    public var environment: [String: String]
    /// Where the child works; `nil` for where this process does.
    public var workingDirectory: String?

    public init(
      executable: String,
      arguments: [String] = ["app-server"],
      environment: [String: String] = ProcessInfo.processInfo.environment,
      workingDirectory: String? = nil
    ) {
      self.executable = executable
      self.arguments = arguments
      self.environment = environment
      self.workingDirectory = workingDirectory
    }
  }

  private let command: Command
  private let closeTimeouts: CloseTimeouts
  private let connection: Locked<Connection>

  private enum Connection {
    case idle
    case running(ChildConnection)
    case closed
  }

  public init(_ command: Command, closeTimeouts: CloseTimeouts = CloseTimeouts()) {
    self.command = command
    self.closeTimeouts = closeTimeouts
    connection = Locked(.idle)
  }

  deinit {
    // Its own thread ends the child and reaps it; nothing here waits.
    if case .running(let child) = connection.withLock({ $0 }) { child.requestClose() }
  }

  /// The process id of the child while it runs.
  public var processIdentifier: Int32? {
    if case .running(let child) = connection.withLock({ $0 }) { child.processIdentifier } else { nil }
  }

  public func start(
    receive: @escaping @Sendable (Data) -> Void,
    closed: @escaping @Sendable (TransportClosure) -> Void
  ) throws {
    try connection.withLock { connection in
      guard case .idle = connection else { throw TransportClosure(reason: "the transport was used before") }
      let process = try ChildProcess(command)
      let child = ChildConnection(process, timeouts: closeTimeouts, receive: receive, closed: closed)
      child.run()
      connection = .running(child)
    }
  }

  public func send(_ message: Data) throws {
    guard case .running(let child) = connection.withLock({ $0 }) else {
      throw TransportClosure(reason: "the transport is not open")
    }
    try child.send(message)
  }

  public func close() async {
    let child = connection.withLock { connection -> ChildConnection? in
      if case .running(let child) = connection { return child }
      connection = .closed
      return nil
    }
    guard let child else { return }
    child.requestClose()
    await child.ended()
  }
}
#endif

/// How long an orderly close waits for the server before it insists.
public struct CloseTimeouts: Hashable, Sendable {
  /// After its standard input has ended, until it is asked to terminate (SIGTERM).
  public var exit: Duration
  /// After it was asked to terminate, until it is killed (SIGKILL).
  public var terminate: Duration

  public init(exit: Duration = .seconds(3), terminate: Duration = .seconds(2)) {
    self.exit = exit
    self.terminate = terminate
  }
}
