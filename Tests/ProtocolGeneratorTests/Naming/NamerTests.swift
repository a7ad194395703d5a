import Testing

@testable import ProtocolGenerator

@Suite("Swift names")
struct NamerTests {
  @Test("of an enum's values can be written in Swift")
  func values() throws {
    let names = try cases(
      of: #"{"enum": ["", "*", "unrecognized", "self", "init", "1.0", "10", "2fa", "default", "on-request"]}"#
    )
    #expect(
      names == [
        "empty", "star", "unrecognizedValue", "selfValue", "initValue", "_1Dot0", "_10", "_2fa", "default", "onRequest",
      ]
    )
  }

  @Test("of integers start with the word value")
  func integers() throws {
    #expect(try cases(of: #"{"enum": [1, -1, 10]}"#) == ["value1", "minus1", "value10"])
  }

  @Test(
    "that differ only in their separators contain the separators as words; a name that is written as in Swift stays",
    arguments: [
      (["openai/form", "openaiForm"], ["openaiSlashForm", "openaiForm"]),
      (["a-b", "a_b", "aB"], ["aDashB", "aUnderscoreB", "aB"]),
      (["default", "_default"], ["default", "underscoreDefault"]),
    ]
  )
  func collisions(wire: [String], swift: [String]) throws {
    #expect(try cases(of: "{\"enum\": \(wire)}") == swift)
  }

  @Test("of branches and of their payloads are told apart in the same way")
  func payloads() throws {
    func branch(_ mode: String) -> String {
      "{\"properties\": {\"mode\": {\"const\": \"\(mode)\"}, \"x\": {\"type\": \"string\"}}, \"required\": [\"mode\"]}"
    }
    let type = try Stage.named("\"A\": {\"oneOf\": [\(branch("openai/form")), \(branch("openaiForm"))]}").type("A")
    #expect(Self.memberNames(type) == ["openaiSlashForm", "openaiForm"])
    #expect(type.nested.map(\.swiftName) == ["OpenaiSlashForm", "OpenaiForm"])
  }

  @Test(
    "that stay equal are an error with both of them",
    arguments: [
      (
        #""A": {"enum": ["fooBar", "FooBar"]}"#, "A",
        #""fooBar" and "FooBar" of "A" would both be called fooBar in Swift; rename one in the customization, under "members""#
      ),
      (
        #""A": true, "v2": {"A": {"type": "string"}}"#, "v2/A",
        #"the definitions "A" and "v2/A" would both be called A in Swift; rename one in the customization, under "types""#
      ),
    ] as [(String, String, String)]
  )
  func unresolvable(definitions: String, path: String, message: String) {
    let errors = Stage.errors { _ = try Stage.named(definitions) }
    #expect(errors == ["bundle.json#/definitions/\(path): error: \(message)"])
  }

  @Test(
    "of definitions do not hide types that generated code uses",
    arguments: ["Message", "JSONValue", "String", "Error"]
  )
  func supportTypes(name: String) {
    let message =
      "the definition \"\(name)\" would hide the type \(name) that generated code uses; rename it in the customization, "
      + "under \"types\""
    #expect(
      Stage.errors { _ = try Stage.named("\"\(name)\": {\"type\": \"object\"}") }
        == ["bundle.json#/definitions/\(name): error: \(message)"]
    )
  }

  @Test("of definitions are not names that Swift reserves")
  func keptNames() {
    let errors = Stage.errors { _ = try Stage.named(#""Type": {"type": "object"}"#) }
    #expect(
      errors == [
        "bundle.json#/definitions/Type: error: the definition \"Type\" would be called Type, which Swift reserves; "
          + "rename it in the customization, under \"types\""
      ]
    )
  }

  @Test(
    "of methods hide no type that code beside them uses",
    arguments: [
      ("self", "SelfCall"), ("Self", "SelfCall"), ("any", "AnyCall"), ("type", "TypeCall"),
      ("protocol", "ProtocolCall"),
      ("string", "StringCall"), ("noParams", "NoParamsCall"), ("client/method", "ClientMethodCall"),
      ("goParams", "GoParamsCall"),
      ("go", "Go"), ("\n}", "Empty"), ("\u{301}", "Empty"), ("\u{202E}go\u{200D}up", "GoUp"), ("1", "_1"),
    ]
  )
  func methods(name: String, swiftName: String) throws {
    let bundle = HostileBundle.file([
      "GoParams": ["type": "object"],
      "ClientRequest": [
        "oneOf": .array([HostileBundle.method(name, params: "GoParams"), HostileBundle.method("x/y")])
      ],
    ])
    let model = try ModelPipeline.model(of: GeneratorInput(stable: bundle), .none)
    #expect(model.methods.first { $0.name == name }?.swiftName == swiftName)
  }

  @Test("of messages are not names of properties of the envelope")
  func envelope() throws {
    let bundle = HostileBundle.file([
      "GoParams": ["type": "object"],
      "ClientRequest": [
        "oneOf": .array([HostileBundle.method("id", params: "GoParams"), HostileBundle.method("x/y")])
      ],
    ])
    let model = try ModelPipeline.model(of: GeneratorInput(stable: bundle), .none)
    #expect(Self.memberNames(try model.type("ClientRequest")) == ["idValue", "xY"])
  }

  @Test("that differ only in their normalization are an error")
  func normalization() {
    let errors = Stage.errors {
      _ = try Stage.named("\"v1\": {\"\u{E9}\": {\"type\": \"object\"}}, \"v2\": {\"e\u{301}\": {\"type\": \"array\"}}")
    }
    #expect(errors.count == 1)
    #expect(errors.first?.contains("would both be called") == true)
  }

  @Test(
    "start with a letter or an underscore, and have no invisible characters",
    arguments: [
      ("a", true), ("_2", true), ("中", true), ("a\u{301}", true), ("", false), ("_", false), ("2", false),
      ("\u{301}", false), ("a b", false), ("a\u{202E}", false), ("a\u{200D}b", false), ("a\u{E0100}", false),
      ("\u{3164}", false), ("a\n", false), ("`a`", false), ("😀", false), ("a.b", false),
    ]
  )
  func identifiers(text: String, isIdentifier: Bool) {
    #expect(text.isIdentifier == isIdentifier)
  }

  @Test("of nested types hide no definition used inside, no enclosing type and no type of the runtime")
  func nestedTypes() throws {
    let model = try Stage.named(
      ##"""
      "Thread": {"type": "object"}, "Unused": {"type": "object"},
      "A": {"properties": {"thread": {"properties": {"t": {"$ref": "#/definitions/Thread"}}}, "unused": {"enum": ["x"]},
        "a": {"enum": ["x"]}, "string": {"enum": ["x"]}, "type": {"enum": ["x"]}}}
      """##
    )
    #expect(
      try model.type("A").nested.map(\.swiftName) == ["APayload", "StringPayload", "ThreadPayload", "Kind", "Unused"]
    )
  }

  @Test("of an untagged union's branches leave out the words that they share with the union's name")
  func untaggedBranches() throws {
    let refs = ["FooUntitledBarSchema", "FooTitledBarSchema"]
    let model = try Stage.named(
      "\"FooBarSchema\": {\"anyOf\": [\(refs.map { "{\"$ref\": \"#/definitions/\($0)\"}" }.joined(separator: ", "))]}, "
        + refs.map { "\"\($0)\": {\"properties\": {\"\($0)\": true}}" }.joined(separator: ", ")
    )
    #expect(Self.memberNames(try model.type("FooBarSchema")) == ["untitled", "titled"])
  }

  @Test("from the customization stay, unless generated code uses them")
  func givenNames() throws {
    var model = try Stage.model(#""A": {"enum": ["a-b", "c"]}"#)
    guard case .openEnum(var values) = model.types[0].kind else { return #expect(Bool(false)) }
    values.values[0].swiftName = "mine"
    model.types[0].kind = .openEnum(values)
    #expect(Self.memberNames(try Namer.name(model, words: [:]).types[0]) == ["mine", "c"])
    values.values[0].swiftName = "rawValue"
    model.types[0].kind = .openEnum(values)
    #expect(
      Stage.errors { _ = try Namer.name(model, words: [:]) } == [
        "bundle.json#/definitions/A: error: \"a-b\" of \"A\" cannot be called rawValue, which generated code uses; "
          + "give it another name in the customization, under \"members\""
      ]
    )
  }

  @Test("exist for everything in a real release")
  func real() throws {
    let bundles = try ["stable", "experimental"].map { try ModelBuilder.build(SchemaReader.read(Stage.real($0))) }
    let merged = try ModelResolver.resolve(ModelMerger.merge(stable: bundles[0], experimental: bundles[1]))
    let model = try Namer.name(CustomizationApplier.apply(.none, to: merged), words: [:])
    #expect(model.methods.count == 183)
    for type in model.types.flatMap(\.flattened) {
      #expect(!type.swiftName.isEmpty)
      #expect(!Self.memberNames(type).contains(""))
    }
  }

  private func cases(of schema: String) throws -> [String] {
    Self.memberNames(try Stage.named("\"A\": \(schema)").type("A"))
  }

  static func memberNames(_ type: TypeDeclaration) -> [String] {
    switch type.kind {
    case .structure(let structure): structure.properties.map(\.swiftName)
    case .openEnum(let values): values.values.map(\.swiftName)
    case .union(let union): union.branches.map(\.swiftName)
    case .messages(let messages): messages.cases.map(\.swiftName)
    case .alias: []
    }
  }
}
