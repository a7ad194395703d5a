import CodexProtocol

/// A handle of a Codex thread: a conversation, which consists of turns.
///
/// The handle can be copied, and several handles can refer to the same thread. Releasing a handle does not change the thread. When
/// the program has released all handles of a thread and of its turns on a server that other clients use, too, the server no longer
/// sends the notifications of the thread to this program.
public struct CodexThread: Sendable, Identifiable {
  public let id: String
  /// The connection to the server that has the thread.
  public let codex: Codex
  /// The server's description of the thread at the moment when the handle was made. Not updated later. `nil` when the handle
  /// was made from an ID.
  public let info: ThreadInfo?
  /// The settings that were in effect when the handle was made. `nil` when the server did not send them.
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

  /// The settings that are in effect for a thread, as the server sent them.
  public struct Settings: Hashable, Sendable {
    public var model: String
    public var modelProvider: String
    public var cwd: String
    public var approvalPolicy: ApprovalPolicy
    public var approvalsReviewer: ApprovalsReviewer
    public var sandbox: SandboxPolicy
    public var reasoningEffort: ReasoningEffort?
    public var serviceTier: String?
  }
}

extension CodexThread {
  /// Starts a thread. Only generated functions call this.
  @_spi(Generated) public static func _open(_ call: RPC.ThreadStart, on codex: Codex) async throws -> CodexThread {
    let response = try await codex.send(call)
    return CodexThread(response.thread, settings: Settings(response), codex: codex)
  }

  /// Resumes a stored thread. Only generated functions call this.
  ///
  /// - Throws: `CodexError.notApplied` when the approval mode or the sandbox that the call asks for is not in effect. The server
  ///   ignores these settings for a thread that it has already loaded. Without the error, a program could assume that the
  ///   thread denies an action which the thread allows.
  @_spi(Generated) public static func _open(_ call: RPC.ThreadResume, on codex: Codex) async throws -> CodexThread {
    // While the request waits for its response, the last other handle of the thread may be released. The thread must stay
    // subscribed then.
    let subscription = ThreadSubscription(call.params.threadID, over: codex.connection)
    defer { withExtendedLifetime(subscription) {} }
    let response = try await codex.send(call)
    try call.params.checkApplied(response)
    return CodexThread(response.thread, settings: Settings(response), codex: codex)
  }

  /// Starts a thread as a copy of another thread. Only generated functions call this.
  @_spi(Generated) public static func _open(_ call: RPC.ThreadFork, on codex: Codex) async throws -> CodexThread {
    let response = try await codex.send(call)
    return CodexThread(response.thread, settings: Settings(response), codex: codex)
  }

  /// Moves a thread out of the archive. Only generated functions call this.
  @_spi(Generated) public static func _open(_ call: RPC.ThreadUnarchive, on codex: Codex) async throws -> CodexThread {
    let thread = try await codex.send(call).thread
    return CodexThread(id: thread.id, codex: codex, info: thread, settings: nil, subscription: nil)
  }
}

extension ThreadResumeParams {
  /// Checks that the approval settings and the sandbox of the request are in effect according to the response.
  fileprivate func checkApplied(_ response: ThreadResumeResponse) throws {
    var ignored: [String] = []
    if let approvalPolicy, approvalPolicy != response.approvalPolicy { ignored.append("approval policy") }
    if let approvalsReviewer, approvalsReviewer != response.approvalsReviewer { ignored.append("reviewer") }
    if let sandbox, sandbox != response.sandbox.mode { ignored.append("sandbox") }
    guard !ignored.isEmpty else { return }
    throw CodexError.notApplied(
      "The server had already loaded thread \(threadID) and did not change its \(ignored.joined(separator: " and ")). "
        + "Pass the setting to the next turn, or unsubscribe from the thread before you resume it."
    )
  }
}

extension SandboxPolicy {
  /// The mode that sets this policy when a thread is resumed. `nil` for a policy that has no mode.
  fileprivate var mode: SandboxMode? {
    switch self {
    case .readOnly: .readOnly
    case .workspaceWrite: .workspaceWrite
    case .dangerFullAccess: .dangerFullAccess
    default: nil
    }
  }
}

/// The properties that the responses to the three methods for opening a thread have in common.
private protocol ThreadSettingsResponse {
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
  fileprivate init(_ response: some ThreadSettingsResponse) {
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
