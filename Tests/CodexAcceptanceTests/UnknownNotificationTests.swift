import CodexSDK
import Testing

/// Notifications of a newer server, and malformed notifications, are delivered unchanged and do not end a stream.
@Suite("unit: unrecognized notifications")
struct UnknownNotificationTests {
  @Test("An unknown notification is delivered by codex.notifications, and the stream continues")
  func unknown() async throws {
    try await ManualServer.run { codex, server in
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

  @Test("A malformed known notification is delivered with its JSON and the decoding error, and the stream continues")
  func malformed() async throws {
    try await ManualServer.run { codex, server in
      var notifications = codex.notifications.makeAsyncIterator()

      server.notify("thread/archived", ["threadId": 7])
      server.notify("thread/archived", ["threadId": "thread-1"])

      let malformed = try #require(try await notifications.next()?.unrecognized)
      #expect(malformed.json == ["method": "thread/archived", "params": ["threadId": 7]])
      #expect(malformed.failure?.pointer == "/params/threadId")
      guard case .threadArchived(let archived) = try await notifications.next() else {
        Issue.record("the well-formed notification did not arrive")
        return
      }
      #expect(archived.threadID == "thread-1")
    }
  }

  @Test(
    "An unrecognized notification with a turn id is delivered to the turn, and the turn continues until its completion"
  )
  func ofATurn() async throws {
    try await ManualServer.run { codex, server in
      let serverTurn = ManualTurn(server: server)
      async let starting = CodexThread(id: "thread-1", codex: codex).startTurn("Go on.")
      serverTurn.respond(to: try await server.request("turn/start"))
      let turn = try await starting

      serverTurn.notify("turn/mood/changed", ["turnId": serverTurn.id, "mood": "cheerful"])
      serverTurn.sendDelta(42)
      serverTurn.sendDelta("Done.")
      serverTurn.sendMessage("Done.")
      serverTurn.sendCompleted()

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

  @Test("After a malformed turn/completed, the result throws the decoding error if thread/read is refused, too")
  func malformedCompletion() async throws {
    try await ManualServer.run { codex, server in
      let serverTurn = ManualTurn(server: server)
      async let starting = CodexThread(id: "thread-1", codex: codex).startTurn("Go on.")
      serverTurn.respond(to: try await server.request("turn/start"))
      let turn = try await starting

      serverTurn.notify("turn/completed", ["turn": ["id": serverTurn.id, "items": [], "status": 3]])

      // The SDK asks three times, each time with and without the thread's turns.
      async let refusals: Void = { for _ in 0..<6 { server.refuse(try await server.request("thread/read")) } }()
      let error = await #expect(throws: CodexError.self) { try await turn.result() }
      try await refusals
      guard case .decoding("turn/completed", let failure) = error else {
        Issue.record("unexpected error: \(String(describing: error))")
        return
      }
      #expect(failure.pointer == "/params/turn/status")
      var events = turn.events.makeAsyncIterator()
      let event = try await events.next()
      #expect(event?.unrecognized?.failure?.pointer == "/params/turn/status")
      #expect(event?.unrecognized?.json["params"]?["turn"]?["status"] == 3)
      await #expect(throws: CodexError.self) { try await events.next() }
    }
  }
}
