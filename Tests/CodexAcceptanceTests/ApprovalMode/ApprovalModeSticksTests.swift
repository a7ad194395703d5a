import CodexSDK
import Testing

@Suite("Approval mode: the mode of a turn applies to later turns of the thread")
struct ApprovalModeSticksTests {
  @Test("turn-mode-sticks: the mode of a turn applies to later turns without a mode")
  func turnModeSticks() async throws {
    try await ScriptedSession.run(options: .askingInWorkspace) { session in
      session.model.enqueue(.message("One."), .message("Two."))
      let thread = try await session.codex.startThread()

      _ = try await thread.run("First.", approvalMode: .denyAll)
      let afterFirst = try await session.settings(of: thread)
      _ = try await thread.run("Second.")
      let afterSecond = try await session.settings(of: thread)

      #expect(thread.settings?.approvalPolicy == .onRequest)
      #expect(afterFirst.approvalPolicy == .never)
      #expect(afterSecond.approvalPolicy == .never)
    }
  }

  @Test("thread-mode-sticks: a turn without a mode keeps the mode of the thread, and a turn with a mode changes it")
  func threadModeSticks() async throws {
    try await ScriptedSession.run(options: .askingInWorkspace) { session in
      session.model.enqueue(.message("One."), .message("Two."))
      let thread = try await session.codex.startThread(approvalMode: .denyAll)

      _ = try await thread.run("First.")
      let afterFirst = try await session.settings(of: thread)
      _ = try await thread.run("Second.", approvalMode: .autoReview)
      let afterSecond = try await session.settings(of: thread)

      #expect(thread.settings?.approvalPolicy == .never)
      #expect(afterFirst.approvalPolicy == .never)
      #expect(afterSecond.approvalPolicy == .onRequest)
      #expect(afterSecond.approvalsReviewer == .autoReview)
    }
  }
}
