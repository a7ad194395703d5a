import CodexWire
import Foundation
import Testing

@testable import ProtocolGenerator

@Suite("What an upgrade leaves for a person")
struct UpgradeStepsTests {
  /// This repository's customization without the entries for what 0.154.0 does not have.
  private func olderCustomization() throws -> SourceFile {
    let older = try Release.input("0.154.0", customized: true)
    let fit = CustomizationFit(older) { input throws(GeneratorError) in try Generator.generate(input) }
    return try #require(fit.customization)
  }

  @Test("a type that became a union stops the generator, and the message has the entry to add")
  func newUnion() throws {
    var newer = try Release.input("0.163.0")
    newer.customization = try olderCustomization()
    let fit = CustomizationFit(newer) { input throws(GeneratorError) in try Generator.generate(input) }
    #expect(
      fit.errors.map(\.message) == [
        #"the cursor of "thread/items/list" is a union; choose its case with a text: "#
          + #"add "thread/items/list": [{"branches": {"cursor": "string"}}] to "wrappers""#
      ]
    )
  }

  @Test("lists entries for all that 0.163.0 adds to 0.154.0, and nothing is left when they are added")
  func realRelease() throws {
    let older = try Release.input("0.154.0")
    var newer = try Release.input("0.163.0")
    // The generator asks for this entry before anything else, see above.
    newer.customization = Stage.file(
      merging(
        try olderCustomization().json(),
        ["wrappers": ["thread/items/list": [["branches": ["cursor": "string"]]]]]
      ).text,
      path: "customization.json"
    )
    let steps = try UpgradeSteps.find(in: newer, since: older)

    let entries = steps.compactMap(\.entry).joined(separator: "\n")
    for part in [
      "\"responses\": {", "\"account/gatewayOAuth/login\": \"v2/GatewayOAuthLoginResponse\"",
      "\"operations\": {", "\"thread/prediction/request\": {\n", "\"reason\": \"…\"",
      "\"v2/EnvironmentAddParams.authBearerToken\"", "\"v2/GatewayOAuthStatus\": \"…\"",
      "\"v2/ThreadReadState\": \"ThreadReadState\"", "\"memory/status\"",
    ] { #expect(entries.contains(part), "\(part) is not in\n\(entries)") }

    // Every entry is what a person would write, except for the descriptions, so that all of them can be added as they are.
    var customization = try #require(newer.customization).json()
    for entry in steps.compactMap(\.entry) {
      let text = "{\(entry.replacing("…", with: "A description for the reader."))}"
      customization = merging(customization, try JSONValue(parsing: Data(text.utf8)))
    }
    newer.customization = Stage.file(customization.text, path: "customization.json")
    let fit = CustomizationFit(newer) { input throws(GeneratorError) in try Generator.generate(input) }
    #expect(fit.unused.map(\.description) == [])
    #expect(fit.errors.map(\.description) == [])
    let generation = try #require(fit.generation)
    #expect(generation.warnings.map(\.description) == [])
    // The steps are done, and the release is not new any more.
    #expect(try UpgradeSteps.find(in: newer, since: newer) == [])
  }

  @Test("lists nothing for the pinned release")
  func pinned() throws {
    var input = try Release.input("0.163.0")
    input.stable = try Stage.pinned("stable")
    input.experimental = try Stage.pinned("experimental")
    input.customization = try Stage.repositoryFile("schema/customization.json")
    #expect(try UpgradeSteps.find(in: input, since: input) == [])
    let table = try Stage.repositoryFile("Sources/CodexSDK/ThreadState/NotificationEffect.swift")
    #expect(try NotificationRows.steps(for: table, in: input) == [])
  }

  @Test("names the rows that the table of thread states needs, and those that it no longer needs")
  func rows() throws {
    let table = Stage.file(
      """
      static let table: [String: NotificationEffect] = [
        "turn/started": .changes("adds a turn"),
        "turn/removed": .ignored(
          "a text with \\"quotes\\": .here"
        ),
      ]
      """,
      path: "Table.swift"
    )
    let bundle = """
      {"definitions": {"ServerNotification": {"oneOf": [
        {"type": "object", "required": ["method", "params"], "properties": {
          "method": {"type": "string", "enum": ["turn/started"]}, "params": {"$ref": "#/definitions/P"}}},
        {"type": "object", "required": ["method", "params"], "properties": {
          "method": {"type": "string", "enum": ["turn/added"]}, "params": {"$ref": "#/definitions/P"}}}]},
        "P": {"type": "object", "properties": {"a": {"type": "string"}}}}}
      """
    let steps = try NotificationRows.steps(for: table, in: GeneratorInput(stable: Stage.file(bundle)))

    #expect(steps.map(\.file) == ["Table.swift", "Table.swift"])
    #expect(steps.map(\.entry) == ["\"turn/added\": .ignored(\"…\"),", nil])
    #expect(steps.last?.task.hasSuffix("\"turn/removed\".") == true)
  }

  /// Adds the members of an object to another one, at each depth. Arrays are joined.
  private func merging(_ old: JSONValue, _ new: JSONValue) -> JSONValue {
    switch (old, new) {
    case (.object(let left), .object(let right)): .object(left.merging(right) { merging($0, $1) })
    case (.array(let left), .array(let right)) where left.first?.stringValue != nil: .array(left + right)
    default: new
    }
  }
}
