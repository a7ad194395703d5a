import CodexProtocol
import Foundation

/// How Codex is started and how the connection behaves.
public struct CodexConfiguration: Sendable {
  /// Which program to run.
  public enum Executable: Hashable, Sendable {
    /// `CODEX_BIN`, then `PATH`, then the places where Codex is usually installed.
    case automatic
    /// This path, or a name to look for in `PATH`.
    case path(String)
  }

  public var executable: Executable
  /// The arguments after the overrides.
  public var arguments: [String]
  /// Settings that override `config.toml` for this process: each becomes `-c key=value`. The value is TOML; what is no
  /// TOML is taken as a string.
  public var configOverrides: [String: String]
  /// Environment variables on top of those of this process.
  public var environment: [String: String]
  /// Where the server works; `nil` for where this process does.
  public var workingDirectory: String?

  /// Who we are, as the server and its logs see it.
  public var clientInfo: ClientInfo
  /// Whether to ask for the experimental API. By default exactly when the package is built with the trait
  /// `ExperimentalAPI`, which is what makes that API reachable.
  public var experimentalAPI: Bool
  /// Notifications that the server need not send, by their exact names. Leaving out `item/completed` or
  /// `turn/completed` takes from turns what their results are made of.
  public var optOutNotificationMethods: [String]

  /// For how long a request waits for its answer unless its call says otherwise. `nil`, the default, waits for ever: some
  /// methods (running a command, resuming a huge thread) take as long as they take.
  public var requestTimeout: Duration?
  /// For how long the start may take until the server has answered.
  public var startupTimeout: Duration
  /// How requests are repeated that the server refuses as overloaded.
  public var retry: RetryPolicy
  public var closeTimeouts: CloseTimeouts
  /// Told of threads that close. Set by `askForApproval(through:)`.
  var approvalReuse: ApprovalReuse?

  /// How many unread events each turn holds. When there are more, the oldest deltas go first, since `item/completed`
  /// repeats what they said; a turn that has no deltas left to drop fails its event stream instead of losing anything.
  /// The result of a turn does not depend on its events being read.
  public var turnEventBufferLimit: Int
  /// The same for each subscription to `Codex.notifications`.
  public var notificationBufferLimit: Int

  /// Told of what nobody else gets: notifications that belong to no turn while nobody subscribes to
  /// `Codex.notifications`, and what is no message at all. One call at a time, in order, never on the reader; when it
  /// falls behind by 1,024 the oldest are dropped.
  public var onUnhandledNotification: (@Sendable (UnhandledMessage) async -> Void)?

  /// Decides what the agent may do: commands, file changes, permissions and MCP tools alike. `ApprovalMode.askUser` needs
  /// it. Without it, and when it throws, the answer is no.
  ///
  /// Each request has a task of its own, so a person may take any time, and several may wait at once. The task is
  /// cancelled when the question is withdrawn, when its turn ends and when the connection does.
  public var approvalHandler: (@Sendable (ApprovalRequest) async throws -> ApprovalDecision)?
  /// Answers to single requests of the server, each in its own type; one that is here goes before `approvalHandler`, but
  /// for MCP tools: their approval comes as an elicitation, and what fills in forms should not approve tools by accident.
  public var handlers: ServerRequestHandlers
  /// The raw door, before all others: it also sees methods that this release does not know, which no typed handler can.
  /// `nil` as an answer leaves the request to the others.
  public var onServerRequest: (@Sendable (ServerRequest) async throws -> ServerRequestAnswer?)?
  /// Told whenever a request of the server gets the refusing answer without anyone having said no, and whenever a handler
  /// is cancelled. One call at a time, in order; when it falls behind by 1,024 the oldest are dropped.
  public var onServerRequestEvent: (@Sendable (ServerRequestEvent) async -> Void)?

  public init(
    executable: Executable = .automatic,
    arguments: [String] = ["app-server"],
    configOverrides: [String: String] = [:],
    environment: [String: String] = [:],
    workingDirectory: String? = nil,
    clientInfo: ClientInfo = Self.defaultClientInfo,
    experimentalAPI: Bool = Self.isBuiltWithExperimentalAPI,
    optOutNotificationMethods: [String] = [],
    requestTimeout: Duration? = nil,
    startupTimeout: Duration = .seconds(60),
    retry: RetryPolicy = RetryPolicy(),
    closeTimeouts: CloseTimeouts = CloseTimeouts(),
    turnEventBufferLimit: Int = 16_384,
    notificationBufferLimit: Int = 16_384,
    onUnhandledNotification: (@Sendable (UnhandledMessage) async -> Void)? = nil,
    approvalHandler: (@Sendable (ApprovalRequest) async throws -> ApprovalDecision)? = nil,
    handlers: ServerRequestHandlers = ServerRequestHandlers(),
    onServerRequest: (@Sendable (ServerRequest) async throws -> ServerRequestAnswer?)? = nil,
    onServerRequestEvent: (@Sendable (ServerRequestEvent) async -> Void)? = nil
  ) {
    self.executable = executable
    self.arguments = arguments
    self.configOverrides = configOverrides
    self.environment = environment
    self.workingDirectory = workingDirectory
    self.clientInfo = clientInfo
    self.experimentalAPI = experimentalAPI
    self.optOutNotificationMethods = optOutNotificationMethods
    self.requestTimeout = requestTimeout
    self.startupTimeout = startupTimeout
    self.retry = retry
    self.closeTimeouts = closeTimeouts
    self.turnEventBufferLimit = turnEventBufferLimit
    self.notificationBufferLimit = notificationBufferLimit
    self.onUnhandledNotification = onUnhandledNotification
    self.approvalHandler = approvalHandler
    self.handlers = handlers
    self.onServerRequest = onServerRequest
    self.onServerRequestEvent = onServerRequestEvent
  }

  /// What a program is called that gives no name of its own.
  public static var defaultClientInfo: ClientInfo {
    ClientInfo(name: "codex_swift_sdk", version: GeneratedFrom.codexVersion, title: "Codex Swift SDK")
  }

  /// Whether the package is built with the trait `ExperimentalAPI`.
  public static var isBuiltWithExperimentalAPI: Bool {
    #if ExperimentalAPI
    true
    #else
    false
    #endif
  }
}

/// What came from the server and went to nobody.
#if hasAttribute(nonexhaustive)
@nonexhaustive
#endif
public enum UnhandledMessage: Sendable {
  /// A notification that belongs to no turn, while nobody subscribed to `Codex.notifications`.
  case notification(ServerNotification)
  /// An answer to a request that was never sent.
  case response(Data)
  /// Something that is no JSON-RPC message.
  case malformed(Data, reason: String)
}

#if os(macOS) || os(Linux)
extension CodexConfiguration {
  /// The program to start for this configuration.
  ///
  /// - Throws: `CodexError.executableNotFound`.
  func command() throws -> StdioTransport.Command {
    var environment = ProcessInfo.processInfo.environment.merging(environment) { _, ours in ours }
    let locator = ExecutableLocator(environment: environment)
    let path = try locator.locate(executable)
    if let tools = locator.toolsDirectory(for: path) {
      environment["PATH"] = environment["PATH"].map { "\(tools):\($0)" } ?? tools
    }
    let overrides = configOverrides.sorted { $0.key < $1.key }.flatMap { ["-c", "\($0.key)=\($0.value)"] }
    return StdioTransport.Command(
      executable: path,
      arguments: overrides + arguments,
      environment: environment,
      workingDirectory: workingDirectory
    )
  }
}
#endif
