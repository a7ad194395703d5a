import CodexSDK
import CodexTesting
import Foundation
import Testing

/// Tests of `CodexThread.states(every:recentTurns:)` on the real app-server.
@Suite("The states of a thread on the real app-server")
struct LiveThreadStateTests {
  /// What the server stores about a thread.
  private struct Stored: Hashable {
    struct StoredTurn: Hashable {
      var id: String
      var status: TurnStatus
      var times: [Date?]
      var duration: Duration?
      var items: [ThreadItem]
    }

    var turns: [StoredTurn]

    init(_ state: ThreadState) {
      turns = state.turns.map { turn in
        StoredTurn(
          id: turn.id,
          status: turn.status,
          times: [turn.startedAt, turn.completedAt],
          duration: turn.duration,
          items: turn.completedItems.map(\.item)
        )
      }
    }
  }

  /// Waits until a state fulfils a condition, at most two minutes.
  private func wait(
    for states: ThreadStates,
    until condition: @Sendable (ThreadState) -> Bool
  ) async throws -> ThreadState {
    let deadline = ContinuousClock.now + .seconds(120)
    while !condition(states.current) {
      try #require(ContinuousClock.now < deadline, "the state is \(states.current)")
      try await Task.sleep(for: .milliseconds(5))
    }
    return states.current
  }

  @Test("are equal to what the server has stored, whether a program began to follow before, during or after the turns")
  func joining() async throws {
    let (asked, answer) = (AsyncStream.makeStream(of: Void.self), AsyncStream.makeStream(of: Void.self))
    try await ScriptedSession.run(options: .askingInWorkspace) { configuration in
      configuration.approvalHandler = { _ in
        asked.continuation.yield()
        for await _ in answer.stream { break }
        return .accept
      }
    } _: { session in
      let pause = ReplyPause()
      defer { pause.resume() }
      let thread = try await session.codex.startThread(approvalMode: .askUser)
      let early = thread.states(every: .zero)
      session.model.enqueue(
        .message(deltas: ["I ", "look."], phase: .commentary).then(.command("echo one")),
        .command("echo two", escalationReason: "to show a question"),
        .message(deltas: ["All ", "is ", "done."], phase: .finalAnswer).paused(at: pause, afterDeltas: 1)
      )
      let turn = try await thread.startTurn("Go.")

      // The request for approval is in the state, also of a program that begins to follow now.
      for await _ in asked.stream { break }
      let waiting = thread.states(every: .zero)
      for states in [early, waiting] {
        let state = try await wait(for: states) { !$0.approvals.isEmpty && $0.runningTurn != nil }
        #expect(state.approvals.first?.reason == "to show a question")
        #expect(state.runningTurn?.id == turn.id)
      }
      answer.continuation.yield()
      try await pause.waitUntilReached()
      let late = thread.states(every: .zero)
      // The first delta has come, and the sequence that began late has the completed items.
      _ = try await wait(for: early) { $0.runningTurn?.runningItems.isEmpty == false && $0.openRequests.isEmpty }
      _ = try await wait(for: late) { ($0.runningTurn?.completedItems.count ?? 0) >= 4 }
      pause.resume()
      let result = try await turn.result()

      session.model.enqueue(.message("Second."))
      _ = try await thread.run("Again.")
      let stored = Stored(ThreadState(try await thread.read(includeTurns: true).thread))
      #expect(stored.turns.count == 2)
      let after = thread.states(every: .zero)
      for (name, states) in [("early", early), ("waiting", waiting), ("late", late), ("after", after)] {
        let state = try await wait(for: states) {
          // The server tells the token usage during turns, so a program that follows after them does not know it.
          $0.turns.count == 2 && $0.turns.allSatisfy(\.isEnded) && $0.isComplete
            && ($0.tokenUsage != nil || name == "after")
        }
        #expect(Stored(state) == stored, "\(name)")
        #expect(state.turns[0].finalResponse == result.finalResponse)
        #expect(state.turns.allSatisfy { $0.hasAllItems }, "\(name)")
        #expect(state.settings?.model == "mock-model", "\(name)")
      }
      answer.continuation.finish()
    }
  }

  @Test("keep the beginning of an interrupted message apart from the stored items")
  func interruption() async throws {
    try await ScriptedSession.run { session in
      let pause = ReplyPause()
      defer { pause.resume() }
      let thread = try await session.codex.startThread()
      let states = thread.states(every: .zero)
      session.model.enqueue(.message(deltas: ["Once ", "upon ", "a time"]).paused(at: pause, afterDeltas: 2))
      let turn = try await thread.startTurn("Tell.")
      _ = try await wait(for: states) { state in
        guard case .agentMessage(let message)? = state.runningTurn?.runningItems.last?.item else { return false }
        return message.text == "Once upon "
      }
      try await turn.interrupt()
      let state = try await wait(for: states) { $0.turns.first?.isEnded == true }
      #expect(state.turns[0].status == .interrupted)
      #expect(state.turns[0].runningItems.count == 1)
      let stored = Stored(ThreadState(try await thread.read(includeTurns: true).thread))
      #expect(Stored(state) == stored)
    }
  }

  @Test("contain a long history when its pages are read backwards")
  func pages() async throws {
    try await ScriptedSession.run { session in
      session.model.when(.any) { request in .message("Reply to \(request.lastUserText ?? "")") }
      let thread = try await session.codex.startThread()
      for number in 0..<7 { _ = try await thread.run("\(number)") }
      let states = thread.states(every: .zero, recentTurns: 2)
      let first = try await wait(for: states) { $0.turns.count == 2 }
      #expect(first.hasEarlierTurns)
      let running = Task { try await thread.run("7") }
      var hasMore = true
      while hasMore { hasMore = try await states.loadEarlierTurns(3) }
      _ = try await running.value
      let state = try await wait(for: states) { $0.turns.count == 8 && $0.turns.allSatisfy(\.isEnded) }
      let stored = Stored(ThreadState(try await thread.read(includeTurns: true).thread))
      #expect(Stored(state) == stored)
      #expect(!state.hasEarlierTurns)
    }
  }

  @Test("are complete again after each lost connection, also for a second client of the server")
  func lostConnections() async throws {
    try await RemoteSession.run(.webSocket) { session in
      let proxy = try session.server.makeProxy()
      defer { proxy.close() }
      let first = try await session.connect { $0.approvalHandler = { _ in .accept } }
      let second = try await session.connect(through: proxy) { _ in }
      let thread = try await first.startThread(approvalMode: .askUser)
      session.enqueueTurn(line: "0")
      _ = try await thread.run("Do 0.")
      // The second client only watches.
      let watched = try await second.resumeThread(thread.id)
      let states = watched.states(every: .zero, recentTurns: 2)
      for number in 1..<10 {
        session.enqueueTurn(line: "\(number)")
        let turn = try await thread.startTurn("Do \(number).")
        try await Task.sleep(for: .milliseconds(.random(in: 0...200)))
        proxy.cut()
        _ = try await turn.result()
      }
      let stored = Stored(ThreadState(try await thread.read(includeTurns: true).thread))
      _ = try await wait(for: states) { $0.isComplete && $0.turns.last?.id == stored.turns.last?.id }
      var hasMore = true
      while hasMore { hasMore = try await states.loadEarlierTurns() }
      let state = try await wait(for: states) {
        $0.turns.count == 10 && $0.turns.allSatisfy(\.isEnded) && $0.isComplete
      }
      #expect(Stored(state) == stored)
      #expect(state.openRequests == [])
      await second.close()
      await first.close()
    }
  }
}
