#if os(macOS) || os(Linux)
import Foundation

/// Runs `codex app-server` as a child process, and exchanges messages over the child's standard input and output.
///
/// `close()` ends the child process. The child is the leader of a process group of its own. When the child has ended,
/// by `close()` or in any other way, the processes that it started and that are still in this group are ended, too:
/// they get SIGTERM, and after `CloseTimeouts.terminate` SIGKILL. The app-server runs each command and each MCP server
/// in a group of its own, and ends these groups when it ends. If the app-server is killed by a signal, it cannot do
/// this. Then the transport ends the commands on Linux; MCP servers read the end of their standard input.
///
/// A terminal sends the SIGINT of Ctrl-C to its foreground process group. So Ctrl-C reaches this process, but not the
/// child. When this process ends, in whatever way, the child reads the end of its standard input, and the app-server
/// then ends itself.
///
/// When the transport is released without `close()`, the child process is ended in the
/// background. The type is not available on platforms where a program cannot start processes, such as iOS.
public final class StdioTransport: CodexTransport {
  /// The command that starts the child process.
  public struct Command: Hashable, Sendable {
    /// The path of the program. A relative path is resolved in the working directory of this process, also when
    /// `workingDirectory` is another folder.
    public var executable: String
    /// The arguments, without the program's path. Other users of the machine can read them, for example with `ps`.
    public var arguments: [String]
    /// The environment of the child process. It inherits no other variables. The transport adds the variable
    /// `CODEX_SWIFT_SDK_SESSION`, by which it finds processes that the child has left behind. Descriptions of the
    /// command do not show the values.
    public var environment: [String: String]
    /// The working directory of the child process. `nil` uses the working directory of this process.
    public var workingDirectory: String?

    /// Makes a command. Without `environment`, the child process has the environment of this process.
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

  /// The default limit of a message: 256 MB.
  public static let defaultMessageSizeLimit = 256 * 1024 * 1024

  private let command: Command
  private let closeTimeouts: CloseTimeouts
  private let clock: any Clock<Duration>
  private let messageSizeLimit: Int
  private let connection: Locked<Connection>

  private enum Connection {
    case idle
    case running(ChildConnection)
    case closed
  }

  /// Makes a transport. The child process is started by `start(receive:closed:)`.
  ///
  /// - Parameters:
  ///   - command: The command that starts the child process.
  ///   - closeTimeouts: How long closing waits for the child process before it ends the process by force.
  ///   - messageSizeLimit: The maximum number of bytes of a message that the child sends. When the limit is exceeded, the
  ///     transport ends with a `TransportClosure` that says so. The limit protects this process's memory: a message
  ///     takes up to 1.3 times its size until it is decoded.
  ///   - clock: Measures `closeTimeouts`. A test can set a clock that it controls.
  public init(
    _ command: Command,
    closeTimeouts: CloseTimeouts = CloseTimeouts(),
    messageSizeLimit: Int = StdioTransport.defaultMessageSizeLimit,
    clock: any Clock<Duration> = ContinuousClock()
  ) {
    self.command = command
    self.closeTimeouts = closeTimeouts
    self.clock = clock
    self.messageSizeLimit = messageSizeLimit
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
    try start(receive: receive, batchEnded: { true }, closed: closed)
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

extension StdioTransport: BatchTransport {
  func start(
    receive: @escaping @Sendable (Data) -> Void,
    batchEnded: @escaping @Sendable () -> Bool,
    closed: @escaping @Sendable (TransportClosure) -> Void
  ) throws {
    try connection.withLock { connection in
      guard case .idle = connection else {
        throw TransportClosure(reason: "the transport was started or closed before, and it can be started only once")
      }
      let process = try ChildProcess(command)
      let child = ChildConnection(
        process,
        timeouts: closeTimeouts,
        clock: clock,
        output: .lines(limit: messageSizeLimit, receive, batchEnded: batchEnded),
        closed: closed
      )
      child.run()
      connection = .running(child)
    }
  }
}
#endif

/// How long closing waits for the server's process before it ends the process by force.
public struct CloseTimeouts: Hashable, Sendable {
  /// How long to wait after the end of the server's standard input, before the SDK sends SIGTERM.
  public var exit: Duration
  /// How long to wait after SIGTERM, before the SDK sends SIGKILL.
  public var terminate: Duration

  /// Makes the two times. What is not given has the value that suits most programs.
  public init(exit: Duration = .seconds(3), terminate: Duration = .seconds(2)) {
    self.exit = exit
    self.terminate = terminate
  }
}
