import CodexTesting
import CodexWire
import Foundation

/// A connection to the real app-server without the SDK. The app-server is initialized and uses a scripted model.
struct RawSession {
  let model: ScriptedModelServer
  let harness: AppServerHarness
  let client: RawClient

  /// The release that this package is pinned to.
  static func pinnedVersion(_ file: String = #filePath) throws -> String {
    let package = URL(fileURLWithPath: file).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let pin = try JSONValue(parsing: Data(contentsOf: package.appendingPathComponent("schema/pin.json")))
    guard let version = pin["codex"]?.stringValue else { throw CocoaError(.fileReadCorruptFile) }
    return version
  }

  /// Runs `body` with a new app-server and removes all files afterwards.
  static func run(
    options: AppServerHarness.Options = .init(),
    experimental: Bool = false,
    _ body: (RawSession) async throws -> Void
  ) async throws {
    let binary = try await CodexBinary.locate(version: try pinnedVersion())
    let model = try await ScriptedModelServer()
    defer { model.close() }
    let harness = try AppServerHarness(binary: binary, model: model, options: options)
    defer { harness.cleanUp() }
    let client = try RawClient(harness)
    defer { client.close() }
    try await client.initialize(experimental: experimental)
    try await body(RawSession(model: model, harness: harness, client: client))
  }

  func startThread(_ params: JSONValue = [:]) async throws -> String {
    try await client.request("thread/start", params)["thread"]?["id"]?.stringValue ?? ""
  }

  @discardableResult
  func startTurn(_ thread: String, _ text: String) async throws -> String {
    let params: JSONValue = ["threadId": .string(thread), "input": [["type": "text", "text": .string(text)]]]
    return try await client.request("turn/start", params)["turn"]?["id"]?.stringValue ?? ""
  }

  /// Waits until a turn is completed, and returns the turn of `turn/completed`.
  func completion(of turn: String) async throws -> JSONValue {
    try await client.completion(of: turn)
  }

  /// Returns the parameters of all messages of a method that belong to a turn, in order.
  func params(of method: String, turn: String) -> [JSONValue] {
    client.params(of: method, turn: turn)
  }

  /// Returns the completed items of a turn that have the given type.
  func items(_ type: String, turn: String) -> [JSONValue] {
    params(of: "item/completed", turn: turn).compactMap { $0["item"] }.filter { $0["type"]?.stringValue == type }
  }
}
