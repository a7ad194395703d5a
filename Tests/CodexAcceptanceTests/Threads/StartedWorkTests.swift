import CodexSDK
import CodexTesting
import Foundation
import Testing

/// A function that starts something which the server ends later waits for the end, or returns a handle with a function `wait()`.
@Suite("Functions that start something")
struct StartedWorkTests {
  @Test("compact: a failed compaction throws the error of its turn, and the thread still works")
  func failedCompaction() async throws {
    try await ScriptedSession.run { session in
      session.model.enqueue(.message("A long answer."))
      let thread = try await session.codex.startThread()
      _ = try await thread.run("A long question.")
      session.model.enqueue(.failure(code: "invalid_prompt", message: "No."))

      let error = await #expect(throws: CodexError.self) { _ = try await thread.compact() }
      session.model.enqueue(.message("Here."))
      let result = try await thread.run("Go on.", approvalMode: .denyAll)

      #expect(error?.turnError != nil)
      #expect(result.finalResponse == "Here.")
    }
  }

  @Test("compact: cancelling the task stops the compaction, and the next run starts a turn of its own")
  func cancelledCompaction() async throws {
    try await ScriptedSession.run { session in
      session.model.enqueue(.message("A long answer."))
      let thread = try await session.codex.startThread()
      _ = try await thread.run("A long question.")
      let pause = ReplyPause()
      session.model.enqueue(.message("Never read.").paused(at: pause))

      let compacting = Task { try await thread.compact() }
      try await pause.waitUntilReached()
      compacting.cancel()
      await #expect(throws: CancellationError.self) { try await compacting.value }
      session.model.enqueue(.message("Here."))
      let result = try await thread.run("Go on.", approvalMode: .denyAll)

      #expect(result.finalResponse == "Here.")
    }
  }

  @Test("runShellCommand waits for the end of the command and returns its output, and the next run starts a turn")
  func shellCommand() async throws {
    try await ScriptedSession.run { session in
      session.model.enqueue(.message("I see it."))
      let thread = try await session.codex.startThread()

      let result = try await thread.runShellCommand("sleep 0.3; echo one; exit 3")
      let other = try await thread.runShellCommand("echo two")
      let turn = try await thread.startTurn("What did I run?", approvalMode: .denyAll)

      #expect(result.exitCode == 3)
      #expect(result.output == "one\n")
      #expect(other.exitCode == 0)
      #expect(other.output == "two\n")
      #expect(!turn.isJoined)
      #expect(try await turn.result().finalResponse == "I see it.")
      #expect(session.model.requests.first?.userTexts.contains { $0.contains("two") } == true)
    }
  }

  @Test("Shell commands that run at the same time, also during a turn, get their own results")
  func concurrentShellCommands() async throws {
    try await ScriptedSession.run { session in
      let pause = ReplyPause()
      // The outputs of the commands become input of the turn, so the model is asked a second time.
      session.model.enqueue(.message("Wait.").paused(at: pause), .message("Done."))
      let thread = try await session.codex.startThread()
      let turn = try await thread.startTurn("Take your time.")
      try await pause.waitUntilReached()

      let outputs = try await withThrowingTaskGroup(of: (Int, String).self) { group in
        for number in 0..<4 {
          group.addTask { (number, try await thread.runShellCommand("sleep 0.\(4 - number); echo \(number)").output) }
        }
        return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
      }
      pause.resume()

      #expect(outputs == [0: "0\n", 1: "1\n", 2: "2\n", 3: "3\n"])
      #expect(try await turn.result().finalResponse == "Done.")
    }
  }

  @Test("Cancelling runShellCommand stops a command that is not part of another turn")
  func cancelledShellCommand() async throws {
    try await ScriptedSession.run { session in
      let thread = try await session.codex.startThread()
      let file = session.harness.pathOutsideWorkspace("started")
      let running = Task { try await thread.runShellCommand("touch '\(file)'; sleep 600") }
      while !FileManager.default.fileExists(atPath: file) { try await Task.sleep(for: .milliseconds(20)) }

      running.cancel()
      await #expect(throws: CancellationError.self) { try await running.value }
      session.model.enqueue(.message("Here."))
      let result = try await thread.run("Go on.", approvalMode: .denyAll)

      #expect(result.finalResponse == "Here.")
    }
  }

  @Test("An import without items and a sign-in to an unknown MCP server are errors, and no handle waits forever")
  func refusedOperations() async throws {
    try await ScriptedSession.run { session in
      await #expect(throws: CodexError.self) { try await session.codex.externalAgentConfig.import(migrationItems: []) }
      await #expect(throws: CodexError.self) { try await session.codex.mcpServers.startOAuthLogin(name: "nowhere") }
    }
  }

  @Test("unit: the handles of an import and of a sign-in wait for their own completion, also when it comes early")
  func handles() async throws {
    try await ManualServer.run { codex, server in
      async let starting = codex.mcpServers.startOAuthLogin(name: "files")
      let request = try await server.request("mcpServer/oauth/login")
      server.notify("mcpServer/oauthLogin/completed", ["name": "files", "success": true, "loginId": "mine"])
      server.notify("mcpServer/oauthLogin/completed", ["name": "files", "success": false, "loginId": "other"])
      server.respond(to: request, ["authorizationUrl": "https://example.com/?code=1", "loginId": "mine"])
      let login = try await starting

      #expect(login.url == "https://example.com/?code=1")
      #expect(!"\(login)".contains("code=1"))
      #expect(try await login.wait().success)
    }
  }
}
