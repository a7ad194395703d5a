import CodexSDK
import CodexTesting
import Foundation
import Testing

@Suite("Values as Swift programs have them: Date, Duration, Data, Int and String")
struct SwiftValueTests {
  @Test("Dates of threads, turns, items and goals are near the present, so their units are right")
  func dates() async throws {
    try await ScriptedSession.run { session in
      let before = Date()
      session.model.enqueue(.message("Done."))
      let thread = try await session.codex.startThread(model: "mock-model", cwd: session.harness.workspace)
      let turn = try await thread.startTurn("Go.")
      var itemDates: [Date] = []
      var emitted: [Date] = []
      for try await event in turn.events {
        if let date = event.emittedAt { emitted.append(date) }
        if case .itemStarted(let message) = event { itemDates.append(message.startedAt) }
        if case .itemCompleted(let message) = event { itemDates.append(message.completedAt) }
      }
      let result = try await turn.result()
      let goal = try await thread.setGoal(objective: "Finish.").goal
      let read = try await thread.read(includeTurns: true).thread

      #expect(itemDates.count >= 2)
      #expect(!emitted.isEmpty)
      let dates: [Date?] = [
        read.createdAt, read.updatedAt, result.startedAt, result.completedAt, read.turns.first?.startedAt,
        read.turns.first?.completedAt, goal.createdAt, goal.updatedAt,
      ]
      for date in dates + itemDates + emitted {
        let seconds = try #require(date).timeIntervalSince(before)
        #expect(seconds > -2)
        #expect(seconds < 600)
      }
      let duration = try #require(read.turns.first?.duration)
      #expect(duration >= .zero && duration < .seconds(600))
    }
  }

  @Test("Times of attachments and projects, whose unit the schema does not name, are seconds")
  func undocumentedUnits() async throws {
    try await ScriptedSession.run { session in
      let thread = try await session.storedThread()
      let attachment = try await thread.addAttachment(attachmentType: "note", identityKey: "k", payload: [:]).attachment
      var dates = [attachment.createdAt]
      #if ExperimentalAPI
      let project = try await session.codex.projects.create(idempotencyKey: "k", name: "P", roots: []).project
      dates += [project.createdAt, project.updatedAt]
      #endif
      for date in dates { #expect(abs(date.timeIntervalSinceNow) < 600) }
    }
  }

  @Test("A file is written from and read into Data, and its times are dates")
  func files() async throws {
    try await ScriptedSession.run { session in
      let files = session.codex.fileSystem
      let path = session.harness.workspace + "/bytes"
      for contents in [Data(), Data([0, 255, 10, 13]), Data((0..<10_000).map { UInt8($0 % 251) })] {
        try await files.writeFile(at: path, data: contents)
        #expect(try await files.readFile(at: path) == contents)
      }
      let modified = try await files.metadata(at: path).modifiedAt
      #expect(abs(modified.timeIntervalSinceNow) < 600)
    }
  }

  @Test("A command gets its timeout as a Duration, its input as Data, and sends its output as Data")
  func commands() async throws {
    try await ScriptedSession.run { session in
      let command = try await session.codex.commands.start(
        ["/bin/cat"],
        streamStdin: true,
        streamStdoutStderr: true,
        commandTimeout: .seconds(300)
      )
      let input = Data([0, 1, 254, 255])
      try await command.write(input, closeStdin: true)
      #expect(try await command.wait().exitCode == 0)
      var output = Data()
      for try await event in command.events {
        guard case .commandExecOutputDelta(let message) = event else { continue }
        output += try #require(message.delta)
      }
      #expect(output == input)
    }
  }

  @Test("A filter for paths takes paths, and a cursor takes the cursor of the page before")
  func unions() async throws {
    try await ScriptedSession.run { session in
      let thread = try await session.storedThread()
      let path: String = try #require(thread.info?.cwd)
      let listed = try await session.codex.threads.list(cwd: [path]).data.map(\.id)
      #expect(listed == [thread.id])
      let elsewhere = try await session.codex.threads.list(cwd: ["/elsewhere"]).data
      #expect(elsewhere.isEmpty)

      let all = try await thread.items().data.map(\.item)
      var paged: [ThreadItem] = []
      var cursor: String?
      repeat {
        let page = try await thread.items(cursor: cursor, limit: 1)
        paged += page.data.map(\.item)
        cursor = page.nextCursor
      } while cursor != nil
      #expect(all.count >= 2)
      #expect(paged == all)
    }
  }

  @Test("A count that the server's integer cannot hold is refused by the server", arguments: [-1, 1 << 40])
  func counts(count: Int) async throws {
    try await ScriptedSession.run { session in
      await #expect(throws: CodexError.self) { try await session.codex.threads.list(limit: count) }
      let listed = try await session.codex.threads.list(limit: 1).data
      #expect(listed.isEmpty)
    }
  }

  @Test("The server and its commands do not have a variable that is not inherited")
  func environment() async throws {
    let own = ProcessInfo.processInfo.environment
    let needed: Set = ["PATH", "HOME", "TMPDIR"]
    let name = try #require(own.keys.sorted().first { !needed.contains($0) && !$0.hasPrefix("CODEX") && $0.count > 2 })
    for inherited in [InheritedEnvironment.all, .allExcept([name])] {
      let configure = { (configuration: inout CodexConfiguration) in
        configuration.environment[name] = nil
        configuration.inheritedEnvironment = inherited
      }
      try await ScriptedSession.run(configure: configure) { session in
        let output = try await session.codex.commands.run(["/usr/bin/env"]).stdout
        let names = output.split(separator: "\n").map { line in String(line.prefix { $0 != "=" }) }
        #expect(names.contains(name) == (inherited == .all), "\(name)")
      }
    }
  }
}
