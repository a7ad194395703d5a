import CodexWire
import Testing

@Suite("Values of a newer schema")
struct MutatorTests {
  private func sites(_ value: JSONValue, as definition: String) -> [String] {
    Mutator(bundle: InlineSchemas.bundle).sites(in: value, as: InlineSchemas.bundle[definition]).map(\.description)
  }

  @Test("structs, tags and enum values can be changed")
  func sites() {
    #expect(
      sites(["type": "message", "text": "a"], as: "Item") == [
        "unknownMember at the whole value", "unknownTag at /type",
      ]
    )
    #expect(
      sites(["type": "image", "url": "u"], as: "Item") == [
        "unknownMember at the whole value", "unknownTag at /type", "unknownVariant at /url",
      ]
    )
    #expect(sites("accept", as: "Decision") == ["unknownKey at the whole value"])
    #expect(
      sites(["amend": ["rule": "r"]], as: "Decision") == ["unknownKey at the whole value", "unknownMember at /amend"]
    )
    #expect(sites("one", as: "space/Const") == ["unknownEnumValue at the whole value"])
  }

  @Test("dictionaries, structs with additional members, scalars and untyped values are not changed")
  func noSites() {
    #expect(sites(["a": []], as: "Table") == [])
    #expect(sites(["any": ["type": "message"], "x": 1], as: "Open") == [])
    #expect(sites(["anything": ["http": 1]], as: "ErrorInfo") == [])
    #expect(sites("text", as: "ID") == [])
  }

  @Test("a change affects only the part of the value that it names")
  func mutation() {
    let value: JSONValue = ["k": [["type": "message", "text": "a"], .null]]
    let bundle = InlineSchemas.bundle
    let mutator = Mutator(bundle: bundle)
    var random = SplitMix64(seed: 1)
    let changed = mutator.sites(in: value, as: bundle["Table"]).map { mutator.mutated(value, at: $0, using: &random) }

    #expect(changed.count == 2)
    #expect(changed[0]["k"]?[0]?.objectValue?.count == 3)
    #expect(changed[1]["k"]?[0]?["type"]?.stringValue?.hasPrefix("unknown-") == true)
    #expect(changed[1]["k"]?[0]?["text"] == "a")
    #expect(changed.allSatisfy { $0["k"]?[1] == .null })
  }

  @Test("a value whose member no longer chooses a branch is kept as JSON")
  func variant() {
    let value: JSONValue = ["type": "image", "url": "u", "detail": .null]
    let bundle = InlineSchemas.bundle
    var random = SplitMix64(seed: 1)
    let site = Mutator.Site(kind: .unknownVariant, path: [.member("url")])

    let changed = Mutator(bundle: bundle).mutated(value, at: site, using: &random)

    #expect(changed["url"] == nil)
    #expect(changed.objectValue?.count == 3)
    #expect(bundle.expected(changed, as: "Item") == changed)
    #expect(bundle.notes(changed, as: "Item") == [.unrecognized])
    #expect(bundle.expected(value, as: "Item") == ["type": "image", "url": "u"])
  }

  @Test("a member can be added to every struct at once")
  func everywhere() {
    let value: JSONValue = ["name": "a", "either": "b", "children": [["name": "c", "either": "d"]]]
    var random = SplitMix64(seed: 1)
    let bundle = InlineSchemas.bundle

    let changed = Mutator(bundle: bundle).withUnknownMembers(value, as: bundle["Recursive"], using: &random)

    #expect(changed.objectValue?.count == 4)
    #expect(changed["children"]?[0]?.objectValue?.count == 3)
    #expect(bundle.expected(changed, as: "Recursive") == value)
  }

  @Test("a value is accepted after any change", arguments: InlineSchemas.bundle.names)
  func acceptance(definition: String) {
    let bundle = InlineSchemas.bundle
    var generator = InstanceGenerator(bundle, definition, seed: 3)
    var random = SplitMix64(seed: 3)
    let mutator = Mutator(bundle: bundle)

    for instance in generator.instances() {
      for site in mutator.sites(in: instance.value, as: bundle[definition]) {
        let mutated = mutator.mutated(instance.value, at: site, using: &random)
        #expect(!mutated.isSameJSON(as: instance.value))
        #expect(SchemaReader(bundle: bundle).accepts(mutated, as: bundle[definition]), "\(instance), \(site)")
      }
    }
  }
}
