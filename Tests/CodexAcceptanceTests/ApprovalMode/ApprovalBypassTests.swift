import CodexSDK
import CodexTesting
import Testing

@Suite("Approval mode: bypassing approvals and sandbox")
struct ApprovalBypassTests {
  private static let storedBypass = "Older servers do not store with a thread that it has no sandbox."

  @Test(
    "bypass-persists: a thread that is started with the bypass has no approvals and no sandbox, even after a restart",
    .pinned(since: "0.163.0", Self.storedBypass)
  )
  func startedWithBypass() async throws {
    try await ScriptedSession.run(options: .askingInWorkspace) { session in
      let thread = try await session.storedThread(approvalMode: .dangerouslyBypassApprovalsAndSandbox)

      let loaded = try await session.settings(of: thread)
      let reloaded = try await session.afterRestart { try await $0.settings(of: thread) }

      for settings in [thread.settings, loaded, reloaded] { expectBypass(settings) }
    }
  }

  @Test("bypass-persists: a stored thread that is resumed with the bypass keeps the bypass")
  func resumedWithBypass() async throws {
    try await ScriptedSession.run(options: .askingInWorkspace) { session in
      let thread = try await session.storedThread(approvalMode: .autoReview)

      try await session.afterRestart { session in
        session.model.enqueue(.message("Resumed."))
        let resumed = try await session.codex.resumeThread(
          thread.id,
          approvalMode: .dangerouslyBypassApprovalsAndSandbox
        )
        _ = try await resumed.run("Go on.")
        let later = try await session.settings(of: thread)

        for settings in [resumed.settings, later] { expectBypass(settings) }
      }
    }
  }

  @Test("bypass-persists: a fork with the bypass keeps the bypass, and the source thread does not get it")
  func forkedWithBypass() async throws {
    try await ScriptedSession.run(options: .askingInWorkspace) { session in
      let thread = try await session.storedThread(approvalMode: .autoReview)
      session.model.enqueue(.message("Forked."))

      let fork = try await thread.fork(approvalMode: .dangerouslyBypassApprovalsAndSandbox)
      _ = try await fork.run("Go on.")
      let later = try await session.settings(of: fork)
      let source = try await session.settings(of: thread)

      for settings in [fork.settings, later] { expectBypass(settings) }
      #expect(source.approvalPolicy == .onRequest)
      #expect(source.sandbox != .dangerFullAccess)
    }
  }

  @Test(
    "turn-bypass-persists: a turn with the bypass leaves its thread in the bypass mode",
    .pinned(since: "0.163.0", Self.storedBypass)
  )
  func turnWithBypass() async throws {
    try await ScriptedSession.run(options: .askingInWorkspace) { session in
      let thread = try await session.storedThread(approvalMode: .autoReview)
      session.model.enqueue(.message("Done."), .message("Done again."))

      _ = try await thread.run("Do it.", approvalMode: .dangerouslyBypassApprovalsAndSandbox)
      let afterTurn = try await session.settings(of: thread)
      _ = try await thread.run("And again.")
      let later = try await session.settings(of: thread)
      let reloaded = try await session.afterRestart { try await $0.settings(of: thread) }

      for settings in [afterTurn, later, reloaded] { expectBypass(settings) }
    }
  }

  private func expectBypass(_ settings: CodexThread.Settings?, sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(settings?.approvalPolicy == .never, sourceLocation: sourceLocation)
    #expect(settings?.sandbox == .dangerFullAccess, sourceLocation: sourceLocation)
  }
}
