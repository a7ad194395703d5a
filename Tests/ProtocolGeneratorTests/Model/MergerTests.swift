import Testing

@testable import ProtocolGenerator

@Suite("The stable and the experimental bundle")
struct MergerTests {
  static let branch = #"{"properties": {"type": {"const": "a"}}, "required": ["type"]}"#
  static let newBranch = #"{"properties": {"type": {"const": "new"}, "x": {"type": "string"}}, "required": ["type"]}"#

  @Test("mark everything as experimental that only the experimental bundle has")
  func availabilities() throws {
    let model = try Stage.merged(
      stable: """
        "S": {"properties": {"a": {"type": "string"}}}, "E": {"enum": ["a"]}, "U": {"oneOf": [\(Self.branch)]},
        "M": {"oneOf": [{"properties": {"method": {"const": "a"}}, "required": ["method"]}]}
        """,
      experimental: """
        "S": {"properties": {"a": {"type": "string"}, "new": {"enum": ["x"]}}}, "E": {"enum": ["a", "new"]},
        "U": {"oneOf": [\(Self.branch), \(Self.newBranch)]}, "New": {"type": "string"},
        "M": {"oneOf": [{"properties": {"method": {"const": "a"}}, "required": ["method"]},
                        {"properties": {"method": {"const": "new"}}, "required": ["method"]}]}
        """
    )
    #expect(model.sources == ["stable.json", "experimental.json"])
    #expect(
      try Self.experimentalParts(model) == [
        "E.new", "M.new", "New", "S.new", "S/new", "U.new", "U/new",
      ]
    )
  }

  @Test("give a branch one case when only the experimental bundle has properties beside the tag, and mark these properties as experimental")
  func payloadOfTag() throws {
    let model = try Stage.merged(
      stable: "\"U\": {\"oneOf\": [\(Self.branch)]}",
      experimental:
        #""U": {"oneOf": [{"properties": {"type": {"const": "a"}, "x": {"type": "string"}}, "required": ["type"]}]}"#
    )
    #expect(try model.kind("U") == "by type: a(U/a)")
    #expect(try Self.experimentalParts(model) == ["U/a.x"])
  }

  @Test("mark nothing as experimental when only one of them is given", arguments: [true, false])
  func single(isStable: Bool) throws {
    let bundle = try Stage.bundle(#""S": {"properties": {"a": {"enum": ["x"]}}}"#)
    let model = try ModelMerger.merge(stable: isStable ? bundle : nil, experimental: isStable ? nil : bundle)
    #expect(try Self.experimentalParts(model) == [])
    #expect(model.sources == ["bundle.json"])
  }

  @Test("are an error when none is given")
  func none() {
    let errors = Stage.errors { _ = try ModelMerger.merge(stable: nil, experimental: nil) }
    #expect(errors == [": error: no schema bundle was given; give the stable one, the experimental one or both"])
  }

  @Test(
    "are rejected when the stable bundle has more than the experimental one, or when they declare different types",
    arguments: [
      (
        #""A": true, "B": true"#, #""A": true"#, "B",
        "the stable bundle has this, the experimental one (experimental.json) does not"
      ),
      (
        #""A": {"properties": {"a": {}, "b": {}}}"#, #""A": {"properties": {"a": {}}}"#, "A",
        #"the stable bundle has "b" here, the experimental one (experimental.json) does not"#
      ),
      (
        #""A": {"enum": ["a", "b"]}"#, #""A": {"enum": ["b"]}"#, "A",
        #"the stable bundle has "a" here, the experimental one (experimental.json) does not"#
      ),
      (
        #""A": {"properties": {"a": {"type": "string"}}}"#, #""A": {"properties": {"a": {"type": "integer"}}}"#, "A",
        #"the two bundles disagree about the property "a""#
      ),
      (
        #""A": {"properties": {"a": {}}}"#, #""A": {"properties": {"a": {}}, "required": ["a"]}"#, "A",
        #"the two bundles disagree about the property "a""#
      ),
      (
        #""A": {"properties": {"a": {}}}"#, #""A": {"properties": {"a": {}}, "additionalProperties": true}"#, "A",
        "the two bundles disagree about the additional properties"
      ),
      (#""A": {"type": "string"}"#, #""A": {"type": "integer"}"#, "A", "the two bundles disagree about the type"),
      (
        #""A": {"type": "string"}"#, #""A": {"enum": ["a"]}"#, "A",
        "the two bundles declare different kinds of types here"
      ),
    ] as [(String, String, String, String)]
  )
  func disagreement(stable: String, experimental: String, name: String, message: String) {
    let errors = Stage.errors { _ = try Stage.merged(stable: stable, experimental: experimental) }
    #expect(errors == ["stable.json#/definitions/\(name): error: \(message); give two bundles of one release"])
  }

  @Test("of a real release agree")
  func real() throws {
    let bundles = try ["stable", "experimental"].map { try ModelBuilder.build(SchemaReader.read(Stage.real($0))) }
    let model = try ModelMerger.merge(stable: bundles[0], experimental: bundles[1])
    #expect(model.types.count { $0.availability == .experimental } == 151)
  }

  /// The paths of experimental types, and of experimental members as `type.member`, sorted.
  static func experimentalParts(_ model: ProtocolModel) throws -> [String] {
    model.types.flatMap(\.flattened).flatMap { type -> [String] in
      let members: [(String, Availability)] =
        switch type.kind {
        case .structure(let structure): structure.properties.map { ($0.name, $0.availability) }
        case .openEnum(let values): values.values.map { ($0.text, $0.availability) }
        case .union(let union): union.branches.map { ($0.tag, $0.availability) }
        case .messages(let messages): messages.cases.map { ($0.method, $0.availability) }
        case .alias: []
        }
      let own = type.availability == .experimental ? [type.id.path] : []
      return own + members.filter { $0.1 == .experimental }.map { "\(type.id.path).\($0.0)" }
    }
    .sorted()
  }
}
