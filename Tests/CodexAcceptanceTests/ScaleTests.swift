import CodexSDK
import CodexTesting
import Testing

@Suite("Many concurrent turns")
struct ScaleTests {
  @Test("100 concurrent turns on one connection get exactly their own events and results")
  func manyTurns() async throws {
    let count = 100
    try await ScriptedSession.run { session in
      // Given a model that sends each turn its own message, but only after all turns have sent their requests.
      let pause = ReplyPause()
      session.model.when(.any) { request in
        let name = request.lastUserText ?? ""
        return .message(deltas: ["Hello ", name, "!"]).paused(at: pause)
      }

      let turns = try await withThrowingTaskGroup(of: (String, CodexTurn).self) { group in
        for number in 0..<count {
          group.addTask { ("<\(number)>", try await session.codex.startThread().startTurn("<\(number)>")) }
        }
        return try await group.collected()
      }
      try await pause.waitUntilReached(count: count)
      pause.resume()

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
