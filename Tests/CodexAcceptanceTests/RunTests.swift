import CodexSDK
import CodexTesting
import Foundation
import Testing

@Suite("Running a turn")
struct RunTests {
  @Test("run collects: final response, items, usage, timing and status")
  func collects() async throws {
    try await ScriptedSession.run { session in
      // Given a model that runs a command and then answers, and tells what each step took.
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
      // The last step, and the sum of both: as the model reported them.
      #expect(result.usage?.last == usage(input: 130, cached: 60, output: 7, reasoning: 2))
      #expect(result.usage?.total == usage(input: 230, cached: 100, output: 27, reasoning: 7))
      // Whole seconds on the wire.
      let startedAt = try #require(result.startedAt)
      let completedAt = try #require(result.completedAt)
      #expect(startedAt.timeIntervalSince(before) > -1)
      #expect(startedAt <= completedAt)
      #expect(completedAt <= Date())
      let duration = try #require(result.duration)
      #expect(duration > .zero)
    }
  }

  @Test("run collects: usage adds up over the turns of a thread, and last is of the last request")
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

  @Test("failed-turn: a failed model response makes run throw with the turn's error")
  func failedTurn() async throws {
    try await ScriptedSession.run { session in
      session.model.enqueue(.failure(code: "invalid_prompt", message: "The model cannot read this."))
      session.model.enqueue(.message("Better."))
      let thread = try await session.codex.startThread()

      let error = await #expect(throws: CodexError.self) { try await thread.run("Unreadable.") }

      #expect(error?.turnError?.message.contains("The model cannot read this.") == true)
      guard case .turnFailed(let result) = error else {
        Issue.record("another error: \(String(describing: error))")
        return
      }
      #expect(result.status == .failed)
      #expect(result.finalResponse == nil)
      // What the turn did until then, and the thread, are not lost.
      #expect(result.items.map(\.kind) == ["userMessage"])
      #expect(try await thread.run("Again.").finalResponse == "Better.")
    }
  }

  private func usage(input: Int64, cached: Int64 = 0, output: Int64, reasoning: Int64 = 0) -> TokenUsageBreakdown {
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
