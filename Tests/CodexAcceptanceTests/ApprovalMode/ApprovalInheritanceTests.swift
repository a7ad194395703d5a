import CodexSDK
import CodexTesting
import Testing

@Suite("Approval mode: resumed and forked threads")
struct ApprovalInheritanceTests {
  @Test("resume-inherits-deny-all: a thread in the mode denyAll stays in this mode when it is resumed without a mode")
  func resumeInheritsDenyAll() async throws {
    try await ScriptedSession.run(options: .askingInWorkspace) { session in
      let thread = try await session.storedThread(approvalMode: .denyAll)

      let loaded = try await session.codex.resumeThread(thread.id)
      let reloaded = try await session.afterRestart { try await $0.codex.resumeThread(thread.id) }

      #expect(loaded.id == thread.id)
      #expect(loaded.settings?.approvalPolicy == .never)
      #expect(reloaded.id == thread.id)
      #expect(reloaded.settings?.approvalPolicy == .never)
    }
  }

  @Test("fork-inherits-deny-all: a fork of a thread in the mode denyAll has this mode, and an id of its own")
  func forkInheritsDenyAll() async throws {
    try await ScriptedSession.run(options: .askingInWorkspace) { session in
      let thread = try await session.storedThread(approvalMode: .denyAll)

      let fork = try await thread.fork()

      #expect(fork.id != thread.id)
      #expect(fork.settings?.approvalPolicy == .never)
    }
  }

  @Test("fork-inherits-deny-all: a fork has the mode of the source thread even when the source thread is not loaded")
  func forkOfStoredThread() async throws {
    try await ScriptedSession.run(options: .askingInWorkspace) { session in
      let thread = try await session.storedThread(approvalMode: .denyAll)

      let fork = try await session.afterRestart { try await CodexThread(id: thread.id, codex: $0.codex).fork() }

      #expect(fork.id != thread.id)
      #expect(fork.settings?.approvalPolicy == .never)
    }
  }

  @Test("fork-overrides: a fork with a mode of its own has that mode, and the source thread keeps its mode")
  func forkOverrides() async throws {
    var options = AppServerHarness.Options.askingInWorkspace
    options.approvalPolicy = "never"
    try await ScriptedSession.run(options: options) { session in
      let thread = try await session.storedThread(approvalMode: .denyAll)

      let fork = try await thread.fork(approvalMode: .autoReview)

      #expect(fork.settings?.approvalPolicy == .onRequest)
      #expect(fork.settings?.approvalsReviewer == .autoReview)
      #expect(try await session.settings(of: thread).approvalPolicy == .never)
    }
  }

  @Test("A fork inherits only the approval mode: its sandbox and model come from the configuration file")
  func forkDoesNotInheritSandbox() async throws {
    try await ScriptedSession.run(options: .askingInWorkspace) { session in
      session.model.enqueue(.message("Stored."))
      let thread = try await session.codex.startThread(approvalMode: .denyAll, sandbox: .readOnly, model: "other-model")
      _ = try await thread.run("Be stored.")

      let fork = try await thread.fork()
      let restricted = try await thread.fork(sandbox: .readOnly, model: "other-model")

      #expect(fork.settings?.approvalPolicy == .never)
      #expect(fork.settings?.model == "mock-model")
      #expect(fork.settings.map { isReadOnly($0.sandbox) } == false)
      #expect(restricted.settings?.model == "other-model")
      #expect(restricted.settings.map { isReadOnly($0.sandbox) } == true)
    }
  }

  @Test("Resuming a loaded thread with a mode that the server does not apply throws an error")
  func resumeOfLoadedThread() async throws {
    try await ScriptedSession.run(options: .askingInWorkspace) { session in
      let thread = try await session.storedThread(approvalMode: .autoReview)

      await #expect {
        _ = try await session.codex.resumeThread(thread.id, approvalMode: .denyAll)
      } throws: {
        ($0 as? CodexError)?.settingsNotApplied?.settings == ["approvalMode"]
      }
      let reloaded = try await session.afterRestart {
        try await $0.codex.resumeThread(thread.id, approvalMode: .denyAll)
      }

      #expect(reloaded.settings?.approvalPolicy == .never)
    }
  }

  private func isReadOnly(_ sandbox: SandboxPolicy) -> Bool { if case .readOnly = sandbox { true } else { false } }
}
