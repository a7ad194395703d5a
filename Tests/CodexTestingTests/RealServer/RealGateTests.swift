import CodexTesting
import CodexWire
import Testing

@Suite("Real app-server: gates")
struct RealGateTests {
  @Test func aGateHoldsAReplyUntilItOpens() async throws {
    try await Stage.run { stage in
      let gate = Gate()
      stage.model.enqueue(.message("Late.").held(at: gate))
      let turn = try await stage.startTurn(try await stage.startThread(), "wait")
      try await gate.waitForArrivals()

      // The server answers other requests meanwhile, and the turn is still in progress.
      _ = try await stage.client.request("thread/loaded/list", [:])
      #expect(!stage.client.messages.contains { $0["method"] == "turn/completed" })
      gate.open()

      #expect(try await stage.completion(of: turn)["status"] == "completed")
    }
  }

  @Test func aGateHoldsAReplyBetweenItsDeltas() async throws {
    try await Stage.run { stage in
      let gate = Gate()
      stage.model.enqueue(.message(deltas: ["a", "b", "c"]).held(at: gate, afterDeltas: 2))
      let turn = try await stage.startTurn(try await stage.startThread(), "wait")

      _ = try await stage.client.message("item/agentMessage/delta") { $0["delta"] == "b" }
      try await gate.waitForArrivals()
      #expect(stage.params(of: "item/agentMessage/delta", turn: turn).map { $0["delta"] } == ["a", "b"])
      gate.open()

      #expect(try await stage.completion(of: turn)["status"] == "completed")
      #expect(stage.params(of: "item/agentMessage/delta", turn: turn).map { $0["delta"] } == ["a", "b", "c"])
    }
  }

  @Test func anInterruptedTurnLetsGoOfItsReply() async throws {
    try await Stage.run { stage in
      let gate = Gate()
      stage.model.enqueue(.message("Never.").held(at: gate), .message("Next."))
      let thread = try await stage.startThread()
      let turn = try await stage.startTurn(thread, "wait")
      try await gate.waitForArrivals()

      _ = try await stage.client.request("turn/interrupt", ["threadId": .string(thread), "turnId": .string(turn)])
      #expect(try await stage.completion(of: turn)["status"] == "interrupted")

      let next = try await stage.startTurn(thread, "again")
      #expect(try await stage.completion(of: next)["status"] == "completed")
      #expect(stage.items("agentMessage", turn: next).map { $0["text"] } == ["Next."])
    }
  }

  @Test func twoTurnsInterleaveAsTheGatesSay() async throws {
    try await Stage.run { stage in
      let gates = [Gate(), Gate()]
      for (index, gate) in gates.enumerated() {
        stage.model.enqueue(
          for: .lastUserText(contains: "turn \(index)"),
          .message(deltas: ["\(index)-a", "\(index)-b"]).held(at: gate, afterDeltas: 1)
        )
      }
      let threads = [try await stage.startThread(), try await stage.startThread()]
      let turns = [
        try await stage.startTurn(threads[0], "turn 0"), try await stage.startTurn(threads[1], "turn 1"),
      ]
      for gate in gates { try await gate.waitForArrivals() }

      // The second one ends before the first.
      gates[1].open()
      #expect(try await stage.completion(of: turns[1])["status"] == "completed")
      #expect(stage.params(of: "item/agentMessage/delta", turn: turns[0]).count <= 1)
      gates[0].open()
      #expect(try await stage.completion(of: turns[0])["status"] == "completed")

      for index in 0..<2 {
        let deltas = stage.params(of: "item/agentMessage/delta", turn: turns[index])
        #expect(deltas.compactMap { $0["delta"]?.stringValue } == ["\(index)-a", "\(index)-b"])
      }
    }
  }

  @Test func aHundredTurnsAtOnceGetTheirOwnReplies() async throws {
    try await Stage.run { stage in
      stage.model.when(.any) { request in .message(deltas: ["echo: ", request.lastUserText ?? ""]) }
      let clock = ContinuousClock()
      let start = clock.now
      try await withThrowingTaskGroup(of: Void.self) { group in
        for index in 0..<100 {
          group.addTask {
            let turn = try await stage.startTurn(try await stage.startThread(), "turn <\(index)>")
            #expect(try await stage.completion(of: turn)["status"] == "completed")
            #expect(stage.items("agentMessage", turn: turn).map { $0["text"] } == [.string("echo: turn <\(index)>")])
          }
        }
        try await group.waitForAll()
      }
      print("100 turns at once: \(clock.now - start)")
      #expect(stage.model.requests.count == 100)
    }
  }
}
