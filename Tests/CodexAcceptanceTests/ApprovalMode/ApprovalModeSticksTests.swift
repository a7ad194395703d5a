import CodexSDK
import Testing

@Suite("Approval mode: what a turn says stays with its thread")
struct ApprovalModeSticksTests {
  @Test("turn-mode-sticks: a turn's mode is the thread's for later turns that name none")
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

  @Test("thread-mode-sticks: a turn without a mode keeps the thread's, one with a mode changes it")
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
