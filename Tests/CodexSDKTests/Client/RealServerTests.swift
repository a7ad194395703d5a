#if os(macOS) || os(Linux)
import CodexTesting
import Foundation
import Testing

@_spi(Generated) @testable import CodexSDK

/// Tests with the pinned app-server. None of them needs a model.
private enum RealServer {
  /// A server with a temporary home folder, which is removed at the end.
  static func run<Result>(
    configured change: (inout CodexConfiguration) -> Void = { _ in },
    body: (Codex, URL) async throws -> Result
  ) async throws -> Result {
    let harness = try AppServerHarness(binary: try await CodexBinary.locate(version: Codex.release), model: nil)
    defer { harness.cleanUp() }
    var configuration = harness.configuration
    change(&configuration)
    let home = URL(fileURLWithPath: harness.codexHome)
    return try await withCodex(configuration: configuration) { try await body($0, home) }
  }
}

@Suite struct `The real app-server` {
  @Test func `sends its version, which is compared with the SDK`() async throws {
    try await RealServer.run { codex, home in
      #expect(codex.serverInfo.name == "codex")
      #expect(codex.serverInfo.version != nil)
      #expect(codex.serverInfo.compatibility.relation != .unknown)
      #expect(codex.serverInfo.codexHome == home.resolvingSymlinksInPath().path)
    }
  }

  @Test func `lists models in several concurrent requests`() async throws {
    try await RealServer.run { codex, _ in
      async let all = codex.send(RPC.ModelList(ModelListParams(includeHidden: true)))
      async let some = codex.send(RPC.ModelList(ModelListParams(limit: 1)))
      let counts = try await (all.data.count, some.data.count)
      #expect(counts.0 > 1)
      #expect(counts.1 == 1)
    }
  }

  @Test func `starts a thread and sends its settings`() async throws {
    try await RealServer.run { codex, home in
      let call = RPC.ThreadStart(ThreadStartParams(approvalPolicy: .never, cwd: home.path))
      let thread = try await CodexThread._open(call, on: codex)
      #expect(thread.settings?.approvalPolicy == .never)
      #expect(thread.info?.id == thread.id)
    }
  }

  @Test func `refuses a thread that does not exist with an error that names the method`() async throws {
    try await RealServer.run { codex, _ in
      let call = RPC.ThreadResume(ThreadResumeParams(threadID: "00000000-0000-0000-0000-000000000000"))
      await #expect {
        _ = try await CodexThread._open(call, on: codex)
      } throws: {
        ($0 as? CodexError)?.requestFailure?.method == "thread/resume"
      }
    }
  }

  @Test func `reports why it cannot start`() async throws {
    await #expect {
      try await RealServer.run(configured: { $0.arguments = ["app-server", "--no-such-option"] }, body: { _, _ in })
    } throws: {
      guard case CodexError.transportClosed(let closure) = $0 else { return false }
      return closure.exit == .exited(2) && closure.standardErrorTail.contains("--no-such-option")
    }
  }

  @Test func `starts with overrides of its configuration`() async throws {
    try await RealServer.run(
      configured: { $0.configOverrides = ["model": "some-model"] },
      body: { codex, home in
        let thread = try await CodexThread._open(RPC.ThreadStart(ThreadStartParams(cwd: home.path)), on: codex)
        #expect(thread.settings?.model == "some-model")
      }
    )
  }
}
#endif
