import Testing

@testable import ProtocolGenerator

@Suite("The severities that a maintainer gives to rules")
struct SeverityListTests {
  private func file(_ text: String) -> SourceFile { Stage.file(text, path: "severities.json") }

  private func changes(_ severities: String) throws -> [Change] {
    let old = #"{"Sent": {"type": "object", "properties": {"a": {"type": "string"}}}}"#
    let new = #"{"Sent": {"type": "object", "properties": {"b": {"type": "string"}}}}"#
    func input(_ definitions: String) throws -> GeneratorInput {
      GeneratorInput(stable: Stage.file("{\"definitions\": \(try DiffFixture.carried(definitions))}"))
    }
    return try SchemaDiff.compare(
      old: input(old),
      new: input(new),
      names: ("old", "new"),
      severities: file(severities)
    ).changes
  }

  @Test(
    "replace the verdicts of the rules",
    arguments: [
      (
        "{}",
        ["property-removed Sent.a: wire risky, source breaking", "property-added Sent.b: wire safe, source safe"]
      ),
      (
        #"{"property-removed": "safe", "property-added": {"source": "breaking"}}"#,
        ["property-removed Sent.a: wire safe, source safe", "property-added Sent.b: wire safe, source breaking"]
      ),
      (#"{"property-removed": "off"}"#, ["property-added Sent.b: wire safe, source safe"]),
      (
        #"{"property-removed": {"wire": "off"}, "property-added": "off"}"#,
        ["property-removed Sent.a: wire none, source breaking"]
      ),
    ]
  )
  func severities(list: String, expected: [String]) throws { #expect(try changes(list).map(\.summary) == expected) }

  @Test("are named among the reasons of the verdict")
  func reasons() throws {
    let change = try #require(try changes(#"{"property-removed": "safe"}"#).first)

    #expect(change.source?.reasons == ["the property a was removed", "severities.json gives the rule this severity"])
  }

  @Test(
    "are rejected when they name no rule or no severity",
    arguments: [
      ("[]", "severities.json#: error: this should be an object"),
      (
        #"{"property-remove": "safe"}"#,
        ##"severities.json#/property-remove: error: there is no rule "property-remove"; did you mean "property-removed"?"##
      ),
      (
        #"{"property-removed": "fatal"}"#,
        ##"severities.json#/property-removed: error: "fatal" is no severity; write "safe", "risky", "breaking" or "off""##
      ),
      (
        #"{"property-removed": {"wires": "safe"}}"#,
        ##"severities.json#/property-removed/wires: error: there is no "wires" here; did you mean "wire"?"##
      ),
    ]
  )
  func mistakes(list: String, message: String) {
    #expect(Stage.errors { _ = try changes(list) } == [message])
  }
}
