#if os(macOS) || os(Linux)
import Foundation

/// Runs `codex app-server` as a child process, and exchanges messages over the child's standard input and output.
///
/// `close()` ends the child process. When the transport is released without `close()`, the child process is ended in the
/// background. The type is not available on platforms where a program cannot start processes, such as iOS.
public final class StdioTransport: CodexTransport {
  /// The command that starts the child process.
  public struct Command: Hashable, Sendable {
    /// The path of the program.
    public var executable: String
    /// The arguments, without the program's path. Other users of the machine can read them, for example with `ps`.
    public var arguments: [String]
    /// The complete environment of the child process. It inherits no other variables. Descriptions of the command do not show
    /// the values.
    public var environment: [String: String]
    /// The working directory of the child process. `nil` uses the working directory of this process.
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
    // The child's own thread ends and reaps it. This call does not wait.
    if case .running(let child) = connection.withLock({ $0 }) { child.requestClose() }
  }

  /// The process ID of the child process, or `nil` when it does not run.
  public var processIdentifier: Int32? {
    if case .running(let child) = connection.withLock({ $0 }) { child.processIdentifier } else { nil }
  }

  public func start(
    receive: @escaping @Sendable (Data) -> Void,
    closed: @escaping @Sendable (TransportClosure) -> Void
  ) throws {
    try connection.withLock { connection in
      guard case .idle = connection else {
        throw TransportClosure(reason: "the transport was started or closed before, and it can be started only once")
      }
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
    await child.waitForEnd()
  }
}
#endif

/// How long closing waits for the server's process before it ends the process by force.
public struct CloseTimeouts: Hashable, Sendable {
  /// How long to wait after the end of the server's standard input, before the SDK sends SIGTERM.
  public var exit: Duration
  /// How long to wait after SIGTERM, before the SDK sends SIGKILL.
  public var terminate: Duration

  public init(exit: Duration = .seconds(3), terminate: Duration = .seconds(2)) {
    self.exit = exit
    self.terminate = terminate
  }
}
