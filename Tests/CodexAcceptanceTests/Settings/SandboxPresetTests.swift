import CodexSDK
import CodexTesting
import Foundation
import Testing

/// The preset `.workspaceWrite` means the same for a thread, a turn and a command: the workspace and what the user's table
/// `[sandbox_workspace_write]` says.
@Suite("Settings: the sandbox preset workspaceWrite")
struct SandboxPresetTests {
  @Test("A turn with workspaceWrite cannot write to /tmp when the configuration excludes the temporary folders")
  func turn() async throws {
    try await ScriptedSession.run(options: .readOnlyWithoutTemporaryFolders) { session in
      let thread = try await session.codex.startThread(approvalMode: .denyAll)

      let outside = try await session.write("outside.txt", on: thread, sandbox: .workspaceWrite)
      let inside = try await session.write("workspace/inside.txt", on: thread, sandbox: .inherit)

      #expect(!outside)
      #expect(inside)
      let sandbox = try await session.settings(of: thread).sandbox
      let ofThread = try await session.codex.startThread(sandbox: .workspaceWrite).settings?.sandbox
      #expect(sandbox == ofThread)
      #expect(workspaceWrite(sandbox)?.excludeSlashTmp == true)
      #expect(workspaceWrite(sandbox)?.writableRoots == ["/opt"])
    }
  }

  @Test(
    "A turn with workspaceWrite keeps what the `config` of the thread says about the sandbox",
    arguments: [true, false]
  )
  func configurationOfThread(isDotted: Bool) async throws {
    try await ScriptedSession.run(options: .init()) { session in
      let keys = ["exclude_slash_tmp", "exclude_tmpdir_env_var"]
      var table: [String: JSONValue] = [:]
      for key in keys { table[isDotted ? "sandbox_workspace_write.\(key)" : key] = true }
      let config: [String: JSONValue] = isDotted ? table : ["sandbox_workspace_write": .object(table)]
      let thread = try await session.codex.startThread(
        approvalMode: .denyAll,
        sandbox: .readOnly,
        options: .init(config: .set(config))
      )

      let outside = try await session.write("outside.txt", on: thread, sandbox: .workspaceWrite)

      #expect(!outside)
    }
  }

  @Test("A turn with workspaceWrite on a thread that has workspaceWrite changes nothing")
  func unchanged() async throws {
    try await ScriptedSession.run(options: .readOnlyWithoutTemporaryFolders) { session in
      let thread = try await session.codex.startThread(approvalMode: .denyAll, sandbox: .workspaceWrite)

      let outside = try await session.write("outside.txt", on: thread, sandbox: .workspaceWrite)

      #expect(!outside)
      #expect(try await session.settings(of: thread).sandbox == thread.settings?.sandbox)
    }
  }

  @Test("A command with workspaceWrite cannot write to /tmp when the configuration excludes the temporary folders")
  func command() async throws {
    try await ScriptedSession.run(options: .readOnlyWithoutTemporaryFolders) { session in
      let outside = session.harness.pathOutsideWorkspace("outside.txt")
      let inside = session.harness.workspace + "/inside.txt"

      for path in [outside, inside] {
        _ = try await session.codex.commands.run(
          ["/bin/sh", "-c", "echo hello > '\(path)'"],
          sandbox: .workspaceWrite,
          cwd: session.harness.workspace
        )
      }

      #expect(!FileManager.default.fileExists(atPath: outside))
      #expect(FileManager.default.fileExists(atPath: inside))
    }
  }
}

private func workspaceWrite(_ policy: SandboxPolicy) -> SandboxPolicy.WorkspaceWrite? {
  if case .workspaceWrite(let policy) = policy { policy } else { nil }
}

extension AppServerHarness.Options {
  /// Options whose sandbox is read-only, and with which `workspace-write` allows writing only to the workspace and `/opt`.
  fileprivate static var readOnlyWithoutTemporaryFolders: Self {
    var options = Self()
    options.configurationTables = """
      [sandbox_workspace_write]
      exclude_slash_tmp = true
      exclude_tmpdir_env_var = true
      writable_roots = ["/opt"]
      """
    return options
  }
}

extension ScriptedSession {
  /// Runs a turn in which the model writes a file with a command.
  ///
  /// - Parameter name: The path of the file, relative to the folder that contains the workspace.
  /// - Returns: Whether the file exists afterwards.
  fileprivate func write(
    _ name: String,
    on thread: CodexThread,
    sandbox: Override<Sandbox>
  ) async throws -> Bool {
    let path = harness.pathOutsideWorkspace(name)
    model.enqueue(.command("echo hello > '\(path)'"), .message("Tried."))
    _ = try await thread.run("Write the file.", sandbox: sandbox)
    return FileManager.default.fileExists(atPath: path)
  }
}
