import CodexSDK
import CodexTesting
import Foundation
import Testing

@Suite("The connection to the server")
struct ServerConnectionTests {
  @Test("metadata of the server: the version, CODEX_HOME, the platform and the compatibility are known")
  func metadata() async throws {
    let version = try ScriptedSession.pinnedVersion()
    try await ScriptedSession.run { session in
      let info = session.codex.serverInfo

      #expect(info.name == "codex")
      #expect(info.version == version)
      #expect(info.userAgent.hasPrefix("codex_swift_sdk/\(version) ("))
      #expect(info.codexHome == session.harness.codexHome)
      #expect(info.platformFamily == "unix")
      #expect(["linux", "macos"].contains(info.platformOS))
      #expect(info.compatibility.relation == .same)
      #expect(info.compatibility.generatedFrom == info.compatibility.server)
    }
  }

  @Test(
    "init failure closes the child: the process of a server that rejects initialize has ended when the error is thrown"
  )
  func initFailure() async throws {
    let harness = try await harness()
    defer { harness.cleanUp() }
    let transport = RecordingTransport(harness)
    var configuration = harness.configuration
    // Codex sends this name to model servers in an HTTP header, which cannot contain a line feed.
    configuration.clientInfo = ClientInfo(name: "no\nname", version: "1")

    let error = await #expect(throws: CodexError.self) {
      try await Codex(transport: transport, configuration: configuration)
    }

    guard case .handshakeFailed(let reason) = error else { throw try #require(error) }
    #expect(reason.contains("Invalid clientInfo.name"))
    #expect(try transport.sent.methods() == ["initialize"])
    try expectGone(transport)
  }

  @Test("init failure closes the child: the error contains the exit status of a process that ends before it responds")
  func childThatEnds() async throws {
    var options = AppServerHarness.Options()
    options.arguments = ["--no-such-option"]
    let harness = try await harness(options)
    defer { harness.cleanUp() }
    let transport = RecordingTransport(harness)

    let error = await #expect(throws: CodexError.self) { try await Codex(transport: transport) }

    guard case .transportClosed(let closure) = error else { throw try #require(error) }
    #expect(closure.exit == .exited(2))
    #expect(closure.standardErrorTail.contains("--no-such-option"))
    try expectGone(transport)
  }

  @Test("concurrent first uses initialize once: concurrent calls share one handshake, which precedes them")
  func concurrentFirstUses() async throws {
    let harness = try await harness()
    defer { harness.cleanUp() }
    let transport = RecordingTransport(harness)
    let codex = try await Codex(transport: transport, configuration: harness.configuration)

    let ids = try await withThrowingTaskGroup(of: String.self) { group in
      for _ in 0..<16 { group.addTask { try await codex.startThread().id } }
      return try await group.reduce(into: Set<String>()) { $0.insert($1) }
    }
    await codex.close()

    #expect(ids.count == 16)
    let threadStarts = Array(repeating: "thread/start", count: 16)
    #expect(try transport.sent.methods() == ["initialize", "initialized"] + threadStarts)
  }

  @Test("close is idempotent: repeated and concurrent calls leave no process")
  func closeTwice() async throws {
    let harness = try await harness()
    defer { harness.cleanUp() }
    let transport = RecordingTransport(harness)
    let codex = try await Codex(transport: transport, configuration: harness.configuration)

    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<4 { group.addTask { await codex.close() } }
    }
    await codex.close()

    try expectGone(transport)
    let error = await #expect(throws: CodexError.self) { try await codex.models.list() }
    guard case .closed = error else { throw try #require(error) }
  }

  private func harness(_ options: AppServerHarness.Options = .init()) async throws -> AppServerHarness {
    try AppServerHarness(binary: await ScriptedSession.pinnedBinary(), model: nil, options: options)
  }

  /// Expects that the child process was started, has ended and has been reaped: its process id does not exist any more.
  private func expectGone(_ transport: RecordingTransport, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let identifier = try #require(transport.processIdentifier, sourceLocation: sourceLocation)
    let result = kill(identifier, 0)
    #expect(result == -1 && errno == ESRCH, sourceLocation: sourceLocation)
  }
}
