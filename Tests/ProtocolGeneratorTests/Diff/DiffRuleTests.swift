import Testing

@testable import ProtocolGenerator

@Suite("The diff of two schemas")
struct DiffRuleTests {
  @Test("finds and judges the changes of each rule, from old to new and from new to old", arguments: DiffFixture.all)
  func changes(fixture: DiffFixture) throws {
    let (previous, current) = try fixture.inputs()

    let forward = try SchemaDiff.compare(
      old: previous,
      new: current,
      names: ("previous", "current"),
      documentation: fixture.documentation
    )
    let backward = try SchemaDiff.compare(
      old: current,
      new: previous,
      names: ("current", "previous"),
      documentation: fixture.documentation
    )

    #expect(forward.changes.map(\.summary) == fixture.forward)
    #expect(backward.changes.map(\.summary) == fixture.backward)
  }

  @Test("finds no changes between a release and itself", arguments: DiffFixture.all)
  func same(fixture: DiffFixture) throws {
    let (previous, current) = try fixture.inputs()

    for input in [previous, current] {
      let diff = try SchemaDiff.compare(old: input, new: input, names: ("a", "b"), documentation: true)
      #expect(diff.changes.map(\.summary) == [])
    }
  }

  @Test("has a fixture and an explanation for every rule")
  func rulesAreCovered() {
    let summaries = DiffFixture.all.flatMap { $0.forward + $0.backward }
    let shown = Set(summaries.map { String($0.prefix { $0 != " " }) })

    for rule in Rule.allCases {
      #expect(shown.contains(rule.rawValue), "no fixture shows \(rule.rawValue)")
      #expect(rule.definition.explanation.hasSuffix(".") && rule.definition.remedy.hasSuffix("."))
      #expect(SchemaDiff.rules.contains("\(rule.rawValue)\n    \(rule.definition.explanation)"))
    }
  }

  @Test("has no fixture twice")
  func fixturesDiffer() {
    let pairs = DiffFixture.all.map {
      $0.previous + "\n" + $0.current + ($0.customization ?? "") + ($0.currentStable ?? "")
    }

    #expect(Set(pairs).count == pairs.count)
    #expect(Set(DiffFixture.all.map(\.name)).count == pairs.count)
  }

  @Test("ignores the order, the titles and the namespaces of definitions")
  func noChange() throws {
    let one = """
      {"Point": {"title": "A", "type": "object", "properties": {"x": {"type": "string"}, "y": {"type": "string"}}},
       "v2": {"Line": {"type": "object", "properties": {"from": {"$ref": "#/definitions/Point"}}}}}
      """
    let other = """
      {"v2": {"Line": {"properties": {"from": {"$ref": "#/definitions/v2/Point"}}, "type": "object"},
       "Point": {"properties": {"y": {"type": "string"}, "x": {"type": "string"}}, "type": "object", "title": "B"}}}
      """

    #expect(try changes(from: one, to: other) == [])
  }

  @Test("reports a change in a shared type once, with all affected messages and the reasons for both directions")
  func sharedType() throws {
    let fixture = try #require(
      DiffFixture.choice.first { $0.name == "the associated value of a branch has another type" }
    )
    let (previous, current) = try fixture.inputs()

    let change = try #require(
      SchemaDiff.compare(old: previous, new: current, names: ("a", "b")).changes.first
    )

    #expect(change.affectedMessages == ["call", "happened"])
    #expect(
      change.wire?.reasons == [
        "client to server: the new server expects Int, but an old client sends String",
        "server to client: an old client expects String, but the new server sends Int",
      ]
    )
    #expect(change.pointer == "/definitions/Both/oneOf/1")
    #expect((change.old, change.new) == ("String", "Int"))
  }

  @Test("compares recursive types without an endless recursion")
  func recursion() throws {
    let tree = { (leaf: String) in
      """
      {"Tree": {"anyOf": [{"type": "\(leaf)"}, {"type": "array", "items": {"$ref": "#/definitions/Tree"}}]},
       "Other": {"anyOf": [{"type": "boolean"}, {"type": "array", "items": {"$ref": "#/definitions/Other"}}]},
       "Holder": {"type": "object", "properties": {"it": {"$ref": "#/definitions/\(leaf == "string" ? "Tree" : "Other")"}}}}
      """
    }

    #expect(try changes(from: tree("string"), to: tree("integer")).contains { $0.hasPrefix("property-type-changed") })
  }

  private func changes(from old: String, to new: String) throws -> [String] {
    func input(_ definitions: String) -> GeneratorInput {
      GeneratorInput(stable: SourceFile(path: "s.json", bytes: Array("{\"definitions\": \(definitions)}".utf8)))
    }
    return try SchemaDiff.compare(old: input(old), new: input(new), names: ("a", "b")).changes.map(\.summary)
  }
}
