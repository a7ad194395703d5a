#if compiler(>=6.2) && (os(macOS) || os(Linux))
import CodexSDK
import CodexTesting
import Foundation
import Testing

@Suite("Starting and stopping the app-server")
struct StartStopTests {
  /// The test runs in a process of its own, since other tests open descriptors and start children in the test process.
  ///
  /// The test starts the app-server 40 times, or 200 times (about a minute) with the environment variable
  /// `CODEX_STRESS=1`.
  @Test("Starting and stopping many times in one process leaves no zombie process and no open descriptor")
  func manyTimes() async {
    await #expect(processExitsWith: .success) {
      let cycles = ProcessInfo.processInfo.environment["CODEX_STRESS"] == "1" ? 200 : 40
      try await ScriptedSession.run { session in
        // Given a process that has started and stopped the app-server before, and has no children.
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
    _ = try await codex.threads.list()
  }
}

/// Returns whether this process has neither a running child nor a zombie.
private func hasNoChild() -> Bool {
  var status: Int32 = 0
  return waitpid(-1, &status, WNOHANG) == -1 && errno == ECHILD
}

private func openDescriptors() -> [String] {
  (try? FileManager.default.contentsOfDirectory(atPath: "/dev/fd")) ?? []
}
#endif
