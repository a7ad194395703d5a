import CodexSDK
import CodexTesting
import Foundation
import Testing

/// The server does not start a second turn while a turn is under way. It adds the input to the running turn, which keeps its
/// own settings.
@Suite("Settings: a turn that is already under way")
struct JoinedTurnTests {
  @Test(
    "A run that would join a running turn throws an error when it has settings, and sends nothing",
    arguments: Setting.allCases
  )
  func settingsOfRunningTurn(setting: Setting) async throws {
    try await ScriptedSession.run(options: .askingInWorkspace) { session in
      let pause = ReplyPause()
      session.model.enqueue(.message("First.").paused(at: pause))
      let thread = try await session.codex.startThread(approvalMode: .autoReview)
      let turn = try await thread.startTurn("Take your time.")
      try await pause.waitUntilReached()

      let error = await #expect(throws: CodexError.self) { try await setting.run(on: thread) }

      let notApplied = try #require(error?.settingsNotApplied)
      #expect(notApplied.settings == [setting.rawValue])
      #expect(notApplied.threadID == thread.id)
      #expect(notApplied.turnID == turn.id)
      #expect(!notApplied.wasSent)
      #expect("\(notApplied)".contains(setting.rawValue) && "\(notApplied)".contains(turn.id))
      let before = try #require(thread.settings)
      #expect(try await session.settings(of: thread).approvalPolicy == before.approvalPolicy)
      pause.resume()
      #expect(try await turn.result().items.map(\.kind) == ["userMessage", "agentMessage"])
    }
  }

  @Test("A command that denyAll should refuse does not run, because the run with denyAll is refused")
  func escalatedCommand() async throws {
    let configure = { (configuration: inout CodexConfiguration) in
      configuration.approvalHandler = { _ in .accept }
    }
    try await ScriptedSession.run(options: .askingInWorkspace, configure: configure) { session in
      // Given a turn in which the user approves each command.
      let pause = ReplyPause()
      let path = session.harness.pathOutsideWorkspace("escalated.txt")
      session.model.enqueue(
        .message("Waiting.").paused(at: pause),
        .command("echo hello > '\(path)'", escalationReason: "I want to."),
        .message("Done.")
      )
      let thread = try await session.codex.startThread(approvalMode: .askUser)
      let turn = try await thread.startTurn("Wait.")
      try await pause.waitUntilReached()

      // When the program runs an input that must not be able to change anything.
      let running = Task { try await thread.run("Write the file.", approvalMode: .denyAll) }
      let result = await running.result
      pause.resume()
      _ = try await turn.result()

      // Then the run says so, and its input was not given to the agent.
      #expect(throws: CodexError.self) { try result.get() }
      #expect(!FileManager.default.fileExists(atPath: path))
    }
  }

  @Test("Joining a running turn without settings is allowed, and the handle says that it joined")
  func joinWithoutSettings() async throws {
    try await ScriptedSession.run { session in
      let pause = ReplyPause()
      session.model.enqueue(.message("First.").paused(at: pause), .message("Second."), .message("Third."))
      let thread = try await session.codex.startThread()
      let turn = try await thread.startTurn("One.")
      try await pause.waitUntilReached()

      let joined = try await thread.startTurn("Two.")
      pause.resume()
      let result = try await joined.result()
      let next = try await thread.startTurn("Three.", approvalMode: .denyAll)

      #expect(!turn.isJoined)
      #expect(joined.isJoined)
      #expect(joined.id == turn.id)
      #expect(result.items.map(\.kind).filter { $0 == "userMessage" }.count == 2)
      #expect(!next.isJoined)
      #expect(next.id != turn.id)
      _ = try await next.result()
    }
  }

  @Test("Two runs with settings at the same time: one runs, and the other one gets the error")
  func concurrentRuns() async throws {
    try await ScriptedSession.run { session in
      let pause = ReplyPause()
      session.model.enqueue(.message("Done.").paused(at: pause))
      let thread = try await session.codex.startThread()

      let (ends, continuation) = AsyncStream.makeStream(of: Result<TurnResult, any Error>.self)
      for _ in 0..<2 {
        Task { continuation.yield(await Task { try await thread.run("Go.", approvalMode: .denyAll) }.result) }
      }
      // The refused run ends while the other one still waits for the model.
      var iterator = ends.makeAsyncIterator()
      let first = try #require(await iterator.next())
      pause.resume()
      let second = try #require(await iterator.next())

      let error = #expect(throws: CodexError.self) { try first.get() }
      #expect(error?.settingsNotApplied?.settings == ["approvalMode"])
      #expect(try second.get().finalResponse == "Done.")
      #expect(session.model.requests.count == 1)
    }
  }

  @Test("A turn with settings can be started right after a turn was interrupted or its run was cancelled")
  func afterInterrupt() async throws {
    try await ScriptedSession.run { session in
      let pauses = [ReplyPause(), ReplyPause()]
      session.model.enqueue(.message("Never.").paused(at: pauses[0]))
      let thread = try await session.codex.startThread()
      let turn = try await thread.startTurn("Wait.")
      try await pauses[0].waitUntilReached()

      try await turn.interrupt()
      session.model.enqueue(.message("Never.").paused(at: pauses[1]))
      let running = Task { try await thread.run("Wait again.", approvalMode: .denyAll) }
      try await pauses[1].waitUntilReached()
      running.cancel()
      await #expect(throws: CancellationError.self) { try await running.value }
      session.model.enqueue(.message("Here."))
      let result = try await thread.run("Now.", approvalMode: .denyAll)

      #expect(result.finalResponse == "Here.")
    }
  }

  @Test("A turn that this connection did not start is noticed after the thread was resumed by its ID")
  func handleFromID() async throws {
    try await ScriptedSession.run { session in
      let pause = ReplyPause()
      session.model.enqueue(.message("First.").paused(at: pause))
      let thread = try await session.codex.startThread()
      // A request that does not go through the wrappers: the SDK sees the turn only in notifications.
      let started = try await session.codex.send(
        RPC.TurnStart(TurnStartParams(input: [.text(.init(text: "Hello."))], threadID: thread.id))
      )
      try await pause.waitUntilReached()

      let other = CodexThread(id: thread.id, codex: session.codex)
      let error = await #expect(throws: CodexError.self) { try await other.run("Go.", sandbox: .readOnly) }

      #expect(error?.settingsNotApplied?.turnID == started.turn.id)
      pause.resume()
    }
  }

  /// One setting of a turn.
  enum Setting: String, CaseIterable, Sendable {
    case approvalMode, sandbox, model, effort, cwd, outputSchema

    func run(on thread: CodexThread) async throws {
      switch self {
      case .approvalMode: _ = try await thread.run("x", approvalMode: .denyAll)
      case .sandbox: _ = try await thread.run("x", sandbox: .readOnly)
      case .model: _ = try await thread.run("x", model: "other")
      case .effort: _ = try await thread.run("x", effort: "high")
      case .cwd: _ = try await thread.run("x", cwd: "/")
      case .outputSchema: _ = try await thread.run("x", outputSchema: .set(["type": "object"]))
      }
    }
  }
}
