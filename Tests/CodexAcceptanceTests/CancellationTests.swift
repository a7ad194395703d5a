import CodexSDK
import CodexTesting
import Testing

/// In each test the reply of the model is paused, so a call that returns has not waited for the model.
@Suite("Cancellation of waiting tasks")
struct CancellationTests {
  @Test("Cancelling the wait for a result throws at once, and the turn continues")
  func result() async throws {
    try await ScriptedSession.run { session in
      let pause = ReplyPause()
      session.model.enqueue(.message("Late, but here.").paused(at: pause))
      let turn = try await session.codex.startThread().startTurn("Take your time.")
      try await pause.waitUntilReached()

      let waiting = Task { try await turn.result() }
      waiting.cancel()
      await #expect(throws: CancellationError.self) { try await waiting.value }

      pause.resume()
      #expect(try await turn.result().finalResponse == "Late, but here.")
    }
  }

  @Test(
    "Cancelling a run throws at once and interrupts the turn, and the thread still works",
    arguments: ServerTransport.kinds
  )
  func run(transport: ServerTransport) async throws {
    try await ScriptedSession.run(over: transport) { session in
      let pause = ReplyPause()
      session.model.enqueue(
        for: .lastUserText(contains: "time"),
        .message("Never read.").paused(at: pause)
      )
      session.model.when(.lastUserText(contains: "Hurry"), reply: .message("Quick."))
      let thread = try await session.codex.startThread()
      let running = Task { try await thread.run("Take your time.") }
      try await pause.waitUntilReached()

      running.cancel()
      await #expect(throws: CancellationError.self) { try await running.value }

      #expect(try await thread.run("Hurry.").finalResponse == "Quick.")
      #expect(try await session.codex.startThread().run("Hurry.").finalResponse == "Quick.")
      let turns = try await thread.read(includeTurns: true).thread.turns
      #expect(turns.map(\.status) == [.interrupted, .completed])
    }
  }

  @Test("unit: cancelling a run before the response to turn/start interrupts the turn when the response arrives")
  func runBeforeTheResponse() async throws {
    try await ManualServer.run { codex, server in
      let thread = CodexThread(id: "thread-1", codex: codex)
      let running = Task { try await thread.run("Take your time.") }
      let request = try await server.request("turn/start")

      running.cancel()
      await #expect(throws: CancellationError.self) { try await running.value }
      ManualTurn(server: server).respond(to: request)

      #expect(try await server.request("turn/interrupt")["params"] == ["threadId": "thread-1", "turnId": "turn-1"])
    }
  }

  @Test("unit: a run whose start is not confirmed in time interrupts the turn when the response arrives")
  func timeout() async throws {
    let configuration = CodexConfiguration(requestTimeout: .milliseconds(50))
    try await ManualServer.run(configuration: configuration) { codex, server in
      let thread = CodexThread(id: "thread-1", codex: codex)
      let running = Task { try await thread.run("Take your time.") }
      let request = try await server.request("turn/start")

      let error = await #expect(throws: CodexError.self) { try await running.value }
      guard case .timeout("turn/start", _) = error else { throw try #require(error) }
      ManualTurn(server: server).respond(to: request)

      #expect(try await server.request("turn/interrupt")["params"] == ["threadId": "thread-1", "turnId": "turn-1"])
    }
  }

  @Test("A run that is cancelled by a time limit of the program stops the agent")
  func timeLimit() async throws {
    try await ScriptedSession.run { session in
      let pause = ReplyPause()
      session.model.enqueue(.message("Never read.").paused(at: pause))
      let thread = try await session.codex.startThread()

      // The usual way to limit the time of a call. The limit is over when the model is asked, so that the test does not wait.
      let result: TurnResult? = try await withThrowingTaskGroup(of: TurnResult?.self) { group in
        group.addTask { try await thread.run("Take your time.") }
        group.addTask {
          try await pause.waitUntilReached()
          return nil
        }
        let first = try await group.next() ?? nil
        group.cancelAll()
        return first
      }

      #expect(result == nil)
      session.model.enqueue(.message("Next."))
      #expect(try await thread.run("Hurry.", approvalMode: .denyAll).finalResponse == "Next.")
      #expect(try await thread.read(includeTurns: true).thread.turns.map(\.status) == [.interrupted, .completed])
    }
  }

  @Test(
    "Cancelling a loop over the events ends the loop at once, and a new loop continues with the next event",
    arguments: ServerTransport.kinds
  )
  func events(transport: ServerTransport) async throws {
    try await ScriptedSession.run(over: transport) { session in
      let pause = ReplyPause()
      session.model.enqueue(.message(deltas: ["One, ", "two."]).paused(at: pause, afterDeltas: 1))
      let turn = try await session.codex.startThread().startTurn("Count.")
      try await pause.waitUntilReached()

      let reading = Task { try await turn.events.collected() }
      reading.cancel()
      await #expect(throws: CancellationError.self) { try await reading.value }

      pause.resume()
      #expect(try await turn.events.collected().last?.completedTurn?.status == .completed)
    }
  }

  @Test("Leaving a loop over the events early does not affect the result of the turn")
  func droppedEvents() async throws {
    try await ScriptedSession.run { session in
      let pause = ReplyPause()
      session.model.enqueue(.message(deltas: ["One, ", "two."]).paused(at: pause, afterDeltas: 1))
      let turn = try await session.codex.startThread().startTurn("Count.")

      for try await event in turn.events where event.delta != nil { break }
      pause.resume()

      let result = try await turn.result()
      #expect(result.finalResponse == "One, two.")
      #expect(result.items.map(\.kind) == ["userMessage", "agentMessage"])
    }
  }
}
