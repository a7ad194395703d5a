import CodexWire
import Foundation
import Testing

@Suite("The pinned bundles in the property tests")
struct RealBundleTests {
  static func bundle(_ name: String = "app-server.experimental") throws -> SchemaBundle {
    let file = Repository.root / "schema/customization.json"
    let hasRules = FileManager.default.fileExists(atPath: file.path)
    return try SchemaBundle(named: name, rules: hasRules ? SchemaRules(contentsOf: file) : SchemaRules())
  }

  @Test(
    "have no keyword that instances would ignore, and no rule hits nothing",
    arguments: ["app-server.stable", "app-server.experimental"]
  )
  func keywords(name: String) throws {
    let bundle = try Self.bundle(name)
    let json = try JSONValue(parsing: Data(contentsOf: Repository.root / "schema/\(name).json"))
    let definitions = try #require(json["definitions"]?.objectValue)
    // `v2` is a namespace.
    let grouped = try #require(definitions["v2"]?.objectValue)

    #expect(bundle.definitions.count == definitions.count - 1 + grouped.count)
    #expect(bundle.unsupported == [])
    // Some rules concern definitions of the experimental bundle only.
    if name == "app-server.experimental" { #expect(bundle.unmatchedRules == []) }
  }

  @Test(
    "the instances of every definition cover every choice, are valid and unambiguous",
    arguments: ["app-server.stable", "app-server.experimental"]
  )
  func instances(name: String) async throws {
    let bundle = try Self.bundle(name)
    let heights = SchemaHeights(bundle)
    let reader = SchemaReader(bundle: bundle)

    for definition in bundle.names {
      await Task.yield()
      var generator = InstanceGenerator(bundle, definition, seed: 1, heights: heights)
      let instances = generator.instances()

      #expect(instances.count >= 50)
      #expect(generator.choices.missing == [], "\(definition)")
      for instance in instances {
        #expect(instance.expected.notes == [], "\(instance)")
        #expect(reader.accepts(instance.value, as: bundle[definition]), "\(instance)")
      }
    }
  }

  @Test("instances are accepted after every kind of change that a newer release may make")
  func mutations() throws {
    let bundle = try Self.bundle()
    let heights = SchemaHeights(bundle)
    let reader = SchemaReader(bundle: bundle)
    let mutator = Mutator(bundle: bundle)
    var random = SplitMix64(seed: 1)
    var counts: [Mutator.Site.Kind: Int] = [:]

    for definition in bundle.names {
      var generator = InstanceGenerator(bundle, definition, seed: 1, heights: heights)
      for instance in generator.instances(atLeast: 5, atMost: 5) {
        for site in mutator.sites(in: instance.value, as: bundle[definition]) {
          let mutated = mutator.mutated(instance.value, at: site, using: &random)
          #expect(reader.accepts(mutated, as: bundle[definition]), "\(instance), \(site)")
          counts[site.kind, default: 0] += 1
        }
      }
    }

    for kind in Mutator.Site.Kind.allCases { #expect(counts[kind, default: 0] >= 10, "\(kind)") }
  }

  @Test("the schemas describe every message of a recorded session without unknown, missing or ambiguous parts")
  func session() throws {
    let bundle = try Self.bundle()

    let session = try WireSession(Data(contentsOf: Repository.session), bundle)

    #expect(session.lines.count == 224)
    for line in session.lines {
      guard let definition = line.definition else { continue }
      #expect(Canonical(bundle: bundle).expected(line.payload, as: definition).notes == [], "\(line)")
    }
  }
}
