import CodexWire
import Foundation
import Testing

@Suite("The pinned bundles, as the property tests see them")
struct RealBundleTests {
  static let rules = (try? SchemaRules(contentsOf: Repository.root / "schema/customization.json")) ?? SchemaRules()

  @Test("have no keyword that instances would ignore", arguments: ["app-server.stable", "app-server.experimental"])
  func keywords(name: String) throws {
    let bundle = try SchemaBundle(named: name, rules: Self.rules)

    #expect(bundle.unsupported == [])
    #expect(bundle.definitions.count == (name.hasSuffix("stable") ? 736 : 887))
  }

  @Test("give instances that cover every choice, are valid and unambiguous")
  func instances() throws {
    let bundle = try SchemaBundle(named: "app-server.experimental", rules: Self.rules)
    let heights = SchemaHeights(bundle)
    let reader = SchemaReader(bundle: bundle)
    var count = 0
    for name in bundle.names {
      var generator = InstanceGenerator(bundle, name, seed: 1, heights: heights)
      let instances = generator.instances()
      count += instances.count
      #expect(generator.choices.missing == [], "\(name)")
      for instance in instances {
        #expect(instance.expected.notes == [], "\(instance)")
        #expect(reader.accepts(instance.value, as: bundle[name]), "\(instance)")
      }
    }
    print("instances:", count)
    #expect(count >= 50 * bundle.definitions.count)
  }

  @Test("describe every message of a real session, with nothing unknown, missing or ambiguous")
  func session() throws {
    let bundle = try SchemaBundle(named: "app-server.experimental", rules: Self.rules)
    let file = Repository.root / "Tests/CodexProtocolTests/Fixtures/session-0.163.0.jsonl"

    let session = try WireSession(Data(contentsOf: file), bundle)

    #expect(session.lines.count == 224)
    for line in session.lines {
      guard let definition = line.definition else { continue }
      let expected = Canonical(bundle: bundle).expected(line.payload, as: definition)
      #expect(expected.notes == [], "\(line)")
    }
  }
}
