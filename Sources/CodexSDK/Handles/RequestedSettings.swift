import CodexProtocol
import Foundation

/// The settings that a request to open a thread asks for, as far as the response says which settings are in effect.
struct RequestedSettings {
  var approvalPolicy: ApprovalPolicy?
  var approvalsReviewer: ApprovalsReviewer?
  var sandbox: SandboxMode?
  var model: String?
  var modelProvider: String?
  var cwd: String?
  /// The whole sandbox, for a request that restores it.
  var sandboxPolicy: SandboxPolicy?
  var reasoningEffort: ReasoningEffort?
  /// Settings that the response does not contain and that the server has ignored, because it had already loaded the thread.
  var ignored: [String] = []

  /// Checks that the settings are in effect.
  ///
  /// - Parameter reason: Why a setting may not be in effect, and what the reader can do.
  /// - Throws: `CodexError.notApplied`, which names the settings that are not in effect.
  func check(_ response: some ThreadSettingsResponse, reason: String) throws {
    var ignored: [String] = []
    let isOtherPolicy = approvalPolicy.map { $0 != response.approvalPolicy } ?? false
    let isOtherReviewer = approvalsReviewer.map { $0 != response.approvalsReviewer } ?? false
    if isOtherPolicy || isOtherReviewer { ignored.append("approvalMode") }
    let isOtherMode = sandbox.map { $0 != response.sandbox.mode } ?? false
    let isOtherSandbox = sandboxPolicy.map { $0 != response.sandbox } ?? false
    if isOtherMode || isOtherSandbox { ignored.append("sandbox") }
    if let model, model != response.model { ignored.append("model") }
    if let modelProvider, modelProvider != response.modelProvider { ignored.append("modelProvider") }
    if let cwd, !Self.isSame(cwd, response.cwd) { ignored.append("cwd") }
    if let reasoningEffort, reasoningEffort != response.reasoningEffort { ignored.append("effort") }
    ignored += self.ignored
    guard !ignored.isEmpty else { return }
    throw CodexError.notApplied(
      SettingsNotApplied(settings: ignored, threadID: response.thread.id, wasSent: true, reason: reason)
    )
  }

  /// The reason for a thread that the request has started.
  static let refusedByServer = """
    the server uses other values. The requirements of its administrator may not allow the settings, or they do not exist on the \
    server's machine.
    """
  /// The reason for settings that were to be restored.
  static let notRestored = """
    the server uses other values. It may have already loaded the thread, or its configuration may not allow the settings.
    """
  /// The reason for a thread that the request has resumed.
  static let alreadyLoaded = """
    the server had already loaded the thread and did not change its settings. Pass the settings to the next turn, or unsubscribe \
    from the thread and wait until it is closed before you resume it.
    """

  /// Whether two paths are the same folder, as far as this machine can tell. The server resolves symbolic links and `..`.
  private static func isSame(_ path: String, _ other: String) -> Bool {
    let (first, second) = (URL(fileURLWithPath: path), URL(fileURLWithPath: other))
    return path == other || first.standardizedFileURL.path == second.standardizedFileURL.path
      || first.resolvingSymlinksInPath().path == second.resolvingSymlinksInPath().path
  }
}

extension ThreadStartParams {
  var requestedSettings: RequestedSettings {
    RequestedSettings(approvalPolicy: approvalPolicy, approvalsReviewer: approvalsReviewer, sandbox: sandbox)
  }
}

extension ThreadForkParams {
  var requestedSettings: RequestedSettings {
    RequestedSettings(approvalPolicy: approvalPolicy, approvalsReviewer: approvalsReviewer, sandbox: sandbox)
  }
}

extension ThreadResumeParams {
  /// - Parameter isLoaded: Whether this connection knows that the server has loaded the thread.
  func requestedSettings(isLoaded: Bool) -> RequestedSettings {
    let others = [
      "config": config != nil, "baseInstructions": baseInstructions != nil,
      "developerInstructions": developerInstructions != nil,
    ]
    return RequestedSettings(
      approvalPolicy: approvalPolicy,
      approvalsReviewer: approvalsReviewer,
      sandbox: sandbox,
      model: model,
      modelProvider: modelProvider,
      cwd: cwd,
      ignored: isLoaded ? others.filter(\.value).keys.sorted() : []
    )
  }
}

extension SandboxPolicy {
  /// The mode that sets this policy when a thread is opened. `nil` for a policy that has no mode.
  var mode: SandboxMode? {
    switch self {
    case .readOnly: .readOnly
    case .workspaceWrite: .workspaceWrite
    case .dangerFullAccess: .dangerFullAccess
    default: nil
    }
  }
}
