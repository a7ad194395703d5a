import CodexSDK
import CodexTesting
import Foundation

/// Something that programs do with the SDK, to be tried with servers of different releases.
struct ReleaseScenario: Sendable {
  /// The name of the scenario in the table of the documentation.
  var name: String
  var options = AppServerHarness.Options()
  var configure: @Sendable (inout CodexConfiguration) -> Void = { _ in }
  /// Throws if the scenario does not work.
  var body: @Sendable (ScriptedSession) async throws -> Void

  init(
    _ name: String,
    options: AppServerHarness.Options = .init(),
    configure: @escaping @Sendable (inout CodexConfiguration) -> Void = { _ in },
    _ body: @escaping @Sendable (ScriptedSession) async throws -> Void
  ) {
    self.name = name
    self.options = options
    self.configure = configure
    self.body = body
  }

  /// The reason why a scenario does not work although no call has thrown an error.
  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  /// What the table of the documentation says about the scenario on a server of this release: `yes`, or the message of the error.
  func outcome(on release: String) async throws -> String {
    try await ScriptedSession.run(release: release, options: options, configure: configure) { session in
      do {
        try await body(session)
        return "yes"
      } catch let error as Failure {
        return error.description
      } catch CodexError.notSupported(let feature, _) {
        return "needs \(feature.since)"
      } catch let error as CodexError {
        return (error.requestFailure?.error.message ?? "\(error)").replacing("|", with: "/")
      }
    }
  }
}

/// Throws a `Failure` if a condition does not hold.
private func check(_ condition: Bool, _ otherwise: String) throws {
  if !condition { throw ReleaseScenario.Failure(description: otherwise) }
}

extension ReleaseScenario {
  static let all: [ReleaseScenario] = turns + approvals + threads + others

  // MARK: Turns

  private static let turns = [
    ReleaseScenario("run a turn") { session in
      session.model.enqueue(.message("Hello."))
      let result = try await session.codex.startThread().run("Say hello.")
      try check(result.finalResponse == "Hello.", "another final response")
    },
    ReleaseScenario("stream the events of a turn") { session in
      session.model.enqueue(.message(deltas: ["Hel", "lo."]))
      let turn = try await session.codex.startThread().startTurn("Say hello.")
      let events = try await turn.events.collected()
      try check(events.compactMap(\.delta) == ["Hel", "lo."], "other deltas")
      try check(events.compactMap(\.completedTurn).count == 1, "no completed turn")
    },
    ReleaseScenario("show the state of a thread") { session in
      session.model.enqueue(.message(deltas: ["Hel", "lo."]))
      let thread = try await session.codex.startThread()
      let turn = try await thread.startTurn("Say hello.")
      for try await state in thread.states() where state.turns.last?.status == .completed { break }
      _ = try await turn.result()
    },
    ReleaseScenario("steer a turn") { session in
      let pause = ReplyPause()
      session.model.enqueue(.message("Blue.").paused(at: pause), .message("Blue and green."))
      let turn = try await session.codex.startThread().startTurn("Name a colour.")
      try await pause.waitUntilReached()
      try await turn.steer("Name a second one.")
      pause.resume()
      try check(try await turn.result().finalResponse == "Blue and green.", "another final response")
    },
    ReleaseScenario("interrupt a turn") { session in
      let pause = ReplyPause()
      session.model.enqueue(.message(deltas: ["A very ", "long story."]).paused(at: pause, afterDeltas: 1))
      let turn = try await session.codex.startThread().startTurn("Tell a story.")
      try await pause.waitUntilReached()
      try await turn.interrupt()
      try check(try await turn.result().status == .interrupted, "the turn goes on")
    },
    ReleaseScenario("get structured output") { session in
      session.model.enqueue(.message(#"{"city":"Oslo","degrees":7}"#))
      let thread = try await session.codex.startThread()
      _ = try await thread.run(
        "How warm is it?",
        as: StructuredOutputTests.Weather.self,
        schema: StructuredOutputTests.schema
      )
    },
    ReleaseScenario("run a shell command of the user") { session in
      let result = try await session.codex.startThread().runShellCommand("echo hello")
      try check(result.output == "hello\n", "another output")
    },
    ReleaseScenario("compact a thread") { session in
      session.model.enqueue(.message("A long answer."), .message("The summary."))
      let thread = try await session.codex.startThread()
      _ = try await thread.run("A long question.")
      try check(try await thread.compact().status == .completed, "the compaction does not end")
    },
  ]

  // MARK: Approvals

  private static let accepting: @Sendable (inout CodexConfiguration) -> Void = { configuration in
    configuration.approvalHandler = { _ in .accept }
  }

  private static let approvals = [
    ReleaseScenario("ask the user for an approval", configure: accepting) { session in
      let file = session.harness.pathOutsideWorkspace("note.txt")
      session.model.enqueue(.command("echo hello > \(file)", escalationReason: "to leave a note"), .message("Done."))
      _ = try await session.codex.startThread(approvalMode: .askUser).run("Leave a note.")
      try check(FileManager.default.fileExists(atPath: file), "the command does not run")
    },
    ReleaseScenario("refuse what nobody approves") { session in
      let file = session.harness.pathOutsideWorkspace("note.txt")
      session.model.enqueue(.command("echo hello > \(file)", escalationReason: "to leave a note"), .message("Done."))
      _ = try await session.codex.startThread(approvalMode: .denyAll).run("Leave a note.")
      try check(!FileManager.default.fileExists(atPath: file), "the command runs")
    },
    ReleaseScenario("let the auto-reviewer decide") { session in
      let file = session.harness.pathOutsideWorkspace("allowed.txt")
      session.model.enqueue(.command("touch \(file)", escalationReason: "The user wants it."), .message("Done."))
      session.model.enqueue(for: .review, .reviewerAllows)
      let result = try await session.codex.startThread().run("Make the file.")
      try check(FileManager.default.fileExists(atPath: file), "the command does not run")
      try check(result.approvalReviews.map(\.status) == [.approved], "no review is reported")
    },
    ReleaseScenario("keep the approval mode of a fork", options: .askingInWorkspace) { session in
      let fork = try await session.storedThread(approvalMode: .denyAll).fork()
      try check(fork.settings?.approvalPolicy == .never, "no; pass `approvalMode:`")
    },
    ReleaseScenario("keep the approval mode after a restart", options: .askingInWorkspace) { session in
      let thread = try await session.storedThread(approvalMode: .denyAll)
      let settings = try await session.afterRestart { try await $0.settings(of: thread) }
      try check(settings.approvalPolicy == .never, "no; pass `approvalMode:`")
    },
    ReleaseScenario("keep after a restart that a thread has no sandbox", options: .askingInWorkspace) { session in
      let thread = try await session.storedThread(approvalMode: .dangerouslyBypassApprovalsAndSandbox)
      let settings = try await session.afterRestart { try await $0.settings(of: thread) }
      try check(settings.sandbox == .dangerFullAccess, "no; pass `approvalMode:`")
    },
  ]

  // MARK: Threads

  private static let threads = [
    ReleaseScenario("resume a stored thread") { session in
      let thread = try await session.storedThread()
      try await session.afterRestart { session in
        session.model.enqueue(.message("Again."))
        let result = try await session.codex.resumeThread(thread.id).run("Go on.")
        try check(result.finalResponse == "Again.", "another final response")
      }
    },
    ReleaseScenario("fork a thread") { session in
      let thread = try await session.storedThread()
      session.model.enqueue(.message("In the fork."))
      let result = try await thread.fork().run("Only the fork.")
      try check(result.finalResponse == "In the fork.", "another final response")
    },
    ReleaseScenario("name, archive and list threads") { session in
      let thread = try await session.storedThread()
      try await thread.rename("A name")
      try await thread.archive()
      let archived = try await session.codex.threads.all(archived: true).collected()
      try check(archived.map(\.name) == ["A name"], "the archived thread is not listed")
    },
    ReleaseScenario("read the turns of a thread") { session in
      let thread = try await session.storedThread()
      try check(try await thread.allTurns().collected().count == 1, "another number of turns")
    },
    ReleaseScenario("read the history of a thread") { session in
      let thread = try await session.storedThread()
      try check(try await thread.history.collected().count >= 2, "too few items")
    },
    ReleaseScenario("set and read the goal of a thread") { session in
      let thread = try await session.storedThread()
      _ = try await thread.setGoal(objective: "Be brief.")
      try check(try await thread.goal().goal?.objective == "Be brief.", "another goal")
    },
    ReleaseScenario("list the attachments of a thread") { session in
      let thread = try await session.storedThread()
      _ = try await thread.attachments()
    },
    ReleaseScenario("list the sections of threads") { session in _ = try await session.codex.threadSections.list() },
  ]

  // MARK: The server

  private static let others = [
    ReleaseScenario("run a command with input and output") { session in
      let command = try await session.codex.commands.start(
        ["/bin/sh", "-c", "read line; exit 3"],
        streamStdin: true,
        streamStdoutStderr: true
      )
      try await command.write(Data("ball\n".utf8))
      try check(try await command.wait().exitCode == 3, "another exit code")
    },
    ReleaseScenario("write and read a file") { session in
      let path = session.harness.workspace + "/file.txt"
      try await session.codex.fileSystem.writeFile(at: path, data: Data("hello".utf8))
      let data = try await session.codex.fileSystem.readFile(at: path)
      try check(data == Data("hello".utf8), "another content")
    },
    ReleaseScenario("list the models") { session in
      try check(try await !session.codex.models.list().data.isEmpty, "no models")
    },
    ReleaseScenario("read the configuration") { session in _ = try await session.codex.config.read() },
    ReleaseScenario("read the account") { session in _ = try await session.codex.account.read() },
  ]
}
