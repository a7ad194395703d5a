import CodexWire
import Foundation
import Testing

@testable import codexgen

@Suite("What codexgen knows about the protocol beside names")
struct SDKDefaultsTests {
  private static let sections = ["threeState", "additionalMembers", "secrets", "notSecrets", "responses"]

  private func facts(of customization: JSONValue) -> [String: JSONValue] {
    let found = Self.sections.compactMap { section in customization[section].map { (section, $0) } }
    return Dictionary(uniqueKeysWithValues: found)
  }

  @Test(
    "equals the sections of schema/customization.json; 'UPDATE_GOLDENS=1 swift test --filter SDKDefaultsTests' copies them"
  )
  func copy() throws {
    let file = packageFolder.appending(path: "schema/customization.json")
    let customization = try JSONValue(parsing: Data(contentsOf: file))
    var expected = facts(of: customization)
    expected["experimental"] = customization["experimental"].map { .object(facts(of: $0)) }

    if ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] == "1" {
      let copy = packageFolder.appending(path: "Sources/codexgen/Defaults/facts.json")
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      try encoder.encode(JSONValue.object(expected)).write(to: copy)
    } else {
      #expect(try JSONValue(parsing: SDKDefaults.customization.bytes) == .object(expected))
    }
  }
}
