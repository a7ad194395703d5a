import CodexSDK
import CodexTesting
import Foundation
import Testing

@Suite("Approvals: askUser with typed handlers only")
struct TypedApprovalTests {
  @Test("A typed handler decides about the requests of its kind, and requests of other kinds are refused and reported")
  func typedHandler() async throws {
    let events = Recorder()
    let configure = { (configuration: inout CodexConfiguration) in
      configuration.handlers.commandExecutionApproval = { _ in .init(decision: .accept) }
      configuration.onServerRequestEvent = { events.record(Data("\($0.method) \($0.kind)".utf8)) }
    }
    try await ScriptedSession.run(configure: configure) { session in
      let file = session.harness.pathOutsideWorkspace("note.txt")
      session.model.enqueue(
        .command("echo hello > '\(file)'", escalationReason: "to leave a note"),
        .command("apply_patch <<'EOF'\n*** Begin Patch\n*** Add File: patched.txt\n+hello\n*** End Patch\nEOF\n"),
        .message("Done.")
      )
      let thread = try await session.codex.startThread(approvalMode: .askUser, sandbox: .readOnly)

      let result = try await thread.run("Leave two notes.")

      #expect(result.finalResponse == "Done.")
      #expect(FileManager.default.fileExists(atPath: file))
      #expect(!FileManager.default.fileExists(atPath: session.harness.workspace + "/patched.txt"))
      await session.codex.close()
      #expect(events.texts.filter { !$0.contains("withdrawn") } == ["item/fileChange/requestApproval unhandled"])
    }
  }

  @Test("Without any handler that decides about approvals, askUser throws an error that names both kinds of handlers")
  func withoutHandler() async throws {
    let configure = { (configuration: inout CodexConfiguration) in
      configuration.handlers.userInput = { _ in .init(answers: [:]) }
    }
    try await ScriptedSession.run(configure: configure) { session in
      let error = await #expect(throws: CodexError.self) { try await session.codex.startThread(approvalMode: .askUser) }

      let text = "\(try #require(error))"
      #expect(text.contains("CodexConfiguration.approvalHandler") && text.contains("CodexConfiguration.handlers"))
    }
  }
}
