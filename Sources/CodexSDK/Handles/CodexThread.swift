import CodexProtocol

/// A handle of a Codex thread: a conversation, which consists of turns.
///
/// The handle can be copied, and several handles can refer to the same thread. Releasing a handle does not change the thread. When
/// the program has released all handles of a thread and of its turns on a server that other clients use, too, the server no longer
/// sends the notifications of the thread to this program.
public struct CodexThread: Sendable, Identifiable {
  /// The ID of the thread, with which every program can resume it.
  public let id: String
  /// The connection to the server that has the thread.
  public let codex: Codex
  /// The server's description of the thread at the moment when the handle was made. Not updated later. `nil` when the handle
  /// was made from an ID.
  ///
  /// Its `turns` are empty, unless the thread was opened with the option `excludeTurns: false`, or the server is too old to leave
  /// them out. `history` reads them page by page.
  public let info: ThreadInfo?
  /// The settings that were in effect when the handle was made. Not updated later: a turn with other settings does not change them.
  /// `nil` when the server did not send them.
  ///
  /// After `resumeThread(_:)`, the sandbox is the one of the server's configuration, unless the call gives one or the server had
  /// already loaded the thread. The server stores the other settings with the thread, but not the sandbox. To resume a thread with
  /// the settings that it had, store this value and pass it to `Codex.resumeThread(_:restoring:)`.
  public let settings: Settings?
  /// Keeps the server sending the thread's notifications. `nil` when the handle was made from an ID, and no other handle has
  /// subscribed to the thread.
  let subscription: ThreadSubscription?

  /// Makes a handle from the ID of a thread. Sends nothing. The server must have loaded the thread.
  public init(id: String, codex: Codex) {
    let subscription = ThreadSubscription(id, over: codex.connection, onlyExisting: true)
    self.init(id: id, codex: codex, info: nil, settings: nil, subscription: subscription)
  }

  private init(id: String, codex: Codex, info: ThreadInfo?, settings: Settings?, subscription: ThreadSubscription?) {
    self.id = id
    self.codex = codex
    self.info = info
    self.settings = settings
    self.subscription = subscription
  }

  /// Makes a handle from a response after which the server sends the thread's notifications.
  private init(_ thread: ThreadInfo, settings: Settings?, codex: Codex) {
    let subscription = ThreadSubscription(thread.id, over: codex.connection)
    self.init(id: thread.id, codex: codex, info: thread, settings: settings, subscription: subscription)
  }

  /// The settings that are in effect for a thread, as the server sent them. A program can store them as JSON, and restore them
  /// with `Codex.resumeThread(_:restoring:)`.
  public struct Settings: Codable, Hashable, Sendable {
    /// The name of the model.
    public var model: String
    /// The name of the model provider in the server's configuration.
    public var modelProvider: String
    /// The working directory of the agent.
    public var cwd: String
    /// When the agent asks for approval.
    public var approvalPolicy: ApprovalPolicy
    /// Who decides when the agent asks for approval.
    public var approvalsReviewer: ApprovalsReviewer
    /// Which files the agent may change, and whether it may use the network, without approval.
    public var sandbox: SandboxPolicy
    /// How much the model reasons before it responds. `nil` for the default of the model.
    public var reasoningEffort: ReasoningEffort?
    /// The service tier, which determines speed and price of the responses. `nil` for the default of the account.
    public var serviceTier: String?
  }
}

extension CodexThread {
  /// Starts a thread. Only generated functions call this.
  ///
  /// - Throws: `CodexError.notApplied` when a setting that the call asks for is not in effect, because the server's
  ///   requirements do not allow it.
  @_spi(Generated) public static func _open(
    _ call: RPC.ThreadStart,
    on codex: Codex,
    timeout: Duration? = nil
  ) async throws -> CodexThread {
    let response = try await codex.send(call, timeout: timeout)
    _ = codex.connection.subscriptions.takeUnrestored(response.thread.id)
    try call.params.requestedSettings.check(response, reason: RequestedSettings.refusedByServer)
    return CodexThread(response, config: call.params.config, codex: codex)
  }

  /// Resumes a stored thread. Only generated functions call this.
  ///
  /// - Throws: `CodexError.notApplied` when a setting that the call asks for is not in effect. The server ignores settings for a
  ///   thread that it has already loaded. Without the error, a program could assume that the thread denies an action which the
  ///   thread allows.
  @_spi(Generated) public static func _open(
    _ call: RPC.ThreadResume,
    on codex: Codex,
    timeout: Duration? = nil
  ) async throws -> CodexThread {
    // While the request waits for its response, the last other handle of the thread may be released. The thread must stay
    // subscribed then.
    let subscription = ThreadSubscription(call.params.threadID, over: codex.connection)
    defer { withExtendedLifetime(subscription) {} }
    let activity = codex.connection.activity
    let isLoaded = activity.phase(of: call.params.threadID) != .unknown
    activity.follow(call.params.threadID)
    let (response, runningTurn) = try await codex.resumeWithoutHistory(call, timeout: timeout)
    _ = codex.connection.subscriptions.takeUnrestored(response.thread.id)
    try call.params.requestedSettings(isLoaded: isLoaded).check(response, reason: RequestedSettings.alreadyLoaded)
    return CodexThread(response, runningTurn: runningTurn, config: call.params.config, codex: codex)
  }

  /// Starts a thread as a copy of another thread. Only generated functions call this.
  ///
  /// - Throws: `CodexError.notApplied` when a setting that the call asks for is not in effect, because the server's
  ///   requirements do not allow it.
  @_spi(Generated) public static func _open(
    _ call: RPC.ThreadFork,
    on thread: CodexThread,
    timeout: Duration? = nil
  ) async throws -> CodexThread {
    let response = try await thread.codex.forkWithoutHistory(call, timeout: timeout)
    _ = thread.codex.connection.subscriptions.takeUnrestored(response.thread.id)
    try call.params.requestedSettings.check(response, reason: RequestedSettings.refusedByServer)
    return CodexThread(response, config: call.params.config, codex: thread.codex)
  }

  /// Moves a thread out of the archive. Only generated functions call this.
  @_spi(Generated) public static func _open(
    _ call: RPC.ThreadUnarchive,
    on thread: CodexThread,
    timeout: Duration? = nil
  ) async throws -> CodexThread {
    let info = try await thread.codex.send(call, timeout: timeout).thread
    return CodexThread(id: info.id, codex: thread.codex, info: info, settings: nil, subscription: nil)
  }

  /// - Parameter runningTurn: The turn that is under way, when it is known and the response does not contain the turns.
  init(
    _ response: some ThreadSettingsResponse,
    runningTurn: String? = nil,
    config: [String: JSONValue]?,
    codex: Codex
  ) {
    codex.connection.activity.open(
      response.thread.id,
      runningTurn: runningTurn ?? response.thread.runningTurn,
      isActive: response.thread.status.isActive,
      sandboxConfig: sandboxConfig(in: config)
    )
    self.init(response.thread, settings: Settings(response), codex: codex)
  }
}

/// The properties that the responses to the three methods for opening a thread have in common.
protocol ThreadSettingsResponse {
  var thread: ThreadInfo { get }
  var model: String { get }
  var modelProvider: String { get }
  var cwd: AbsolutePath { get }
  var approvalPolicy: ApprovalPolicy { get }
  var approvalsReviewer: ApprovalsReviewer { get }
  var sandbox: SandboxPolicy { get }
  var reasoningEffort: ReasoningEffort? { get }
  var serviceTier: String? { get }
}

extension ThreadStartResponse: ThreadSettingsResponse {}
extension ThreadResumeResponse: ThreadSettingsResponse {}
extension ThreadForkResponse: ThreadSettingsResponse {}

extension CodexThread.Settings {
  init(_ response: some ThreadSettingsResponse) {
    self.init(
      model: response.model,
      modelProvider: response.modelProvider,
      cwd: response.cwd,
      approvalPolicy: response.approvalPolicy,
      approvalsReviewer: response.approvalsReviewer,
      sandbox: response.sandbox,
      reasoningEffort: response.reasoningEffort,
      serviceTier: response.serviceTier
    )
  }
}
