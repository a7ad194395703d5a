import CodexSDK
import Testing

@Suite("Approval mode: the bypass together with a sandbox")
struct BypassConflictTests {
  @Test(
    "bypass-conflict: starting a thread with the bypass and a sandbox throws an error and creates no thread",
    arguments: Sandbox.allCases
  )
  func start(sandbox: Sandbox) async throws {
    try await ScriptedSession.run { session in
      await expectConflict {
        try await session.codex.startThread(approvalMode: .dangerouslyBypassApprovalsAndSandbox, sandbox: sandbox)
      }

      let loaded = try await session.codex.threads.listLoaded().data
      #expect(loaded == [])
    }
  }

  @Test("bypass-conflict: a resume, a fork and a turn with the bypass and a sandbox throw an error and change nothing")
  func existingThread() async throws {
    try await ScriptedSession.run(options: .askingInWorkspace) { session in
      let codex = session.codex
      let thread = try await session.storedThread()
      let before = try await session.settings(of: thread)

      await expectConflict {
        try await codex.resumeThread(
          thread.id,
          approvalMode: .dangerouslyBypassApprovalsAndSandbox,
          sandbox: .workspaceWrite
        )
      }
      await expectConflict {
        try await thread.fork(approvalMode: .dangerouslyBypassApprovalsAndSandbox, sandbox: .readOnly)
      }
      await expectConflict {
        _ = try await thread.run("Go.", approvalMode: .dangerouslyBypassApprovalsAndSandbox, sandbox: .fullAccess)
      }
      await expectConflict {
        try await thread.startTurn("Go.", approvalMode: .dangerouslyBypassApprovalsAndSandbox, sandbox: .readOnly)
      }

      #expect(try await codex.threads.listLoaded().data == [thread.id])
      #expect(try await thread.read(includeTurns: true).thread.turns.count == 1)
      #expect(try await session.settings(of: thread) == before)
      #expect(session.model.requests.count == 1)
    }
  }

  @Test("bypass-conflict: a call with the bypass and a sandbox sends no request")
  func nothingIsSent() async throws {
    try await RefusingServer.run { server in
      let thread = CodexThread(id: "t", codex: server.codex)
      let bypass = ApprovalMode.dangerouslyBypassApprovalsAndSandbox

      await expectConflict { try await server.codex.startThread(approvalMode: bypass, sandbox: .fullAccess) }
      await expectConflict { try await server.codex.resumeThread("t", approvalMode: .set(bypass), sandbox: .readOnly) }
      await expectConflict {
        try await CodexThread(id: "t", codex: server.codex).fork(approvalMode: .set(bypass), sandbox: .readOnly)
      }
      await expectConflict { try await thread.run("Go.", approvalMode: .set(bypass), sandbox: .readOnly) }
      await expectConflict { try await thread.startTurn("Go.", approvalMode: .set(bypass), sandbox: .readOnly) }

      let methods = try server.requestedMethods()
      #expect(methods == ["initialize"])
    }
  }

  private func expectConflict<Result>(
    sourceLocation: SourceLocation = #_sourceLocation,
    _ call: () async throws -> Result
  ) async {
    await #expect("the call throws a conflict", sourceLocation: sourceLocation) {
      _ = try await call()
    } throws: { error in
      if case CodexError.conflict = error { true } else { false }
    }
  }
}
