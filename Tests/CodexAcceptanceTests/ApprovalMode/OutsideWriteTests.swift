import CodexSDK
import CodexTesting
import Foundation
import Testing

@Suite("Approval mode: a write outside the workspace")
struct OutsideWriteTests {
  @Test("outside-write: what denies everything leaves no file outside the workspace, the bypass writes it")
  func outsideWrite() async throws {
    try await ScriptedSession.run(options: .withoutTemporaryFolders) { session in
      let denied = session.harness.pathOutsideWorkspace("denied.txt")
      let bypassed = session.harness.pathOutsideWorkspace("bypassed.txt")

      let under = try await session.write(to: denied, .denyAll)
      let around = try await session.write(to: bypassed, .dangerouslyBypassApprovalsAndSandbox)

      #expect(!FileManager.default.fileExists(atPath: denied))
      #expect(under?.status == .failed)
      #expect(try String(contentsOfFile: bypassed, encoding: .utf8) == "hello\n")
      #expect(around?.status == .completed)
    }
  }

  @Test("outside-write: under what denies everything the agent still writes inside the workspace")
  func insideWrite() async throws {
    try await ScriptedSession.run(options: .withoutTemporaryFolders) { session in
      let inside = session.harness.workspace + "/inside.txt"

      let item = try await session.write(to: inside, .denyAll)

      #expect(try String(contentsOfFile: inside, encoding: .utf8) == "hello\n")
      #expect(item?.status == .completed)
    }
  }

  @Test("outside-write: what denies everything refuses a command that asks to run without the sandbox")
  func escalatedWrite() async throws {
    try await ScriptedSession.run(options: .withoutTemporaryFolders) { session in
      let path = session.harness.pathOutsideWorkspace("escalated.txt")

      _ = try await session.write(to: path, .denyAll, escalated: "I want to.")

      #expect(!FileManager.default.fileExists(atPath: path))
      #expect(session.model.requests.allSatisfy { !$0.isReview })
    }
  }
}

extension AppServerHarness.Options {
  /// Threads may write to their workspace and nowhere else: by default temporary folders are open to them, too, and the
  /// harness is in one.
  fileprivate static var withoutTemporaryFolders: Self {
    var options = askingInWorkspace
    options.tables = """
      [sandbox_workspace_write]
      exclude_slash_tmp = true
      exclude_tmpdir_env_var = true
      """
    return options
  }
}

extension ScriptedSession {
  /// Has the model write a file with a command, in a new thread.
  ///
  /// - Returns: The command as the turn tells it; `nil` when it was not even begun.
  fileprivate func write(
    to path: String,
    _ mode: ApprovalMode,
    escalated: String? = nil
  ) async throws -> ThreadItem.CommandExecution? {
    model.enqueue(.command("echo hello > '\(path)'", escalated: escalated), .message("Tried."))
    let result = try await codex.startThread(approvalMode: mode).run("Write the file.")
    #expect(result.finalResponse == "Tried.")
    return result.items.lazy.compactMap { item in
      if case .commandExecution(let command) = item { command } else { nil }
    }.first
  }
}
