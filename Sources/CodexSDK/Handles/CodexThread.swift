import CodexProtocol

/// A thread of Codex: a conversation that turns are started on.
///
/// A handle, not the thread itself: it can be copied and dropped, and several may stand for one thread.
public struct CodexThread: Sendable, Identifiable {
  public let id: String
  public let codex: Codex
  /// The thread as the server described it when it was opened; later changes do not show here. `nil` where the server
  /// gave only an id.
  public let info: ThreadInfo?
  /// The settings in effect when the thread was opened. `nil` where the server did not tell them.
  public let settings: Settings?

  /// A handle for a thread of which only the id is known. Nothing is sent; the server must have the thread loaded.
  public init(id: String, codex: Codex) {
    self.init(id: id, codex: codex, info: nil, settings: nil)
  }

  private init(id: String, codex: Codex, info: ThreadInfo?, settings: Settings?) {
    self.id = id
    self.codex = codex
    self.info = info
    self.settings = settings
  }

  private init(_ thread: ThreadInfo, settings: Settings?, codex: Codex) {
    self.init(id: thread.id, codex: codex, info: thread, settings: settings)
  }

  /// What the server said is in effect for a thread.
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
  /// Starts a thread.
  public static func open(_ call: RPC.ThreadStart, on codex: Codex) async throws -> CodexThread {
    let response = try await codex.send(call)
    return CodexThread(response.thread, settings: Settings(response), codex: codex)
  }

  /// Goes on with a stored thread.
  ///
  /// - Throws: `CodexError.notApplied` when the server left another approval mode or sandbox in effect than `call` asks
  ///   for, as it does when it has loaded the thread already: nobody should go on in the belief that a thread denies
  ///   what it does not.
  public static func open(_ call: RPC.ThreadResume, on codex: Codex) async throws -> CodexThread {
    let response = try await codex.send(call)
    try call.params.checkApplied(response)
    return CodexThread(response.thread, settings: Settings(response), codex: codex)
  }

  /// Starts a thread that begins as a copy of another.
  public static func open(_ call: RPC.ThreadFork, on codex: Codex) async throws -> CodexThread {
    let response = try await codex.send(call)
    return CodexThread(response.thread, settings: Settings(response), codex: codex)
  }

  /// Takes a thread out of the archive.
  public static func open(_ call: RPC.ThreadUnarchive, on codex: Codex) async throws -> CodexThread {
    CodexThread(try await codex.send(call).thread, settings: nil, codex: codex)
  }
}

extension ThreadResumeParams {
  /// Whether what was asked for about approvals and the sandbox is what `response` says is in effect.
  fileprivate func checkApplied(_ response: ThreadResumeResponse) throws {
    var ignored: [String] = []
    if let approvalPolicy, approvalPolicy != response.approvalPolicy { ignored.append("approval policy") }
    if let approvalsReviewer, approvalsReviewer != response.approvalsReviewer { ignored.append("reviewer") }
    if let sandbox, sandbox != response.sandbox.mode { ignored.append("sandbox") }
    guard !ignored.isEmpty else { return }
    throw CodexError.notApplied(
      "The server has loaded thread \(threadID) already and did not change its \(ignored.joined(separator: " and ")). "
        + "Give the setting with the next turn instead, or unsubscribe from the thread before resuming it."
    )
  }
}

extension SandboxPolicy {
  /// The mode by which threads are told to have this policy; `nil` for one that has no mode.
  fileprivate var mode: SandboxMode? {
    switch self {
    case .readOnly: .readOnly
    case .workspaceWrite: .workspaceWrite
    case .dangerFullAccess: .dangerFullAccess
    default: nil
    }
  }
}

/// The three answers that open a thread tell the same settings.
private protocol ThreadOpening {
  var model: String { get }
  var modelProvider: String { get }
  var cwd: AbsolutePath { get }
  var approvalPolicy: ApprovalPolicy { get }
  var approvalsReviewer: ApprovalsReviewer { get }
  var sandbox: SandboxPolicy { get }
  var reasoningEffort: ReasoningEffort? { get }
  var serviceTier: String? { get }
}

extension ThreadStartResponse: ThreadOpening {}
extension ThreadResumeResponse: ThreadOpening {}
extension ThreadForkResponse: ThreadOpening {}

extension CodexThread.Settings {
  fileprivate init(_ opening: some ThreadOpening) {
    self.init(
      model: opening.model,
      modelProvider: opening.modelProvider,
      cwd: opening.cwd,
      approvalPolicy: opening.approvalPolicy,
      approvalsReviewer: opening.approvalsReviewer,
      sandbox: opening.sandbox,
      reasoningEffort: opening.reasoningEffort,
      serviceTier: opening.serviceTier
    )
  }
}
