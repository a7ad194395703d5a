import CodexSDK
import CodexTesting
import Testing

@Suite("Steering and interrupting")
struct ControlTests {
  @Test("steer: the same turn, and a second model request with the new text")
  func steer() async throws {
    try await ScriptedSession.run { session in
      // Given a turn whose first answer is still to come.
      let gate = Gate()
      session.model.enqueue(.message("Blue.").held(at: gate), .message("Blue and green."))
      let thread = try await session.codex.startThread()
      let turn = try await thread.startTurn("Name a colour.")
      try await gate.waitForArrivals()

      try await turn.steer("Name a second one.")
      gate.open()
      let result = try await turn.result()

      #expect(result.id == turn.id)
      #expect(result.finalResponse == "Blue and green.")
      // The server gives up the answer that was under way and asks again.
      #expect(result.items.map(\.kind) == ["userMessage", "userMessage", "agentMessage"])
      let requests = session.model.requests
      #expect(requests.count == 2)
      #expect(requests.first?.lastUserText == "Name a colour.")
      #expect(requests.last?.lastUserText == "Name a second one.")
    }
  }

  @Test("steer: a turn that has ended is refused, and the connection goes on")
  func steerTooLate() async throws {
    try await ScriptedSession.run { session in
      session.model.enqueue(.message("Blue."), .message("Green."))
      let thread = try await session.codex.startThread()
      let turn = try await thread.startTurn("Name a colour.")
      _ = try await turn.result()

      let error = await #expect(throws: CodexError.self) { try await turn.steer("Name a second one.") }

      #expect(error?.rpcFailure?.isInvalidRequest == true)
      #expect(try await thread.run("Name another.").finalResponse == "Green.")
    }
  }

  @Test("interrupt: the turn ends interrupted, and the next run works")
  func interrupt() async throws {
    try await ScriptedSession.run { session in
      // Given a turn in the middle of its answer.
      let gate = Gate()
      session.model.enqueue(
        .message(deltas: ["A very ", "long story."]).held(at: gate, afterDeltas: 1),
        .message("A short one.")
      )
      let thread = try await session.codex.startThread()
      let turn = try await thread.startTurn("Tell a story.")
      try await gate.waitForArrivals()

      try await turn.interrupt()
      let result = try await turn.result()

      #expect(result.id == turn.id)
      #expect(result.status == .interrupted)
      #expect(try await turn.events.collected().compactMap(\.completedTurn).map(\.status) == [.interrupted])
      #expect(try await thread.run("Another.").finalResponse == "A short one.")
    }
  }
}
