import CodexWire
import Testing

@testable import ProtocolGenerator

@Suite("The inspect report on a whole model")
struct OverviewTests {
  @Test("counts stable and experimental parts separately, and lists untyped JSON with the reason")
  func bothBundlesText() throws {
    let text = try Inspection.report(of: InspectFixture.withBothBundles(), names: [], format: .text)
    #expect(text == expectedText)
  }

  @Test("has only totals for a single bundle, where nothing is known to be experimental")
  func oneBundleText() throws {
    let text = try Inspection.report(of: InspectFixture.withOneBundle(), names: [], format: .text)
    #expect(text.hasPrefix("Read from bundle.json\n"))
    #expect(text.contains("  definitions (copies merged)          4\n"))
    #expect(!text.contains("experimental"))
  }

  @Test("has a JSON member for each number")
  func bothBundlesJSON() throws {
    let text = try Inspection.report(of: InspectFixture.withBothBundles(), names: [], format: .json)
    let json = try JSONValue(parsing: Array(text.utf8))
    #expect(json["sources"] == ["stable.json", "experimental.json"])
    #expect(json["groups"]?["types"]?["definitions"] == ["stable": 9, "experimental": 1, "total": 10])
    #expect(json["groups"]?["messages"]?["clientMethods"] == ["stable": 1, "experimental": 1, "total": 2])
    #expect(
      json["untyped"]?[0] == [
        "pointer": "/definitions/v2/Shop/properties/data",
        "reason": "the schema allows any value (true, {} or no type)",
      ]
    )
    #expect(json["warnings"]?[0]?["pointer"] == "/definitions/ClientRequest/oneOf/1")
  }

  @Test("has only totals as JSON for a single bundle")
  func oneBundleJSON() throws {
    let text = try Inspection.report(of: InspectFixture.withOneBundle(), names: [], format: .json)
    let json = try JSONValue(parsing: Array(text.utf8))
    #expect(json["groups"]?["types"]?["definitions"] == ["total": 4])
    #expect(json["warnings"] == [])
  }

  @Test("says that there is no untyped JSON and that there are no warnings")
  func nothingToReport() throws {
    let model = try model(#"{"definitions": {"Name": {"type": "string"}}}"#)
    let text = try Inspection.report(of: model, names: [], format: .text)
    #expect(text.hasSuffix("\n\nNo untyped JSON\n\nNo warnings"))
  }
}

private let expectedText = """
  Read from stable.json and experimental.json

                                     stable  experimental  total
  Types
    definitions (copies merged)           9             1     10
    nested in definitions                 2             1      3

  Types by kind
    structs                               6             2      8
    enums                                 1             0      1
    enum values                           2             0      2
    unions, internally tagged             1             0      1
    unions, externally tagged             0             0      0
    unions, untagged                      0             0      0
    branches of unions                    2             0      2
    message unions                        2             0      2
    aliases                               1             0      1

  Properties by presence
    required                              7             2      9
    required or null                      1             0      1
    optional                              5             0      5
    absent, null or a value               0             0      0
    flattened                             0             0      0
    additional properties                 0             0      0

  Messages
    methods, client to server             1             1      2
    methods, server to client             0             0      0
    notifications, client to server       0             0      0
    notifications, server to client       1             0      1

  Untyped JSON (JSONValue): 3
    1: the schema allows any value (true, {} or no type)
      /definitions/v2/Shop/properties/data
    1: the schema allows any object (no properties)
      /definitions/v2/Shop/properties/notes
    1: the schema has no type for the answer
      /definitions/ClientRequest/oneOf/1

  Warnings: 1
    experimental.json#/definitions/ClientRequest/oneOf/1: warning: no definition answers the method
      "item/lend", so its response is untyped JSON; name it in the customization, under "responses"
  """
