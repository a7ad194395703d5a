import CodexSDK
import CodexTesting
import Testing

@Suite("Steering and interrupting a turn")
struct ControlTests {
  @Test(
    "steer: the turn continues with a second model request that contains the new text",
    arguments: ServerTransport.kinds
  )
  func steer(transport: ServerTransport) async throws {
    try await ScriptedSession.run(over: transport) { session in
      // Given a turn that waits for the first reply of the model.
      let pause = ReplyPause()
      session.model.enqueue(.message("Blue.").paused(at: pause), .message("Blue and green."))
      let thread = try await session.codex.startThread()
      let turn = try await thread.startTurn("Name a colour.")
      try await pause.waitUntilReached()

      try await turn.steer("Name a second one.")
      pause.resume()
      let result = try await turn.result()

      #expect(result.id == turn.id)
      #expect(result.finalResponse == "Blue and green.")
      // The server abandons the first reply and sends a second request.
      #expect(result.items.map(\.kind) == ["userMessage", "userMessage", "agentMessage"])
      let requests = session.model.requests
      #expect(requests.count == 2)
      #expect(requests.first?.lastUserText == "Name a colour.")
      #expect(requests.last?.lastUserText == "Name a second one.")
    }
  }

  @Test(
    "steer: steering a completed turn throws an error, and the connection still works",
    arguments: ServerTransport.kinds
  )
  func steerTooLate(transport: ServerTransport) async throws {
    try await ScriptedSession.run(over: transport) { session in
      session.model.enqueue(.message("Blue."), .message("Green."))
      let thread = try await session.codex.startThread()
      let turn = try await thread.startTurn("Name a colour.")
      _ = try await turn.result()

      let error = await #expect(throws: CodexError.self) { try await turn.steer("Name a second one.") }

      #expect(error?.requestFailure?.error.isInvalidRequest == true)
      #expect(try await thread.run("Name another.").finalResponse == "Green.")
    }
  }

  @Test(
    "interrupt: the turn ends with the status interrupted, and the next run works",
    arguments: ServerTransport.kinds
  )
  func interrupt(transport: ServerTransport) async throws {
    try await ScriptedSession.run(over: transport) { session in
      // Given a turn that has streamed a part of its message.
      let pause = ReplyPause()
      session.model.enqueue(
        .message(deltas: ["A very ", "long story."]).paused(at: pause, afterDeltas: 1),
        .message("A short one.")
      )
      let thread = try await session.codex.startThread()
      let turn = try await thread.startTurn("Tell a story.")
      try await pause.waitUntilReached()

      try await turn.interrupt()
      let result = try await turn.result()

      #expect(result.id == turn.id)
      #expect(result.status == .interrupted)
      #expect(try await turn.events.collected().compactMap(\.completedTurn).map(\.status) == [.interrupted])
      #expect(try await thread.run("Another.").finalResponse == "A short one.")
    }
  }
}
