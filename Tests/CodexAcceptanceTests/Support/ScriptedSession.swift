import CodexSDK
import CodexTesting
import CodexWire
import Foundation

/// A `Codex` that is connected to the pinned app-server, which uses a scripted model.
struct ScriptedSession: Sendable {
  let model: ScriptedModelServer
  let harness: AppServerHarness
  let codex: Codex

  /// Runs `body` with a new home folder, workspace, scripted model and app-server, and removes all of them afterwards.
  ///
  /// - Parameters:
  ///   - transport: How the `Codex` reaches the app-server. With `.stdio`, the `Codex` starts the app-server.
  ///   - release: The Codex release. The default is the release to which this package is pinned.
  ///   - options: The settings of `config.toml`.
  ///   - configure: Changes the configuration of the SDK.
  ///   - body: The test.
  static func run<Result: Sendable>(
    over transport: ServerTransport = .stdio,
    release: String? = nil,
    options: AppServerHarness.Options = .init(),
    configure: (inout CodexConfiguration) -> Void = { _ in },
    _ body: (ScriptedSession) async throws -> Result
  ) async throws -> Result {
    let binary = try await CodexBinary.locate(version: release ?? pinnedVersion())
    return try await ServerLimit.run {
      let model = try await ScriptedModelServer()
      defer { model.close() }
      let harness = try AppServerHarness(binary: binary, model: model, options: options)
      defer { harness.cleanUp() }
      var configuration = transport == .stdio ? harness.configuration : CodexConfiguration()
      configure(&configuration)
      if transport == .stdio {
        return try await withCodex(configuration: configuration) { codex in
          try await body(ScriptedSession(model: model, harness: harness, codex: codex))
        }
      }
      return try await transport.withServer(harness) { server in
        try await withCodex(connectingTo: server.address, configuration: configuration) { codex in
          try await body(ScriptedSession(model: model, harness: harness, codex: codex))
        }
      }
    }
  }

  /// Returns the executable of the Codex release to which this package is pinned.
  static func pinnedBinary() async throws -> CodexBinary { try await CodexBinary.locate(version: pinnedVersion()) }

  /// Returns the version of the Codex release to which this package is pinned.
  static func pinnedVersion() throws -> String {
    let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let pin = try JSONValue(parsing: Data(contentsOf: package.appendingPathComponent("schema/pin.json")))
    guard let version = pin["codex"]?.stringValue else { throw MissingVersion() }
    return version
  }

  struct MissingVersion: Error, CustomStringConvertible {
    var description: String { "schema/pin.json contains no Codex version" }
  }
}
