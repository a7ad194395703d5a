import CodexSDK
import CodexTesting
import Testing

/// Each of these waits for a model that does not answer while its gate is closed: what returns has not waited for it.
@Suite("Cancelling a task that waits")
struct CancellationTests {
  @Test("cancelling the wait for a result ends it at once, and the turn goes on")
  func result() async throws {
    try await ScriptedSession.run { session in
      let gate = Gate()
      session.model.enqueue(.message("Late, but here.").held(at: gate))
      let turn = try await session.codex.startThread().startTurn("Take your time.")
      try await gate.waitForArrivals()

      let waiting = Task { try await turn.result() }
      waiting.cancel()
      await #expect(throws: CancellationError.self) { try await waiting.value }

      gate.open()
      #expect(try await turn.result().finalResponse == "Late, but here.")
    }
  }

  @Test("cancelling a run ends it at once and stops its turn; the thread and the connection go on to work")
  func run() async throws {
    try await ScriptedSession.run { session in
      let gate = Gate()
      session.model.enqueue(
        for: .lastUserText(contains: "time"),
        .message("Never read.").held(at: gate)
      )
      session.model.when(.lastUserText(contains: "Hurry"), reply: .message("Quick."))
      let thread = try await session.codex.startThread()
      let running = Task { try await thread.run("Take your time.") }
      try await gate.waitForArrivals()

      running.cancel()
      await #expect(throws: CancellationError.self) { try await running.value }

      #expect(try await thread.run("Hurry.").finalResponse == "Quick.")
      #expect(try await session.codex.startThread().run("Hurry.").finalResponse == "Quick.")
      let turns = try await thread.read(includeTurns: true).thread.turns
      #expect(turns.map(\.status) == [.interrupted, .completed])
    }
  }

  @Test("cancelling a run whose turn/start is not answered yet stops the turn when the answer comes, unit")
  func runBeforeTheAnswer() async throws {
    try await PlayedServer.run { codex, server in
      let thread = CodexThread(id: "thread-1", codex: codex)
      let running = Task { try await thread.run("Take your time.") }
      let request = try await server.request("turn/start")

      running.cancel()
      await #expect(throws: CancellationError.self) { try await running.value }
      PlayedTurn(server: server).accept(request)

      #expect(try await server.request("turn/interrupt")["params"] == ["threadId": "thread-1", "turnId": "turn-1"])
    }
  }

  @Test("cancelling a loop over the events ends it at once, and another one goes on where it stopped")
  func events() async throws {
    try await ScriptedSession.run { session in
      let gate = Gate()
      session.model.enqueue(.message(deltas: ["One, ", "two."]).held(at: gate, afterDeltas: 1))
      let turn = try await session.codex.startThread().startTurn("Count.")
      try await gate.waitForArrivals()

      let reading = Task { try await turn.events.collected() }
      reading.cancel()
      await #expect(throws: CancellationError.self) { try await reading.value }

      gate.open()
      #expect(try await turn.events.collected().last?.completedTurn?.status == .completed)
    }
  }

  @Test("dropping the events early does not stop the turn's result")
  func droppedEvents() async throws {
    try await ScriptedSession.run { session in
      let gate = Gate()
      session.model.enqueue(.message(deltas: ["One, ", "two."]).held(at: gate, afterDeltas: 1))
      let turn = try await session.codex.startThread().startTurn("Count.")

      for try await event in turn.events where event.delta != nil { break }
      gate.open()

      let result = try await turn.result()
      #expect(result.finalResponse == "One, two.")
      #expect(result.items.map(\.kind) == ["userMessage", "agentMessage"])
    }
  }
}
