import CodexSDK
import CodexTesting
import Testing

extension AppServerHarness.Options {
  /// Options whose defaults differ from every mode that these tests select, so that a test can distinguish an inherited
  /// setting from a setting of the configuration file.
  static var askingInWorkspace: Self {
    var options = Self()
    options.approvalPolicy = "on-request"
    options.sandbox = .workspaceWrite
    return options
  }
}

extension ScriptedSession {
  /// Starts a thread and runs a turn, since the server stores only threads that have run a turn.
  func storedThread(approvalMode: ApprovalMode = .autoReview) async throws -> CodexThread {
    let thread = try await codex.startThread(approvalMode: approvalMode)
    model.enqueue(.message("Stored."))
    _ = try await thread.run("Be stored.")
    return thread
  }

  /// Returns the settings of a loaded thread. Resuming a loaded thread returns its settings without changing them.
  func settings(of thread: CodexThread) async throws -> CodexThread.Settings {
    try #require(await codex.resumeThread(thread.id).settings)
  }

  /// Ends the app-server, and runs `body` with a new app-server that has the same `CODEX_HOME`.
  ///
  /// No thread is loaded in the new app-server, so `body` sees only what was stored.
  func afterRestart<Result: Sendable>(_ body: (ScriptedSession) async throws -> Result) async throws -> Result {
    await codex.close()
    return try await withCodex(configuration: harness.configuration) { codex in
      try await body(ScriptedSession(model: model, harness: harness, codex: codex))
    }
  }
}
