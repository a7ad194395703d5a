import CodexSDK
import CodexTesting
import Foundation
import Testing

@Suite("Settings: resuming a thread in a new process")
struct RestoredSettingsTests {
  @Test(
    "A resume without settings keeps the approval mode, model and effort, but takes the sandbox of the configuration"
  )
  func withoutSettings() async throws {
    try await ScriptedSession.run { session in
      let thread = try await session.threadWithOtherSettings()

      let resumed = try await session.afterRestart { try await $0.codex.resumeThread(thread.id) }

      let settings = try #require(resumed.settings)
      #expect(settings.approvalPolicy == .onRequest)
      #expect(settings.approvalsReviewer == .autoReview)
      #expect(settings.model == "other-model")
      #expect(settings.reasoningEffort == "high")
      // The server does not store the sandbox. The configuration of this test has the sandbox read-only.
      #expect(settings.sandbox.isReadOnly)
      #expect(thread.settings?.sandbox.isReadOnly == false)
    }
  }

  @Test(
    "resumeThread(_:restoring:) brings all settings back, and they can be stored as JSON",
    arguments: [true, false]
  )
  func restoring(hasWorkspaceWrite: Bool) async throws {
    try await ScriptedSession.run { session in
      let sandbox: Sandbox = hasWorkspaceWrite ? .workspaceWrite : .fullAccess
      let thread = try await session.threadWithOtherSettings(sandbox: sandbox)
      // The handle of the thread was made before the turn that set the effort.
      let settings = try await session.settings(of: thread)
      let stored = try JSONEncoder().encode(settings)

      let (resumed, again) = try await session.afterRestart { session in
        let settings = try JSONDecoder().decode(CodexThread.Settings.self, from: stored)
        let resumed = try await session.codex.resumeThread(thread.id, restoring: settings)
        return (resumed, try await session.settings(of: resumed))
      }

      #expect(resumed.settings == settings)
      #expect(again == settings)
      #expect(settings.reasoningEffort == "high")
    }
  }

  @Test("Settings that cannot be restored, because the thread is loaded with other ones, are an error that names them")
  func loadedThread() async throws {
    try await ScriptedSession.run { session in
      let thread = try await session.threadWithOtherSettings()
      var settings = try await session.settings(of: thread)
      settings.sandbox = .dangerFullAccess
      settings.model = "third-model"
      let wanted = settings

      let error = await #expect(throws: CodexError.self) {
        try await session.codex.resumeThread(thread.id, restoring: wanted)
      }

      #expect(error?.settingsNotApplied?.settings == ["sandbox", "model"])
      #expect(error?.settingsNotApplied?.wasSent == true)
    }
  }
}

extension SandboxPolicy {
  fileprivate var isReadOnly: Bool { if case .readOnly = self { true } else { false } }
}

extension ScriptedSession {
  /// Starts a thread whose settings differ from the configuration, and stores it by running a turn.
  fileprivate func threadWithOtherSettings(sandbox: Sandbox = .workspaceWrite) async throws -> CodexThread {
    let thread = try await codex.startThread(
      approvalMode: .autoReview,
      sandbox: sandbox,
      model: "other-model",
      options: .init(
        config: ["sandbox_workspace_write.network_access": true, "sandbox_workspace_write.exclude_slash_tmp": true]
      )
    )
    model.enqueue(.message("Stored."))
    _ = try await thread.run("Be stored.", effort: "high")
    return thread
  }
}
