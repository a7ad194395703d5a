import CodexProtocol
import Foundation

/// The settings for starting Codex and for the connection to it.
///
/// The settings `executable`, `arguments`, `configOverrides`, `environment` and `workingDirectory` are for a server that the SDK
/// starts. With `Codex(connectingTo:)` they must have their default values, because the server runs already.
public struct CodexConfiguration: Sendable {
  /// The program to run.
  public enum Executable: Hashable, Sendable {
    /// Searches `CODEX_BIN`, then `PATH`, then the usual installation folders. When `CODEX_BIN` is set, only its value is
    /// tried.
    case automatic
    /// A path, or the name of a program in `PATH`. A relative path is resolved in the working directory of this
    /// process. Entries of `PATH` that are not absolute paths are ignored.
    case path(String)
  }

  /// The program to run. The default is `.automatic`.
  public var executable: Executable
  /// The arguments that follow the configuration overrides. The default is `["app-server"]`. Other users of the machine can
  /// read the arguments of a process, so do not pass secrets here.
  public var arguments: [String]
  /// Settings that override `config.toml` for the server's process. Each becomes an argument `-c key=value`. The value is
  /// TOML; a value that is not valid TOML is used as a string.
  ///
  /// Other users of the machine can read the arguments of a process, for example with `ps`. So do not pass secrets here; pass
  /// them in `environment`, and refer to the variable, for example with the setting `env_key` of a model provider.
  public var configOverrides: [String: String]
  /// Environment variables that the server's process has in addition to the inherited ones. They replace inherited variables of
  /// the same name. Descriptions of the configuration do not show the values.
  public var environment: [String: String]
  /// The variables of this process that the server's process inherits. The default is `.all`. For example,
  /// `.allExcept(["OPENAI_API_KEY"])` keeps the key of this process from the server and from the agent's commands.
  ///
  /// The program is searched with the `PATH` of this process, whether or not the server's process inherits the variable.
  public var inheritedEnvironment: InheritedEnvironment
  /// The working directory of the server. `nil` uses the working directory of this process.
  public var workingDirectory: String?

  /// The name and version of this program. The server writes them to its logs.
  public var clientInfo: ClientInfo
  /// What this program declares when it opens the session: the capabilities of the client, as the schema defines them.
  ///
  /// Two members have a default of their own when they are `nil`:
  /// - `experimentalAPI` is `true` when the package is built with the trait `ExperimentalAPI`, which declares that API, and
  ///   otherwise `false`.
  /// - `requestAttestation` is `true` when `handlers.attestation` is set. Otherwise it is not sent.
  ///
  /// Do not list `item/completed` or `turn/completed` in `optOutNotificationMethods`, because the results of turns are computed
  /// from them.
  public var capabilities: InitializeCapabilities

  /// How long a request waits for its response when its call passes no timeout. `nil`, the default, waits without a limit,
  /// because some methods, such as running a command, can take very long.
  ///
  /// A request whose response is damaged fails with `CodexError.decoding`, if the SDK can tell which request the response belongs
  /// to. Otherwise the request waits until this timeout, and `onUnhandledMessage` receives the message as `.malformed`.
  ///
  /// Every function has a parameter `timeout` that replaces this setting for one call.
  public var requestTimeout: Duration?
  /// How long a call that waits for the end of a turn may take: `run`, `compact` and `runShellCommand`. `nil`, the default, waits
  /// without a limit. When the time is up, the call throws `CodexError.turnTimedOut`, and the turn is interrupted; see
  /// `abandonedTurns`.
  public var turnTimeout: Duration?
  /// What happens with a turn when the call that waits for it is cancelled or its time is up. The default is `.interrupt`.
  ///
  /// The setting concerns calls that start a turn. A handle of a turn has `interrupt()`, and `result(timeout:)`.
  public var abandonedTurns: AbandonedTurns
  /// What happens when the server has sent nothing about a running turn for a long time. `nil`, the default, does nothing.
  public var turnSilence: TurnSilencePolicy?
  /// Measures the times of this configuration, the parameters `timeout`, and the delays of `retry` and `reconnection`. The default is a
  /// `ContinuousClock`. A test can set a clock that it controls.
  ///
  /// `connectTimeout` is measured in real time, because the system waits for the network. So are the interval of the states of a thread,
  /// and the pauses of less than a second after which the SDK asks the server again.
  public var clock: any Clock<Duration>
  /// How long it may take to connect to a running server: to resolve the name of its host, to connect, and to receive the response
  /// to the upgrade request. The default is 30 seconds. A server that the SDK starts needs no connection.
  public var connectTimeout: Duration
  /// How long the server may take to open the session. The default is 60 seconds.
  public var startupTimeout: Duration
  /// How often a request is repeated when the server refuses it because the server is overloaded.
  public var retry: RetryPolicy
  /// How long closing waits for the server's process before it ends the process by force. With a running server, `exit` is how
  /// long closing waits until the server closes the connection.
  public var closeTimeouts: CloseTimeouts
  /// The maximum number of bytes of a message that the server sends. `nil`, the default, means 256 MB for a server that the SDK
  /// starts, and 1 GiB for a running server. When the limit is exceeded, the connection ends with `CodexError.transportClosed`,
  /// whose reason names the limit. A transport that is passed to `Codex` has a limit of its own.
  public var messageSizeLimit: Int?
  /// Receive the notifications of the connection before the router delivers them.
  var observers: [any NotificationObserver] = []
  /// How long to wait after a lost message before the server is asked whether a turn has ended. The delay gives the server
  /// time to store the end of the turn.
  var turnRecoveryDelay: Duration = .milliseconds(500)

  /// The maximum number of unread events of each turn. When it is reached, the oldest deltas are dropped first, because
  /// `item/completed` repeats their contents. When no deltas are left, the event stream ends with
  /// `CodexError.bufferOverflow`. The result of a turn does not depend on whether its events are read.
  public var turnEventBufferLimit: Int
  /// The maximum number of unread notifications of each subscription to `Codex.notifications`. What happens at the limit is
  /// the same as for `turnEventBufferLimit`.
  public var notificationBufferLimit: Int

  /// Called with each message that has no other receiver: a notification that belongs to no turn while there is no
  /// subscription to `Codex.notifications`, a response to an unknown request, and a message that is not valid JSON-RPC.
  ///
  /// The calls come one at a time and in order, on a task of their own. When more than 1,024 messages wait, the oldest are
  /// dropped.
  public var onUnhandledMessage: (@Sendable (UnhandledMessage) async -> Void)?

  /// Called with each message of the connection in both directions, for logs and for finding mistakes. The default,
  /// `nil`, costs nothing.
  ///
  /// The text of a message has `<redacted>` in place of each secret, unless `onMessageIncludesSecrets` is set. Secrets
  /// are recognized by the names of their JSON members: those whose values the descriptions of the generated types do
  /// not show, such as `apiKey`, `accessToken` and `env`, and all names that look like names of secrets. A secret in
  /// another place, such as a password in a prompt, in a file or in the output of a command, is not recognized. So
  /// treat the texts as confidential.
  ///
  /// The calls come one at a time and in order, on a task of their own. When more than 64 MB wait because the closure
  /// is slow, further messages are dropped, and the next message tells how many: `ObservedMessage.droppedCount`.
  /// Messages that wait when the connection ends are still delivered.
  public var onMessage: (@Sendable (ObservedMessage) async -> Void)?
  /// Whether `onMessage` receives the unchanged text of each message. The default is `false`.
  ///
  /// - Warning: The texts then contain API keys, tokens, authorization codes and the values of environment variables.
  ///   Everybody who can read the log can use them. Set this only while you look for a mistake, and never in a program
  ///   that other people use.
  public var onMessageIncludesSecrets: Bool

  /// What happens with a request of the server that has no handler. The default is `.automatic`.
  public var requestsWithoutHandler: RequestsWithoutHandler
  /// When and how a lost connection is opened again. `nil` never opens a connection again. The default is `ReconnectionPolicy()`.
  ///
  /// The setting has no effect on a server that the SDK started, because the server ends with its connection.
  public var reconnection: ReconnectionPolicy?

  /// Decides whether the agent may do an action: a command, a file change, a permission or a call of an MCP tool.
  /// Without this handler, and when it throws an error, the action is refused, unless a handler in `handlers` decides about it. On a
  /// shared server, the request stays open for the other clients: see `requestsWithoutHandler`. `ApprovalMode.askUser` needs this
  /// handler, or at least one handler for approvals in `handlers`.
  ///
  /// The server does not offer every decision for every action. When the handler returns a decision that is not offered, such as
  /// `.acceptForSession` for an action that can only be accepted once, the action is refused and `onServerRequestEvent` is
  /// called with the kind `.notOffered`. Ask `ApprovalRequest.offers(_:)` before you return such a decision.
  ///
  /// The handler runs on a separate task for each request, so it may take any time, and several requests can wait at once.
  /// The task is cancelled when the server withdraws the request, when the turn ends, and when the connection ends.
  public var approvalHandler: (@Sendable (ApprovalRequest) async throws -> ApprovalDecision)?
  /// Typed handlers for single methods of the server. A typed handler is called before `approvalHandler`.
  ///
  /// The approval of an MCP tool is an exception: the server sends it as an elicitation, and a handler that fills in forms
  /// must not approve tools by accident. So `approvalHandler` is called first.
  public var handlers: ServerRequestHandlers
  /// Called with each request of the server before all other handlers, also with methods that this release of the SDK does
  /// not know. When it returns `nil`, the other handlers are called.
  public var onServerRequest: (@Sendable (ServerRequest) async throws -> ServerRequestResponse?)?
  /// Called when a request of the server was refused or left open although no handler decided so, when a handler was cancelled,
  /// and when a handler responded too late.
  ///
  /// The calls come one at a time and in order, on a task of their own. When more than 1,024 events wait, the oldest are
  /// dropped.
  public var onServerRequestEvent: (@Sendable (ServerRequestEvent) async -> Void)?

  /// Makes a configuration. What is not given has the value that suits most programs.
  public init(
    executable: Executable = .automatic,
    arguments: [String] = ["app-server"],
    configOverrides: [String: String] = [:],
    environment: [String: String] = [:],
    inheritedEnvironment: InheritedEnvironment = .all,
    workingDirectory: String? = nil,
    clientInfo: ClientInfo = Self.defaultClientInfo,
    capabilities: InitializeCapabilities = InitializeCapabilities(),
    requestTimeout: Duration? = nil,
    turnTimeout: Duration? = nil,
    abandonedTurns: AbandonedTurns = .interrupt,
    turnSilence: TurnSilencePolicy? = nil,
    clock: any Clock<Duration> = ContinuousClock(),
    connectTimeout: Duration = .seconds(30),
    startupTimeout: Duration = .seconds(60),
    retry: RetryPolicy = RetryPolicy(),
    closeTimeouts: CloseTimeouts = CloseTimeouts(),
    messageSizeLimit: Int? = nil,
    turnEventBufferLimit: Int = 16_384,
    notificationBufferLimit: Int = 16_384,
    onUnhandledMessage: (@Sendable (UnhandledMessage) async -> Void)? = nil,
    onMessage: (@Sendable (ObservedMessage) async -> Void)? = nil,
    onMessageIncludesSecrets: Bool = false,
    requestsWithoutHandler: RequestsWithoutHandler = .automatic,
    reconnection: ReconnectionPolicy? = ReconnectionPolicy(),
    approvalHandler: (@Sendable (ApprovalRequest) async throws -> ApprovalDecision)? = nil,
    handlers: ServerRequestHandlers = ServerRequestHandlers(),
    onServerRequest: (@Sendable (ServerRequest) async throws -> ServerRequestResponse?)? = nil,
    onServerRequestEvent: (@Sendable (ServerRequestEvent) async -> Void)? = nil
  ) {
    self.executable = executable
    self.arguments = arguments
    self.configOverrides = configOverrides
    self.environment = environment
    self.inheritedEnvironment = inheritedEnvironment
    self.workingDirectory = workingDirectory
    self.clientInfo = clientInfo
    self.capabilities = capabilities
    self.requestTimeout = requestTimeout
    self.turnTimeout = turnTimeout
    self.abandonedTurns = abandonedTurns
    self.turnSilence = turnSilence
    self.clock = clock
    self.connectTimeout = connectTimeout
    self.startupTimeout = startupTimeout
    self.retry = retry
    self.closeTimeouts = closeTimeouts
    self.messageSizeLimit = messageSizeLimit
    self.turnEventBufferLimit = turnEventBufferLimit
    self.notificationBufferLimit = notificationBufferLimit
    self.onUnhandledMessage = onUnhandledMessage
    self.onMessage = onMessage
    self.onMessageIncludesSecrets = onMessageIncludesSecrets
    self.requestsWithoutHandler = requestsWithoutHandler
    self.reconnection = reconnection
    self.approvalHandler = approvalHandler
    self.handlers = handlers
    self.onServerRequest = onServerRequest
    self.onServerRequestEvent = onServerRequestEvent
  }

  /// The client information of a program that does not set its own.
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

/// A message of the server that has no receiver. See `CodexConfiguration.onUnhandledMessage`.
#if hasAttribute(nonexhaustive)
@nonexhaustive
#endif
public enum UnhandledMessage: Sendable {
  /// A notification that belongs to no turn, while there was no subscription to `Codex.notifications`.
  case notification(ServerNotification)
  /// A response to a request that was never sent. The value is the message's JSON text.
  case response(Data)
  /// A message that is not valid JSON-RPC. The value is the message as it was received. If its kind cannot be read, the message
  /// may be the response to any request that waits.
  case malformed(Data, reason: String)
}

#if os(macOS) || os(Linux)
extension CodexConfiguration {
  /// The command that starts the server with this configuration.
  ///
  /// - Parameter own: The environment of this process.
  /// - Throws: `CodexError.executableNotFound`.
  func command(
    from own: [String: String] = ProcessInfo.processInfo.environment
  ) throws -> StdioTransport.Command {
    let locator = ExecutableLocator(environment: own.merging(environment) { _, added in added })
    let path = try locator.locate(executable)
    var environment = inheritedEnvironment.variables(of: own).merging(environment) { _, added in added }
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
