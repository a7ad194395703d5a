import CodexSDK
import CodexTesting
import Testing

@Suite("The history of a thread in pages")
struct HistoryTests {
  private func texts(of item: ThreadItem) -> [String] {
    switch item {
    case .userMessage(let message):
      message.content.compactMap { if case .text(let text) = $0 { text.text } else { nil } }
    case .agentMessage(let message): [message.text]
    default: []
    }
  }

  private func thread(_ session: ScriptedSession, turns: Int) async throws -> CodexThread {
    let thread = try await session.codex.startThread()
    for number in 0..<turns {
      session.model.enqueue(.message("Response \(number)."))
      _ = try await thread.run(.text("Question \(number)."))
    }
    return thread
  }

  private let expected = (0..<3).flatMap { ["Question \($0).", "Response \($0)."] }

  @Test("resuming a thread and forking it load no history, which is read in pages in both directions")
  func pages() async throws {
    try await ScriptedSession.run { session in
      let id = try await thread(session, turns: 3).id

      try await session.afterRestart { session in
        let resumed = try await session.codex.resumeThread(id)
        let history = try await resumed.history.reduce(into: []) { $0.append($1) }
        let small = try await resumed.allItems(pageSize: 1).reduce(into: []) { $0.append($1) }
        let newest = try await resumed.allItems(sortDirection: .descending, pageSize: 2, maximum: 3)
          .reduce(into: []) { $0 += texts(of: $1.item) }
        let turns = try await resumed.allTurns(sortDirection: .ascending, pageSize: 2).reduce(into: []) {
          $0.append($1.id)
        }
        let fork = try await resumed.fork()

        #expect(resumed.info?.turns == [])
        #expect(history.flatMap { texts(of: $0.item) } == expected)
        #expect(small == history)
        #expect(newest == expected.suffix(3).reversed())
        #expect(turns.count == 3)
        #expect(history.map(\.turnID) == turns.flatMap { [$0, $0] })
        #expect(fork.info?.turns == [])
        #expect(try await fork.history.reduce(into: []) { $0 += texts(of: $1.item) } == expected)
      }
    }
  }

  @Test("resuming with the history returns it as before")
  func withHistory() async throws {
    try await ScriptedSession.run { session in
      let id = try await thread(session, turns: 2).id

      let resumed = try await session.codex.resumeThread(id, options: ResumeThreadOptions(excludeTurns: false))

      #expect(resumed.info?.turns.count == 2)
    }
  }

  @Test("a page continues at the cursor of an earlier page, and goes back at its other cursor")
  func cursors() async throws {
    try await ScriptedSession.run { session in
      let thread = try await thread(session, turns: 3)
      var pages = thread.allItems(pageSize: 2).pages.makeAsyncIterator()

      _ = try await pages.next()
      let second = try #require(try await pages.next())
      let rest = try await thread.allItems(startingAt: second.nextCursor).reduce(into: []) { $0 += texts(of: $1.item) }
      let before = try await thread.allItems(sortDirection: .descending, startingAt: second.backwardsCursor)
        .reduce(into: []) { $0 += texts(of: $1.item) }

      #expect(second.elements.flatMap { texts(of: $0.item) } == ["Question 1.", "Response 1."])
      #expect(rest == ["Question 2.", "Response 2."])
      #expect(before == ["Question 1.", "Response 0.", "Question 0."])
    }
  }

  @Test("all stored threads, models and loaded threads are listed, whatever the size of a page")
  func listings() async throws {
    try await ScriptedSession.run { session in
      let codex = session.codex
      var ids: Set<String> = []
      for _ in 0..<3 {
        ids.insert(try await session.storedThread().id)
        // The server's cursor is a time in seconds: a page that ends within a second skips the other threads of that second.
        try await Task.sleep(for: .milliseconds(1_100))
      }

      let threads = try await codex.threads.all(archived: false, pageSize: 1).reduce(into: []) { $0.append($1.id) }
      let archived = try await codex.threads.all(archived: true).reduce(into: []) { $0.append($1.id) }
      let loaded = try await codex.threads.allLoaded(pageSize: 2).reduce(into: []) { $0.append($1) }
      let models = try await codex.models.all(pageSize: 1).reduce(into: []) { $0.append($1.id) }

      #expect(threads.sorted() == ids.sorted())
      #expect(archived == [])
      #expect(Set(loaded) == ids)
      let firstPage = try await codex.models.list().data.map(\.id)
      #expect(models == firstPage)
    }
  }

  /// In 0.144.4, leaving the history out is part of the experimental API.
  @Test("an older server that cannot leave the history out sends it")
  func olderRelease() async throws {
    try await ScriptedSession.run(release: "0.144.4") { session in
      let id = try await thread(session, turns: 2).id

      let resumed = try await session.codex.resumeThread(id)
      session.model.enqueue(.message("Again."))

      #if ExperimentalAPI
      #expect(resumed.info?.turns.count == 0)
      #else
      #expect(resumed.info?.turns.count == 2)
      #endif
      #expect(try await resumed.run("Once more.").finalResponse == "Again.")
    }
  }

  @Test("an ephemeral thread has no history, and reading it throws the server's error")
  func ephemeral() async throws {
    try await ScriptedSession.run { session in
      let thread = try await session.codex.startThread(options: StartThreadOptions(ephemeral: true))

      let error = await #expect(throws: CodexError.self) { for try await _ in thread.history {} }

      #expect(error?.requestFailure?.method == "thread/items/list")
    }
  }

  #if ExperimentalAPI
  @Test("a thread in the older form of storage has a history, turn by turn")
  func legacy() async throws {
    try await ScriptedSession.run { session in
      let thread = try await session.codex.startThread(options: StartThreadOptions(historyMode: .legacy))
      for number in 0..<3 {
        session.model.enqueue(.message("Response \(number)."))
        _ = try await thread.run(.text("Question \(number)."))
      }

      let history = try await thread.history.reduce(into: []) { $0 += texts(of: $1.item) }

      #expect(history == expected)
    }
  }
  #endif
}
