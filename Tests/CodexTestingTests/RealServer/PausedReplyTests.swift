import CodexTesting
import CodexWire
import Testing

@Suite("Paused replies with the real app-server")
struct PausedReplyTests {
  @Test("A turn stays in progress while its reply is paused")
  func beforeReply() async throws {
    try await RawSession.run { session in
      let pause = ReplyPause()
      session.model.enqueue(.message("Late.").paused(at: pause))
      let turn = try await session.startTurn(try await session.startThread(), "wait")
      try await pause.waitUntilReached()

      // The server responds to other requests meanwhile, and the turn is still in progress.
      _ = try await session.client.request("thread/loaded/list", [:])
      #expect(!session.client.messages.contains { $0["method"] == "turn/completed" })
      pause.resume()

      #expect(try await session.completion(of: turn)["status"] == "completed")
    }
  }

  @Test("A reply can be paused between two deltas")
  func betweenDeltas() async throws {
    try await RawSession.run { session in
      let pause = ReplyPause()
      session.model.enqueue(.message(deltas: ["a", "b", "c"]).paused(at: pause, afterDeltas: 2))
      let turn = try await session.startTurn(try await session.startThread(), "wait")

      _ = try await session.client.message("item/agentMessage/delta") { $0["delta"] == "b" }
      try await pause.waitUntilReached()
      #expect(session.params(of: "item/agentMessage/delta", turn: turn).map { $0["delta"] } == ["a", "b"])
      pause.resume()

      #expect(try await session.completion(of: turn)["status"] == "completed")
      #expect(session.params(of: "item/agentMessage/delta", turn: turn).map { $0["delta"] } == ["a", "b", "c"])
    }
  }

  @Test("Interrupting a turn drops its paused reply")
  func interruptedTurn() async throws {
    try await RawSession.run { session in
      let pause = ReplyPause()
      session.model.enqueue(.message("Never.").paused(at: pause), .message("Next."))
      let thread = try await session.startThread()
      let turn = try await session.startTurn(thread, "wait")
      try await pause.waitUntilReached()

      _ = try await session.client.request("turn/interrupt", ["threadId": .string(thread), "turnId": .string(turn)])
      #expect(try await session.completion(of: turn)["status"] == "interrupted")

      let next = try await session.startTurn(thread, "again")
      #expect(try await session.completion(of: next)["status"] == "completed")
      #expect(session.items("agentMessage", turn: next).map { $0["text"] } == ["Next."])
    }
  }

  @Test("Two pauses decide which of two turns ends first")
  func interleavedTurns() async throws {
    try await RawSession.run { session in
      let pauses = [ReplyPause(), ReplyPause()]
      for (index, pause) in pauses.enumerated() {
        session.model.enqueue(
          for: .lastUserText(contains: "turn \(index)"),
          .message(deltas: ["\(index)-a", "\(index)-b"]).paused(at: pause, afterDeltas: 1)
        )
      }
      let threads = [try await session.startThread(), try await session.startThread()]
      let turns = [
        try await session.startTurn(threads[0], "turn 0"), try await session.startTurn(threads[1], "turn 1"),
      ]
      for pause in pauses { try await pause.waitUntilReached() }

      // The second turn ends before the first turn.
      pauses[1].resume()
      #expect(try await session.completion(of: turns[1])["status"] == "completed")
      #expect(session.params(of: "item/agentMessage/delta", turn: turns[0]).count <= 1)
      pauses[0].resume()
      #expect(try await session.completion(of: turns[0])["status"] == "completed")

      for index in 0..<2 {
        let deltas = session.params(of: "item/agentMessage/delta", turn: turns[index])
        #expect(deltas.compactMap { $0["delta"]?.stringValue } == ["\(index)-a", "\(index)-b"])
      }
    }
  }

  @Test("100 concurrent turns get their own replies")
  func hundredTurns() async throws {
    try await RawSession.run { session in
      session.model.when(.any) { request in .message(deltas: ["echo: ", request.lastUserText ?? ""]) }
      let clock = ContinuousClock()
      let start = clock.now
      try await withThrowingTaskGroup(of: Void.self) { group in
        for index in 0..<100 {
          group.addTask {
            let turn = try await session.startTurn(try await session.startThread(), "turn <\(index)>")
            #expect(try await session.completion(of: turn)["status"] == "completed")
            #expect(session.items("agentMessage", turn: turn).map { $0["text"] } == [.string("echo: turn <\(index)>")])
          }
        }
        try await group.waitForAll()
      }
      print("100 turns at once: \(clock.now - start)")
      #expect(session.model.requests.count == 100)
    }
  }
}
