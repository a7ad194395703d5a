import CodexSDK
import CodexTesting
import Testing

extension AppServerHarness.Options {
  /// A configuration whose defaults are nothing that a test here asks for, so that what a thread inherits cannot be
  /// taken for what the configuration says.
  static var askingInWorkspace: Self {
    var options = Self()
    options.approvalPolicy = "on-request"
    options.sandbox = .workspaceWrite
    return options
  }
}

extension ScriptedSession {
  /// A thread that has run a turn, and so is stored: the server forgets one that has not.
  func storedThread(approvalMode: ApprovalMode = .autoReview) async throws -> CodexThread {
    let thread = try await codex.startThread(approvalMode: approvalMode)
    model.enqueue(.message("Stored."))
    _ = try await thread.run("Be stored.")
    return thread
  }

  /// The settings of a thread that is loaded: the server tells them when it is resumed, and changes nothing then.
  func settings(of thread: CodexThread) async throws -> CodexThread.Settings {
    try #require(await codex.resumeThread(thread.id).settings)
  }

  /// Ends the app-server and runs `body` with another one on the same home: nothing is loaded in it, all it knows is what
  /// was stored.
  func afterRestart<Result: Sendable>(_ body: (ScriptedSession) async throws -> Result) async throws -> Result {
    await codex.close()
    return try await withCodex(configuration: harness.configuration) { codex in
      try await body(ScriptedSession(model: model, harness: harness, codex: codex))
    }
  }
}
