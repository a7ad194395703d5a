import CodexSDK
import CodexTesting
import CodexWire
import Foundation

/// The pinned app-server, started once for a test, with a scripted model behind it.
struct ScriptedSession: Sendable {
  let model: ScriptedModelServer
  let harness: AppServerHarness
  let codex: Codex

  /// Runs `body` with a fresh home, workspace, model and app-server, all of which are gone afterwards.
  ///
  /// - Parameters:
  ///   - options: What goes into `config.toml`.
  ///   - configure: Changes how the SDK is set up.
  static func run<Result: Sendable>(
    options: AppServerHarness.Options = .init(),
    configure: (inout CodexConfiguration) -> Void = { _ in },
    _ body: (ScriptedSession) async throws -> Result
  ) async throws -> Result {
    let binary = try await pinnedBinary()
    let model = try await ScriptedModelServer()
    defer { model.close() }
    let harness = try AppServerHarness(binary: binary, model: model, options: options)
    defer { harness.cleanUp() }
    var configuration = harness.configuration
    configure(&configuration)
    return try await withCodex(configuration: configuration) { codex in
      try await body(ScriptedSession(model: model, harness: harness, codex: codex))
    }
  }

  /// The program of the release that this package is pinned to.
  static func pinnedBinary() async throws -> CodexBinary { try await CodexBinary.locate(version: pinnedVersion()) }

  /// The release that this package is pinned to.
  static func pinnedVersion() throws -> String {
    let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let pin = try JSONValue(parsing: Data(contentsOf: package.appendingPathComponent("schema/pin.json")))
    guard let version = pin["codex"]?.stringValue else { throw MissingVersion() }
    return version
  }

  struct MissingVersion: Error, CustomStringConvertible {
    var description: String { "schema/pin.json names no Codex release" }
  }
}
