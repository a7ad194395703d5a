import CodexSDK
import CodexTesting
import Testing

@Suite("Scale")
struct ScaleTests {
  @Test("100 turns at once on one connection: each gets exactly its own events and its own answer")
  func manyTurns() async throws {
    let count = 100
    try await ScriptedSession.run { session in
      // Given a model that answers each in its own words, but nobody before all have asked.
      let gate = Gate()
      session.model.when(.any) { request in
        let name = request.lastUserText ?? ""
        return .message(deltas: ["Hello ", name, "!"]).held(at: gate)
      }

      let turns = try await withThrowingTaskGroup(of: (String, CodexTurn).self) { group in
        for number in 0..<count {
          group.addTask { ("<\(number)>", try await session.codex.startThread().startTurn("<\(number)>")) }
        }
        return try await group.collected()
      }
      try await gate.waitForArrivals(count)
      gate.open()

      try await withThrowingTaskGroup { group in
        for (name, turn) in turns {
          group.addTask {
            let events = try await turn.events.collected()
            #expect(events.allSatisfy { $0.turnID == turn.id })
            #expect(events.compactMap(\.delta) == ["Hello ", name, "!"])
            #expect(events.compactMap(\.completedItem).map(\.kind) == ["userMessage", "agentMessage"])
            #expect(events.compactMap(\.completedTurn).map(\.id) == [turn.id])
            #expect(try await turn.result().finalResponse == "Hello \(name)!")
          }
        }
        try await group.waitForAll()
      }
      #expect(Set(turns.map(\.1.id)).count == count)
      #expect(Set(turns.map(\.1.threadID)).count == count)
    }
  }
}
