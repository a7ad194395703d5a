import CodexWire
import Testing

@testable import ProtocolGenerator

@Suite("The overview of a model")
struct OverviewTests {
  @Test("counts what is stable and what is experimental apart, and says what is untyped and why")
  func gatedText() throws {
    let text = try Inspection.report(of: InspectFixture.gated(), names: [], format: .text)
    #expect(text == expectedGatedText)
  }

  @Test("of one bundle has totals only, since nothing is known to be gated")
  func singleText() throws {
    let text = try Inspection.report(of: InspectFixture.single(), names: [], format: .text)
    #expect(text.hasPrefix("Read from bundle.json\n"))
    #expect(text.contains("  definitions (copies merged)          4\n"))
    #expect(!text.contains("experimental"))
  }

  @Test("as JSON has a member for each number")
  func gatedJSON() throws {
    let text = try Inspection.report(of: InspectFixture.gated(), names: [], format: .json)
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

  @Test("as JSON of one bundle has totals only")
  func singleJSON() throws {
    let text = try Inspection.report(of: InspectFixture.single(), names: [], format: .json)
    let json = try JSONValue(parsing: Array(text.utf8))
    #expect(json["groups"]?["types"]?["definitions"] == ["total": 4])
    #expect(json["warnings"] == [])
  }

  @Test("says so when nothing is untyped and nothing is to be warned of")
  func nothingToReport() throws {
    let model = try model(#"{"definitions": {"Name": {"type": "string"}}}"#)
    let text = try Inspection.report(of: model, names: [], format: .text)
    #expect(text.hasSuffix("\n\nNothing is untyped JSON\n\nNo warnings"))
  }
}

private let expectedGatedText = """
  Read from stable.json and experimental.json

                                     stable  experimental  total
  Types
    definitions (copies merged)           9             1     10
    nested in definitions                 2             1      3

  Types by kind
    structs                               6             2      8
    enums                                 1             0      1
    values of enums                       2             0      2
    unions, internally tagged             1             0      1
    unions, externally tagged             0             0      0
    unions, untagged                      0             0      0
    branches of unions                    2             0      2
    unions of messages                    2             0      2
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
