import CodexSDK
import CodexTesting
import Foundation
import Testing

@Suite("Running a turn")
struct RunTests {
  @Test(
    "run collects: the result contains the final response, items, usage, timing and status",
    arguments: ServerTransport.kinds
  )
  func collects(transport: ServerTransport) async throws {
    try await ScriptedSession.run(over: transport) { session in
      // Given a model that runs a command, then sends a message, and reports the token counts of both steps.
      session.model.enqueue(
        .command("echo counted")
          .usage(ModelUsage(inputTokens: 100, cachedInputTokens: 40, outputTokens: 20, reasoningOutputTokens: 5)),
        .message("One line.")
          .usage(ModelUsage(inputTokens: 130, cachedInputTokens: 60, outputTokens: 7, reasoningOutputTokens: 2))
      )
      let thread = try await session.codex.startThread(approvalMode: .denyAll)

      let before = Date()
      let result = try await thread.run("Count the lines.")

      #expect(result.finalResponse == "One line.")
      #expect(result.status == .completed)
      #expect(result.error == nil)
      #expect(result.items.map(\.kind) == ["userMessage", "commandExecution", "agentMessage"])
      // `last` has the counts of the last step, and `total` the sum of both steps.
      #expect(result.usage?.last == usage(input: 130, cached: 60, output: 7, reasoning: 2))
      #expect(result.usage?.total == usage(input: 230, cached: 100, output: 27, reasoning: 7))
      // The server sends the times in whole seconds.
      let startedAt = try #require(result.startedAt)
      let completedAt = try #require(result.completedAt)
      #expect(startedAt.timeIntervalSince(before) > -1)
      #expect(startedAt <= completedAt)
      #expect(completedAt <= Date())
      let duration = try #require(result.duration)
      #expect(duration > .zero)
    }
  }

  @Test(
    "run collects: usage?.total is the sum over all turns of a thread, and usage?.last is of the last request"
  )
  func usageOverTurns() async throws {
    try await ScriptedSession.run { session in
      session.model.enqueue(
        .message("One.").usage(ModelUsage(inputTokens: 10, outputTokens: 1)),
        .message("Two.").usage(ModelUsage(inputTokens: 30, outputTokens: 2))
      )
      let thread = try await session.codex.startThread()

      let first = try await thread.run("First.")
      let second = try await thread.run("Second.")

      #expect(first.id != second.id)
      #expect(first.usage?.total == usage(input: 10, output: 1))
      #expect(second.usage?.last == usage(input: 30, output: 2))
      #expect(second.usage?.total == usage(input: 40, output: 3))
    }
  }

  @Test("failed-turn: a failed model response makes run throw the error of the turn", arguments: ServerTransport.kinds)
  func failedTurn(transport: ServerTransport) async throws {
    try await ScriptedSession.run(over: transport) { session in
      session.model.enqueue(.failure(code: "invalid_prompt", message: "The model cannot read this."))
      session.model.enqueue(.message("Better."))
      let thread = try await session.codex.startThread()

      let error = await #expect(throws: CodexError.self) { try await thread.run("Unreadable.") }

      #expect(error?.turnError?.message.contains("The model cannot read this.") == true)
      guard case .turnFailed(let result) = error else {
        Issue.record("unexpected error: \(String(describing: error))")
        return
      }
      #expect(result.status == .failed)
      #expect(result.finalResponse == nil)
      // The error contains the items of the failed turn, and the thread still works.
      #expect(result.items.map(\.kind) == ["userMessage"])
      #expect(try await thread.run("Again.").finalResponse == "Better.")
    }
  }

  private func usage(input: Int, cached: Int = 0, output: Int, reasoning: Int = 0) -> TokenUsageBreakdown {
    TokenUsageBreakdown(
      cachedInputTokens: cached,
      inputTokens: input,
      outputTokens: output,
      reasoningOutputTokens: reasoning,
      totalTokens: input + output,
      cacheWriteInputTokens: 0
    )
  }
}
