import CodexSDK
import CodexTesting
import Foundation
import Testing

@Suite("An app-server that listens")
struct ListeningAppServerTests {
  private func withHarness<Result>(_ body: (AppServerHarness) async throws -> Result) async throws -> Result {
    let binary = try await CodexBinary.locate(version: Codex.release)
    let harness = try AppServerHarness(binary: binary, model: nil)
    defer { harness.cleanUp() }
    return try await body(harness)
  }

  @Test(
    "ends with all its processes when it is stopped",
    arguments: [ListeningAppServer.Listener.webSocket(), .unixSocket(), .defaultUnixSocket]
  )
  func stop(listener: ListeningAppServer.Listener) async throws {
    try await withHarness { harness in
      let server = try await harness.listen(on: listener)
      let group = try #require(server.processGroup)
      #expect(kill(-group, 0) == 0)
      #expect((server.port == nil) == (listener != .webSocket()))
      await server.stop()
      // A process that has ended stays in its group until the system's first process has collected its status.
      let deadline = ContinuousClock.now + .seconds(60)
      while kill(-group, 0) == 0, ContinuousClock.now < deadline { try await Task.sleep(for: .milliseconds(10)) }
      #expect(kill(-group, 0) == -1)
    }
  }

  @Test("that cannot listen is an error with the server's output")
  func portInUse() async throws {
    try await withHarness { harness in
      let server = try await harness.listen(on: .webSocket())
      let port = try #require(server.port)
      let error = await #expect(throws: (any Error).self) { _ = try await harness.listen(on: .webSocket(port: port)) }
      #expect("\(String(describing: error))".contains("does not listen"))
      await server.stop()
    }
  }
}
