import CodexSDK
import Testing

/// What a newer server says, or a broken one, is handed on as it came, and nothing ends because of it.
@Suite("Notifications that this release cannot read, unit")
struct UnknownNotificationTests {
  @Test("an unknown notification is delivered to codex.notifications, and the stream goes on")
  func unknown() async throws {
    try await PlayedServer.run { codex, server in
      var notifications = codex.notifications.makeAsyncIterator()

      server.notify("weather/changed", ["degrees": 7])
      server.notify("skills/changed", [:])

      let unknown = try #require(try await notifications.next()?.unrecognized)
      #expect(unknown.json == ["method": "weather/changed", "params": ["degrees": 7]])
      #expect(unknown.method == "weather/changed")
      #expect(unknown.failure == nil)
      #expect(try await notifications.next()?.method == "skills/changed")
    }
  }

  @Test("a malformed known notification is delivered with its JSON and the decoding error, and the stream goes on")
  func malformed() async throws {
    try await PlayedServer.run { codex, server in
      var notifications = codex.notifications.makeAsyncIterator()

      server.notify("thread/archived", ["threadId": 7])
      server.notify("thread/archived", ["threadId": "thread-1"])

      let malformed = try #require(try await notifications.next()?.unrecognized)
      #expect(malformed.json == ["method": "thread/archived", "params": ["threadId": 7]])
      #expect(malformed.failure?.pointer == "/params/threadId")
      guard case .threadArchived(let archived) = try await notifications.next() else {
        Issue.record("the well-formed one did not come")
        return
      }
      #expect(archived.threadID == "thread-1")
    }
  }

  @Test("what names a turn is delivered to the turn, unknown or malformed, and the turn goes on to its end")
  func ofATurn() async throws {
    try await PlayedServer.run { codex, server in
      let played = PlayedTurn(server: server)
      async let starting = CodexThread(id: "thread-1", codex: codex).startTurn("Go on.")
      played.accept(try await server.request("turn/start"))
      let turn = try await starting

      played.tell("turn/mood/changed", ["turnId": played.id, "mood": "cheerful"])
      played.delta(42)
      played.delta("Done.")
      played.said("Done.")
      played.completed()

      let events = try await turn.events.collected()
      #expect(
        events.map(\.method) == [
          "turn/mood/changed", "item/agentMessage/delta", "item/agentMessage/delta", "item/completed", "turn/completed",
        ]
      )
      let unrecognized = events.compactMap(\.unrecognized)
      #expect(unrecognized.map(\.failure?.pointer) == [nil, "/params/delta"])
      #expect(unrecognized.first?.json["params"]?["mood"] == "cheerful")
      #expect(unrecognized.last?.json["params"]?["delta"] == 42)
      #expect(events.compactMap(\.delta) == ["Done."])
      #expect(try await turn.result().finalResponse == "Done.")
    }
  }

  @Test("a malformed turn/completed ends the turn: its result is the decoding error, and nobody waits for ever")
  func malformedCompletion() async throws {
    try await PlayedServer.run { codex, server in
      let played = PlayedTurn(server: server)
      async let starting = CodexThread(id: "thread-1", codex: codex).startTurn("Go on.")
      played.accept(try await server.request("turn/start"))
      let turn = try await starting

      played.tell("turn/completed", ["turn": ["id": played.id, "items": [], "status": 3]])

      let error = await #expect(throws: CodexError.self) { try await turn.result() }
      guard case .decoding("turn/completed", let failure) = error else {
        Issue.record("another error: \(String(describing: error))")
        return
      }
      #expect(failure.pointer == "/params/turn/status")
      #expect(try await turn.events.collected().map(\.unrecognized?.failure?.pointer) == ["/params/turn/status"])
    }
  }
}
