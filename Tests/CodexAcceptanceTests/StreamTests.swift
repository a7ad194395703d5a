import CodexSDK
import CodexTesting
import Testing

@Suite("Streaming a turn")
struct StreamTests {
  @Test("stream: deltas, completed items, exactly one completion, then the sequence ends")
  func stream() async throws {
    try await ScriptedSession.run { session in
      session.model.enqueue(.message(deltas: ["Hel", "lo", "."]))
      let thread = try await session.codex.startThread()

      let turn = try await thread.startTurn("Say hello.")
      let events = try await turn.events.collected()

      #expect(events.first?.method == "turn/started")
      #expect(events.compactMap(\.delta) == ["Hel", "lo", "."])
      #expect(events.compactMap(\.completedItem).map(\.kind) == ["userMessage", "agentMessage"])
      #expect(events.compactMap(\.completedItem).last?.agentText == "Hello.")
      #expect(events.compactMap(\.completedTurn).map(\.status) == [.completed])
      #expect(events.last?.method == "turn/completed")
      #expect(events.allSatisfy { $0.turnID == turn.id })
      #expect(turn.events.omittedCount == 0)
      // After the end there is nothing more, and the result is still there.
      #expect(try await turn.events.collected().isEmpty)
      #expect(try await turn.result().finalResponse == "Hello.")
    }
  }

  @Test("stream: events come while the turn runs, not only at its end")
  func live() async throws {
    try await ScriptedSession.run { session in
      // Given a model that stops after its first delta.
      let gate = Gate()
      session.model.enqueue(.message(deltas: ["Hel", "lo."]).held(at: gate, afterDeltas: 1))
      let turn = try await session.codex.startThread().startTurn("Say hello.")

      // When the first delta has come, then the model is let go.
      var deltas: [String] = []
      for try await event in turn.events {
        guard let delta = event.delta else { continue }
        deltas.append(delta)
        gate.open()
      }

      #expect(deltas == ["Hel", "lo."])
    }
  }

  @Test("stream: a failed turn ends the sequence in order, and the result throws")
  func failed() async throws {
    try await ScriptedSession.run { session in
      session.model.enqueue(.failure(code: "invalid_prompt", message: "No."))

      let turn = try await session.codex.startThread().startTurn("Fail.")
      let events = try await turn.events.collected()

      #expect(events.compactMap(\.completedTurn).map(\.status) == [.failed])
      await #expect(throws: CodexError.self) { try await turn.result() }
    }
  }

  @Test("interleaved: two turns on one connection get only their own events, another request completes meanwhile")
  func interleaved() async throws {
    try await ScriptedSession.run { session in
      // Given two turns, each of which stops after its first delta.
      let (left, right) = (Gate(), Gate())
      session.model.enqueue(
        for: .lastUserText(contains: "left"),
        .message(deltas: ["left 1, ", "left 2"]).held(at: left, afterDeltas: 1)
      )
      session.model.enqueue(
        for: .lastUserText(contains: "right"),
        .message(deltas: ["right 1, ", "right 2"]).held(at: right, afterDeltas: 1)
      )
      let leftTurn = try await session.codex.startThread().startTurn("Go left.")
      let rightTurn = try await session.codex.startThread().startTurn("Go right.")
      async let leftEvents = leftTurn.events.collected()
      async let rightEvents = rightTurn.events.collected()

      // When both are in the middle, then another request completes, and they end in the other order.
      try await left.waitForArrivals()
      try await right.waitForArrivals()
      let name = "In between"
      try await leftTurn.thread.setName(name)
      #expect(try await leftTurn.thread.read().thread.name == name)
      right.open()
      #expect(try await rightTurn.result().finalResponse == "right 1, right 2")
      left.open()
      #expect(try await leftTurn.result().finalResponse == "left 1, left 2")

      #expect(try await leftEvents.compactMap(\.delta) == ["left 1, ", "left 2"])
      #expect(try await rightEvents.compactMap(\.delta) == ["right 1, ", "right 2"])
      #expect(try await leftEvents.allSatisfy { $0.turnID == leftTurn.id })
      #expect(try await rightEvents.allSatisfy { $0.turnID == rightTurn.id })
    }
  }
}
