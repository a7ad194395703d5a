import CodexSDK
import CodexTesting
import Testing

@Suite("Stored threads")
struct StoredThreadTests {
  @Test("name and read: reading a thread returns the name that was set, even after a restart")
  func nameAndRead() async throws {
    try await ScriptedSession.run { session in
      let thread = try await session.storedThread()

      try await thread.rename("A name — with ünïcode")
      let read = try await thread.read().thread
      let later = try await session.afterRestart { session in
        try await CodexThread(id: thread.id, codex: session.codex).read().thread
      }

      #expect(thread.info?.name == nil)
      #expect(read.name == "A name — with ünïcode")
      #expect(read.id == thread.id)
      #expect(read.preview == "Be stored.")
      #expect(read.turns == [])
      #expect(later.name == "A name — with ünïcode")
    }
  }

  @Test(
    "read with turns in order: reading a thread returns all turns with their messages, in the order in which they ran"
  )
  func turnsInOrder() async throws {
    try await ScriptedSession.run { session in
      session.model.enqueue(.message("One."), .message("Two."), .message("Three."))
      let thread = try await session.codex.startThread()
      var ids: [String] = []
      for question in ["First?", "Second?", "Third?"] { ids.append(try await thread.run(.text(question)).id) }

      let turns = try await thread.read(includeTurns: true).thread.turns
      let later = try await session.afterRestart { session in
        try await CodexThread(id: thread.id, codex: session.codex).read(includeTurns: true).thread.turns
      }

      #expect(turns.map(\.id) == ids)
      #expect(turns.map(\.status) == [.completed, .completed, .completed])
      #expect(turns.map { texts(of: $0) } == [["First?", "One."], ["Second?", "Two."], ["Third?", "Three."]])
      #expect(later == turns)
    }
  }

  @Test("list with archived filter: an archived thread is listed only with the filter, until it is unarchived")
  func listArchiveUnarchive() async throws {
    try await ScriptedSession.run { session in
      let codex = session.codex
      let kept = try await session.storedThread()
      let archived = try await session.storedThread()
      let ids = { (isArchived: Bool?) in Set(try await codex.threads.list(archived: isArchived).data.map(\.id)) }
      #expect(try await ids(nil) == [kept.id, archived.id])
      #expect(try await ids(true) == [])

      try await archived.archive()
      let whileArchived = try await (given: ids(true), others: ids(false), unfiltered: ids(nil))
      let back = try await archived.unarchive()

      #expect(whileArchived.given == [archived.id])
      #expect(whileArchived.others == [kept.id])
      #expect(whileArchived.unfiltered == [kept.id])
      #expect(back.id == archived.id)
      #expect(try await ids(true) == [])
      #expect(try await ids(false) == [kept.id, archived.id])
    }
  }

  @Test("archive and unarchive: an unarchived thread continues its conversation after it was resumed")
  func unarchivedThreadGoesOn() async throws {
    try await ScriptedSession.run { session in
      let thread = try await session.storedThread()
      try await thread.archive()
      session.model.enqueue(.message("I am back."))

      let unarchived = try await thread.unarchive()
      let result = try await session.codex.resumeThread(unarchived.id).run("Are you there?")

      #expect(result.finalResponse == "I am back.")
      #expect(session.model.requests.last?.userTexts.suffix(2) == ["Be stored.", "Are you there?"])
    }
  }

  private func texts(of turn: Turn) -> [String] {
    turn.items.flatMap { item -> [String] in
      switch item {
      case .userMessage(let message):
        message.content.compactMap { if case .text(let text) = $0 { text.text } else { nil } }
      case .agentMessage(let message): [message.text]
      default: []
      }
    }
  }
}
