import CodexSDK
import CodexTesting
import Foundation
import Testing

@Suite("Approval mode: writing outside of the workspace")
struct OutsideWriteTests {
  @Test("outside-write: a command cannot write outside of the workspace with denyAll, and can with the bypass")
  func outsideWrite() async throws {
    try await ScriptedSession.run(options: .withoutTemporaryFolders) { session in
      let denied = session.harness.pathOutsideWorkspace("denied.txt")
      let bypassed = session.harness.pathOutsideWorkspace("bypassed.txt")

      let deniedCommand = try await session.write(to: denied, .denyAll)
      let bypassedCommand = try await session.write(to: bypassed, .dangerouslyBypassApprovalsAndSandbox)

      #expect(!FileManager.default.fileExists(atPath: denied))
      // When the sandbox ends the command very soon, the server sends no item for the command.
      #expect([nil, .failed].contains(deniedCommand?.status))
      #expect(try String(contentsOfFile: bypassed, encoding: .utf8) == "hello\n")
      #expect(bypassedCommand?.status == .completed)
    }
  }

  @Test("outside-write: a command can write inside of the workspace with denyAll")
  func insideWrite() async throws {
    try await ScriptedSession.run(options: .withoutTemporaryFolders) { session in
      let inside = session.harness.workspace + "/inside.txt"

      let item = try await session.write(to: inside, .denyAll)

      #expect(try String(contentsOfFile: inside, encoding: .utf8) == "hello\n")
      #expect(item?.status == .completed)
    }
  }

  @Test("outside-write: denyAll refuses a command that asks to run outside of the sandbox")
  func escalatedWrite() async throws {
    try await ScriptedSession.run(options: .withoutTemporaryFolders) { session in
      let path = session.harness.pathOutsideWorkspace("escalated.txt")

      _ = try await session.write(to: path, .denyAll, escalationReason: "I want to.")

      #expect(!FileManager.default.fileExists(atPath: path))
      #expect(session.model.requests.allSatisfy { !$0.isReview })
    }
  }
}

extension AppServerHarness.Options {
  /// Options with which commands can write only to the workspace.
  ///
  /// By default commands can also write to temporary folders, and the folders of the harness are in one.
  fileprivate static var withoutTemporaryFolders: Self {
    var options = askingInWorkspace
    options.configurationTables = """
      [sandbox_workspace_write]
      exclude_slash_tmp = true
      exclude_tmpdir_env_var = true
      """
    return options
  }
}

extension ScriptedSession {
  /// Runs a turn on a new thread, in which the model writes a file with a command.
  ///
  /// - Returns: The item of the command; `nil` when the command was not started.
  fileprivate func write(
    to path: String,
    _ mode: ApprovalMode,
    escalationReason: String? = nil
  ) async throws -> ThreadItem.CommandExecution? {
    model.enqueue(.command("echo hello > '\(path)'", escalationReason: escalationReason), .message("Tried."))
    let result = try await codex.startThread(approvalMode: mode).run("Write the file.")
    #expect(result.finalResponse == "Tried.")
    return result.items.lazy.compactMap { item in
      if case .commandExecution(let command) = item { command } else { nil }
    }.first
  }
}
