import CodexSDK
import Testing

/// The server may tell of a turn before it has answered the request that starts it.
@Suite("Events before the answer to turn/start, unit")
struct EarlyEventsTests {
  @Test("early-events: the events of a turn that come before the answer are delivered in order")
  func events() async throws {
    try await PlayedServer.run { codex, server in
      let thread = CodexThread(id: "thread-1", codex: codex)
      let played = PlayedTurn(server: server)

      async let starting = thread.startTurn("Hurry.")
      let request = try await server.request("turn/start")
      played.started()
      played.delta("Do")
      played.accept(request)
      played.delta("ne.")
      played.said("Done.")
      played.completed()
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

  @Test("early-events: a turn that is complete before the answer has its result and its events")
  func completion() async throws {
    try await PlayedServer.run { codex, server in
      let thread = CodexThread(id: "thread-1", codex: codex)
      let played = PlayedTurn(server: server)

      async let starting = thread.startTurn("Hurry.")
      let request = try await server.request("turn/start")
      played.started()
      played.said("Done.")
      played.completed()
      played.accept(request)
      let turn = try await starting

      #expect(try await turn.result().finalResponse == "Done.")
      #expect(try await turn.events.collected().map(\.method) == ["turn/started", "item/completed", "turn/completed"])
    }
  }

  @Test("early-events: two turns that start at once on one thread each get their own, whichever answer comes first")
  func twoAtOnce() async throws {
    try await PlayedServer.run { codex, server in
      let thread = CodexThread(id: "thread-1", codex: codex)
      let first = PlayedTurn(server: server, turnID: "turn-1")
      let second = PlayedTurn(server: server, turnID: "turn-2")

      async let firstResult = thread.run("First.")
      let firstRequest = try await server.request("turn/start")
      async let secondResult = thread.run("Second.")
      let secondRequest = try await server.request("turn/start")
      for (turn, text) in [(second, "Two."), (first, "One.")] {
        turn.started()
        turn.said(text)
        turn.completed()
      }
      second.accept(secondRequest)
      first.accept(firstRequest)

      #expect(try await firstResult.finalResponse == "One.")
      #expect(try await secondResult.finalResponse == "Two.")
    }
  }
}
