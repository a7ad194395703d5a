import CodexSDK
import CodexTesting
import Testing

@Suite("First run")
struct FirstRunTests {
  @Test("A new thread runs a turn and returns the final response")
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
