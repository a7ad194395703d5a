import CodexSDK
import CodexTesting
import Testing

@Suite("Forks and compaction")
struct ForkAndCompactTests {
  @Test("fork: a fork has the history of its source, and later turns of the fork and of the source are separate")
  func fork() async throws {
    try await ScriptedSession.run { session in
      let thread = try await session.storedThread()
      session.model.enqueue(.message("In the fork."), .message("In the source."))

      let fork = try await thread.fork()
      _ = try await fork.run("Only the fork.")
      _ = try await thread.run("Only the source.")

      #expect(fork.id != thread.id)
      #expect(fork.info?.forkedFromID == thread.id)
      let requests = session.model.requests
      #expect(requests[1].userTexts.suffix(2) == ["Be stored.", "Only the fork."])
      #expect(requests[2].userTexts.suffix(2) == ["Be stored.", "Only the source."])
      #expect(try await fork.read(includeTurns: true).thread.turns.count == 2)
      #expect(try await thread.read(includeTurns: true).thread.turns.count == 2)
    }
  }

  @Test("compact: the model writes a summary, and later requests contain the summary instead of the history")
  func compact() async throws {
    try await ScriptedSession.run { session in
      session.model.enqueue(.message("A long answer."), .message("The summary."), .message("After it."))
      let thread = try await session.codex.startThread()
      _ = try await thread.run("A long question.")

      let compaction = try await thread.compact()
      let result = try await thread.run("Go on.")

      #expect(compaction.status == .completed)
      #expect(compaction.items.map(\.isContextCompaction) == [true])
      #expect(result.finalResponse == "After it.")
      let requests = session.model.requests
      #expect(requests.count == 3)
      #expect(requests[1].texts(role: "assistant") == ["A long answer."])
      #expect(requests[2].texts(role: "assistant") == [])
      #expect(requests[2].userTexts.contains { $0.contains("The summary.") })
    }
  }
}

extension ThreadItem {
  fileprivate var isContextCompaction: Bool { if case .contextCompaction = self { true } else { false } }
}
