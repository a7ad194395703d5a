import CodexSDK
import CodexTesting
import Testing

@Suite("A first run")
struct FirstRunTests {
  @Test("starts a thread, runs a turn and gives the answer")
  func firstRun() async throws {
    try await ScriptedSession.run { session in
      session.model.enqueue(.message("Hello from the model."))

      let thread = try await session.codex.startThread()
      let result = try await thread.run("Say hello.")

      #expect(result.finalResponse == "Hello from the model.")
      #expect(result.status == .completed)
    }
  }
}
