import CodexProtocol
import CodexWire

extension Codex {
  /// Loads a stored thread with the settings that it had, so that new turns can be started on it.
  ///
  /// `resumeThread(_:)` takes what is not given partly from the stored thread and partly from the server's configuration: for
  /// example, a thread that could write to its workspace comes back with the sandbox of the configuration. This function brings
  /// the same settings back on purpose, also in another process.
  ///
  /// ```swift
  /// let stored = try JSONEncoder().encode(thread.settings)
  /// // Later, perhaps in a new process:
  /// let settings = try JSONDecoder().decode(CodexThread.Settings.self, from: stored)
  /// let thread = try await codex.resumeThread(id, restoring: settings)
  /// ```
  ///
  /// - Parameters:
  ///   - id: The ID of the thread.
  ///   - settings: The settings, from the property `settings` of an earlier handle.
  ///   - timeout: How long to wait for the response. `nil` uses `CodexConfiguration.requestTimeout`.
  /// - Returns: A handle whose `settings` are equal to the given ones.
  /// - Throws: `CodexError.notApplied` when a setting is not in effect: the server had already loaded the thread with other settings,
  ///   or its configuration does not allow them. Also, before anything is sent, when the sandbox is of a kind that a request cannot
  ///   set. Otherwise the errors of `Codex.send`.
  public func resumeThread(
    _ id: String,
    restoring settings: CodexThread.Settings,
    timeout: Duration? = nil
  ) async throws -> CodexThread {
    guard let mode = settings.sandbox.mode else {
      throw CodexError.notApplied(
        SettingsNotApplied(
          settings: ["sandbox"],
          threadID: id,
          wasSent: false,
          reason: "no request can set a sandbox of this kind. Nothing was sent. Resume the thread with another sandbox."
        )
      )
    }
    let params = ThreadResumeParams(
      threadID: id,
      approvalPolicy: settings.approvalPolicy,
      approvalsReviewer: settings.approvalsReviewer,
      config: settings.config,
      cwd: settings.cwd,
      model: settings.model,
      modelProvider: settings.modelProvider,
      sandbox: mode,
      serviceTier: settings.serviceTier
    )
    return try await CodexThread.restore(RPC.ThreadResume(params), settings, on: self, timeout: timeout)
  }
}

extension CodexThread {
  fileprivate static func restore(
    _ call: RPC.ThreadResume,
    _ settings: Settings,
    on codex: Codex,
    timeout: Duration?
  ) async throws -> CodexThread {
    codex.connection.activity.follow(call.params.threadID)
    let (response, runningTurn) = try await codex.resumeWithoutHistory(call, timeout: timeout)
    var requested = call.params.requestedSettings(isLoaded: false)
    requested.sandboxPolicy = settings.sandbox
    requested.reasoningEffort = settings.reasoningEffort
    try requested.check(response, reason: RequestedSettings.notRestored)
    return CodexThread(response, runningTurn: runningTurn, config: call.params.config, codex: codex)
  }
}

extension CodexThread.Settings {
  /// The settings that have no property in the request, as values of the thread's `config`.
  fileprivate var config: [String: JSONValue]? {
    var config: [String: JSONValue] = [:]
    if case .workspaceWrite(let policy) = sandbox {
      config["sandbox_workspace_write"] = [
        "exclude_slash_tmp": .bool(policy.excludeSlashTmp ?? false),
        "exclude_tmpdir_env_var": .bool(policy.excludeTmpdirEnvVar ?? false),
        "network_access": .bool(policy.networkAccess ?? false),
        "writable_roots": .array((policy.writableRoots ?? []).map { .string($0) }),
      ]
    }
    if let reasoningEffort { config["model_reasoning_effort"] = .string(reasoningEffort.rawValue) }
    return config.isEmpty ? nil : config
  }
}
