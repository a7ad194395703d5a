import CodexSDK
import Testing

/// The server may send events of a turn before the response to the request that starts the turn.
@Suite("unit: events before the response to turn/start")
struct EarlyEventsTests {
  @Test("early-events: the events of a turn that arrive before the response are delivered in order")
  func events() async throws {
    try await ManualServer.run { codex, server in
      let thread = CodexThread(id: "thread-1", codex: codex)
      let serverTurn = ManualTurn(server: server)

      async let starting = thread.startTurn("Hurry.")
      let request = try await server.request("turn/start")
      serverTurn.sendStarted()
      serverTurn.sendDelta("Do")
      serverTurn.respond(to: request)
      serverTurn.sendDelta("ne.")
      serverTurn.sendMessage("Done.")
      serverTurn.sendCompleted()
      let turn = try await starting

      let events = try await turn.events.collected()
      #expect(
        events.map(\.method) == [
          "turn/started", "item/agentMessage/delta", "item/agentMessage/delta", "item/completed", "turn/completed",
        ]
      )
      #expect(events.compactMap(\.delta) == ["Do", "ne."])
    }
  }

  @Test("early-events: a turn that completes before the response has its result and its events")
  func completion() async throws {
    try await ManualServer.run { codex, server in
      let thread = CodexThread(id: "thread-1", codex: codex)
      let serverTurn = ManualTurn(server: server)

      async let starting = thread.startTurn("Hurry.")
      let request = try await server.request("turn/start")
      serverTurn.sendStarted()
      serverTurn.sendMessage("Done.")
      serverTurn.sendCompleted()
      serverTurn.respond(to: request)
      let turn = try await starting

      #expect(try await turn.result().finalResponse == "Done.")
      #expect(try await turn.events.collected().map(\.method) == ["turn/started", "item/completed", "turn/completed"])
    }
  }

  @Test(
    "early-events: two concurrent turns of one thread get their own events, in whichever order the responses arrive"
  )
  func twoAtOnce() async throws {
    try await ManualServer.run { codex, server in
      let thread = CodexThread(id: "thread-1", codex: codex)
      let first = ManualTurn(server: server, turnID: "turn-1")
      let second = ManualTurn(server: server, turnID: "turn-2")

      async let firstResult = thread.run("First.")
      let firstRequest = try await server.request("turn/start")
      async let secondResult = thread.run("Second.")
      let secondRequest = try await server.request("turn/start")
      for (turn, text) in [(second, "Two."), (first, "One.")] {
        turn.sendStarted()
        turn.sendMessage(text)
        turn.sendCompleted()
      }
      second.respond(to: secondRequest)
      first.respond(to: firstRequest)

      #expect(try await firstResult.finalResponse == "One.")
      #expect(try await secondResult.finalResponse == "Two.")
    }
  }
}
