import CodexSDK
import CodexTesting
import Testing

@Suite("Event stream of a turn")
struct StreamTests {
  @Test(
    "stream: the events contain deltas, completed items and exactly one completion, and then end",
    arguments: ServerTransport.kinds
  )
  func stream(transport: ServerTransport) async throws {
    try await ScriptedSession.run(over: transport) { session in
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
      #expect(turn.events.droppedCount == 0)
      // A second loop gets no events, and the result is still available.
      #expect(try await turn.events.collected().isEmpty)
      #expect(try await turn.result().finalResponse == "Hello.")
    }
  }

  @Test("stream: events arrive while the turn is in progress", arguments: ServerTransport.kinds)
  func live(transport: ServerTransport) async throws {
    try await ScriptedSession.run(over: transport) { session in
      // Given a model whose reply is paused after the first delta.
      let pause = ReplyPause()
      session.model.enqueue(.message(deltas: ["Hel", "lo."]).paused(at: pause, afterDeltas: 1))
      let turn = try await session.codex.startThread().startTurn("Say hello.")

      // When the first delta has arrived, then the reply is resumed.
      var deltas: [String] = []
      for try await event in turn.events {
        guard let delta = event.delta else { continue }
        deltas.append(delta)
        pause.resume()
      }

      #expect(deltas == ["Hel", "lo."])
    }
  }

  @Test(
    "stream: a failed turn ends the events with a completion, and its result throws",
    arguments: ServerTransport.kinds
  )
  func failed(transport: ServerTransport) async throws {
    try await ScriptedSession.run(over: transport) { session in
      session.model.enqueue(.failure(code: "invalid_prompt", message: "No."))

      let turn = try await session.codex.startThread().startTurn("Fail.")
      let events = try await turn.events.collected()

      #expect(events.compactMap(\.completedTurn).map(\.status) == [.failed])
      await #expect(throws: CodexError.self) { try await turn.result() }
    }
  }

  @Test(
    "interleaved: two turns on one connection get only their own events, and another request completes meanwhile",
    arguments: ServerTransport.kinds
  )
  func interleaved(transport: ServerTransport) async throws {
    try await ScriptedSession.run(over: transport) { session in
      // Given two turns whose replies are paused after the first delta.
      let (left, right) = (ReplyPause(), ReplyPause())
      session.model.enqueue(
        for: .lastUserText(contains: "left"),
        .message(deltas: ["left 1, ", "left 2"]).paused(at: left, afterDeltas: 1)
      )
      session.model.enqueue(
        for: .lastUserText(contains: "right"),
        .message(deltas: ["right 1, ", "right 2"]).paused(at: right, afterDeltas: 1)
      )
      let leftTurn = try await session.codex.startThread().startTurn("Go left.")
      let rightTurn = try await session.codex.startThread().startTurn("Go right.")
      async let leftEvents = leftTurn.events.collected()
      async let rightEvents = rightTurn.events.collected()

      // When both turns are in progress, then another request completes, and the second turn can end first.
      try await left.waitUntilReached()
      try await right.waitUntilReached()
      let name = "In between"
      try await leftTurn.thread.rename(name)
      #expect(try await leftTurn.thread.read().thread.name == name)
      right.resume()
      #expect(try await rightTurn.result().finalResponse == "right 1, right 2")
      left.resume()
      #expect(try await leftTurn.result().finalResponse == "left 1, left 2")

      #expect(try await leftEvents.compactMap(\.delta) == ["left 1, ", "left 2"])
      #expect(try await rightEvents.compactMap(\.delta) == ["right 1, ", "right 2"])
      #expect(try await leftEvents.allSatisfy { $0.turnID == leftTurn.id })
      #expect(try await rightEvents.allSatisfy { $0.turnID == rightTurn.id })
    }
  }
}
