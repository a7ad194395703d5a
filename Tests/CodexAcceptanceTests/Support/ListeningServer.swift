import CodexSDK
import CodexTesting
import Foundation

/// An app-server that listens for connections, with a scripted model. The server is not started by the `Codex` under test.
struct ListeningServer: Sendable {
  let model: ScriptedModelServer
  let harness: AppServerHarness
  /// The address that the server has printed, such as `ws://127.0.0.1:4500`. Empty for Unix sockets.
  let printedAddress: String

  /// Runs `body` while an app-server listens, and ends the server afterwards.
  ///
  /// - Parameters:
  ///   - address: The value of the option `--listen`. A function, because the path of a socket depends on the harness.
  ///   - arguments: Further arguments.
  ///   - body: The test.
  static func run<Result: Sendable>(
    _ address: (AppServerHarness) -> String,
    arguments: [String] = [],
    _ body: (ListeningServer) async throws -> Result
  ) async throws -> Result {
    try await ServerLimit.run { try await start(address, arguments: arguments, body) }
  }

  private static func start<Result: Sendable>(
    _ address: (AppServerHarness) -> String,
    arguments: [String],
    _ body: (ListeningServer) async throws -> Result
  ) async throws -> Result {
    let model = try await ScriptedModelServer()
    defer { model.close() }
    let harness = try AppServerHarness(binary: await ScriptedSession.pinnedBinary(), model: model)
    defer { harness.cleanUp() }
    let listen = address(harness)
    let (lines, continuation) = AsyncStream.makeStream(of: String.self)
    // The transport is used only to start and to end the process. The server writes its address to its standard error.
    let process = StdioTransport(
      .init(
        executable: "/bin/sh",
        arguments: ["-c", #"exec "$0" "$@" 2>&1"#, harness.executable] + harness.arguments + ["--listen", listen]
          + arguments,
        environment: harness.environment,
        workingDirectory: harness.workspace
      ),
      closeTimeouts: CloseTimeouts(exit: .zero)
    )
    try process.start(
      receive: { continuation.yield(String(decoding: $0, as: UTF8.self)) },
      closed: { _ in continuation.finish() }
    )
    do {
      let printed = try await waitUntilReady(lines, listen, harness)
      let result = try await body(ListeningServer(model: model, harness: harness, printedAddress: printed))
      await process.close()
      return result
    } catch {
      await process.close()
      throw error
    }
  }

  private static func waitUntilReady(
    _ lines: AsyncStream<String>,
    _ listen: String,
    _ harness: AppServerHarness
  ) async throws -> String {
    guard listen.hasPrefix("unix://") else {
      var seen: [String] = []
      for await line in lines {
        seen.append(line)
        if let range = line.range(of: "listening on: ") { return String(line[range.upperBound...]) }
      }
      throw NotListening(output: seen)
    }
    let given = listen.dropFirst("unix://".count)
    let path = given.isEmpty ? harness.codexHome + "/app-server-control/app-server-control.sock" : String(given)
    // The server prints nothing when the socket exists. The limit only ends a test that would wait for ever.
    let end = ContinuousClock.now + .seconds(120)
    while !FileManager.default.fileExists(atPath: path) {
      guard .now < end else { throw NotListening(output: ["the socket \(path) does not exist"]) }
      try await Task.sleep(for: .milliseconds(20))
    }
    return ""
  }

  struct NotListening: Error { var output: [String] }
}
