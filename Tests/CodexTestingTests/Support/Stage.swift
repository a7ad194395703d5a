import CodexTesting
import CodexWire
import Foundation

/// The real app-server, started and greeted, with a scripted model behind it.
struct Stage {
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

  static func run(
    options: AppServerHarness.Options = .init(),
    experimental: Bool = false,
    _ body: (Stage) async throws -> Void
  ) async throws {
    let binary = try await CodexBinary.locate(version: try pinnedVersion())
    let model = try await ScriptedModelServer()
    defer { model.close() }
    let harness = try AppServerHarness(binary: binary, model: model, options: options)
    defer { harness.cleanUp() }
    let client = try RawClient(harness)
    defer { client.close() }
    try await client.initialize(experimental: experimental)
    try await body(Stage(model: model, harness: harness, client: client))
  }

  func startThread(_ params: JSONValue = [:]) async throws -> String {
    try await client.request("thread/start", params)["thread"]?["id"]?.stringValue ?? ""
  }

  @discardableResult
  func startTurn(_ thread: String, _ text: String) async throws -> String {
    let params: JSONValue = ["threadId": .string(thread), "input": [["type": "text", "text": .string(text)]]]
    return try await client.request("turn/start", params)["turn"]?["id"]?.stringValue ?? ""
  }

  /// The turn as `turn/completed` has it.
  func completion(of turn: String) async throws -> JSONValue {
    try await client.completion(of: turn)
  }

  /// The parameters of all messages of a method that belong to a turn, in order.
  func params(of method: String, turn: String) -> [JSONValue] {
    client.params(of: method, turn: turn)
  }

  /// The items of a turn that are complete, of one type.
  func items(_ type: String, turn: String) -> [JSONValue] {
    params(of: "item/completed", turn: turn).compactMap { $0["item"] }.filter { $0["type"]?.stringValue == type }
  }
}
