import CodexWire
import Testing

@Suite("Instances made from a schema")
struct InstanceGeneratorTests {
  @Test("instances are equal for equal seeds, and differ for different seeds")
  func seeds() {
    func instances(seed: UInt64) -> [JSONValue] {
      var generator = InstanceGenerator(InlineSchemas.bundle, "Recursive", seed: seed)
      return generator.instances().map(\.value)
    }

    #expect(instances(seed: 1) == instances(seed: 1))
    #expect(instances(seed: 1) != instances(seed: 2))
  }

  @Test("random numbers are those of the published algorithm")
  func splitMix64() {
    var random = SplitMix64(seed: 1_234_567)

    #expect(random.next() == 6_457_827_717_110_365_317)
    #expect(random.next() == 3_203_168_211_198_807_973)
  }

  @Test("instances take every option of every choice of the definition", arguments: InlineSchemas.bundle.names)
  func coverage(definition: String) {
    var generator = InstanceGenerator(InlineSchemas.bundle, definition, seed: 7)

    let instances = generator.instances()

    #expect(generator.choices.missing == [])
    #expect((50...300).contains(instances.count))
  }

  @Test(
    "instances are valid and contain nothing that the schema does not declare",
    arguments: InlineSchemas.bundle.names
  )
  func validity(definition: String) {
    let bundle = InlineSchemas.bundle
    var generator = InstanceGenerator(bundle, definition, seed: 7)

    for instance in generator.instances() {
      #expect(SchemaReader(bundle: bundle).accepts(instance.value, as: bundle[definition]), "\(instance)")
      #expect(instance.expected.notes == [], "\(instance)")
    }
  }

  @Test("options that too few instances did not take are reported")
  func incompleteCoverage() {
    let schema: JSONValue = ["Type": ["type": "string", "enum": ["a", "b", "c"]]]
    var generator = InstanceGenerator(SchemaBundle(definitions: schema), "Type", seed: 7)

    _ = generator.instances(atLeast: 2, atMost: 2)

    #expect(!generator.choices.isComplete)
    #expect(generator.choices.missing.count == 1)
    #expect(generator.choices.missing[0].hasPrefix("#/definitions/Type#value: "))
  }

  @Test("an optional member is absent, null, or has a value")
  func presence() {
    let schema: JSONValue = ["Type": ["type": "object", "properties": ["name": InlineSchemas.nullableString]]]
    var generator = InstanceGenerator(SchemaBundle(definitions: schema), "Type", seed: 7)

    let values = generator.instances().map { $0.value["name"] }

    #expect(values.contains(nil))
    #expect(values.contains(.null))
    #expect(values.contains { $0?.stringValue != nil })
  }

  @Test("numbers include the extremes of their format, and stay within them")
  func extremes() {
    var generator = InstanceGenerator(InlineSchemas.bundle, "Scalars", seed: 7)

    let values = generator.instances().map(\.value)

    func all(_ name: String) -> Set<JSONValue> { Set(values.compactMap { $0[name] }) }
    #expect(all("int32").isSuperset(of: [-2_147_483_648, 2_147_483_647]))
    #expect(all("int64").isSuperset(of: [.integer(.min), .integer(.max)]))
    #expect(all("uint16").isSuperset(of: [0, 65_535]))
    #expect(all("uint32").isSuperset(of: [0, 4_294_967_295]))
    #expect(all("uint64").isSuperset(of: [0, .unsignedInteger(.max)]))
    // `uint` has the type `Int` in Swift, so its values end where those of `Int` end.
    #expect(all("uint").isSuperset(of: [1, .integer(.max)]))
    #expect(!all("uint").contains(0))
    #expect(!all("least").contains(""))
    #expect(all("name").contains(""))
  }

  @Test("instances of a recursive schema are finite, also when a member is required")
  func recursion() {
    var generator = InstanceGenerator(InlineSchemas.bundle, "Recursive", seed: 7)

    let values = generator.instances(atLeast: 200).map(\.value)

    #expect(values.allSatisfy { $0.size < 2_000 })
    #expect(values.contains { $0["either"]?["either"]?["either"] != nil })
  }

  @Test("instances of a struct that allows additional members have some")
  func additionalMembers() {
    var generator = InstanceGenerator(InlineSchemas.bundle, "Open", seed: 7)

    let extra = generator.instances().map {
      Set(($0.value.objectValue ?? [:]).keys).subtracting(["declared", "any", "wrapped"])
    }

    #expect(Set(extra.map(\.count)) == [0, 1, 2, 3])
  }

  @Test("a tagged branch that contains a union has a branch of that union")
  func nestedUnion() {
    var generator = InstanceGenerator(InlineSchemas.bundle, "Item", seed: 7)

    let images = generator.instances().map(\.value).filter { $0["type"] == "image" }

    #expect(images.allSatisfy { ($0["url"] == nil) != ($0["fileId"] == nil) })
    #expect(images.contains { $0["url"] != nil })
    #expect(images.contains { $0["fileId"] != nil })
  }

  @Test("instances of a nullable definition are never null")
  func nullableDefinition() {
    var generator = InstanceGenerator(InlineSchemas.bundle, "Maybe", seed: 7)

    #expect(!generator.instances().contains { $0.value == .null })
  }
}
