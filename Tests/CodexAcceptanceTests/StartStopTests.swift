#if compiler(>=6.2) && (os(macOS) || os(Linux))
import CodexSDK
import CodexTesting
import Foundation
import Testing

@Suite("Starting and stopping")
struct StartStopTests {
  /// In a process of its own, since descriptors and children belong to a process and other tests have theirs.
  ///
  /// 40 times by default; with `CODEX_STRESS=1` in the environment 200 times, which takes about a minute.
  @Test("start and stop many times in one process: no zombie, no descriptor more than before")
  func manyTimes() async {
    await #expect(processExitsWith: .success) {
      let cycles = ProcessInfo.processInfo.environment["CODEX_STRESS"] == "1" ? 200 : 40
      try await ScriptedSession.run { session in
        // Given a process that has done it before, and has no child now.
        await session.codex.close()
        try await startAndStop(session.harness.configuration)
        #expect(hasNoChild())
        let before = openDescriptors()
        #expect(before.count > 2)

        for _ in 0..<cycles { try await startAndStop(session.harness.configuration) }

        #expect(hasNoChild())
        #expect(openDescriptors().count <= before.count)
      }
    }
  }
}

private func startAndStop(_ configuration: CodexConfiguration) async throws {
  try await withCodex(configuration: configuration) { codex in
    _ = try await codex.listThreads()
  }
}

/// Whether this process has neither a living child nor one that nobody has waited for.
private func hasNoChild() -> Bool {
  var status: Int32 = 0
  return waitpid(-1, &status, WNOHANG) == -1 && errno == ECHILD
}

private func openDescriptors() -> [String] {
  (try? FileManager.default.contentsOfDirectory(atPath: "/dev/fd")) ?? []
}
#endif
