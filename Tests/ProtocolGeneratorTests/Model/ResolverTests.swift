import Testing

@testable import ProtocolGenerator

@Suite("The types of a bundle")
struct ResolverTests {
  @Test("are boxed where a value contains itself, directly or through other types, but not through an array or a dictionary")
  func recursion() throws {
    let model = try Stage.model(
      ##"""
      "A": {"properties": {"self": {"$ref": "#/definitions/A"}, "list": {"type": "array", "items": {"$ref": "#/definitions/A"}},
        "map": {"additionalProperties": {"$ref": "#/definitions/A"}}, "b": {"$ref": "#/definitions/B"}, "c": {"$ref": "#/definitions/C"}}},
      "B": {"properties": {"a": {"anyOf": [{"$ref": "#/definitions/A"}, {"type": "null"}]}}},
      "C": {"properties": {"x": {"type": "string"}}, "additionalProperties": {"$ref": "#/definitions/C"}},
      "U": {"anyOf": [{"type": "string"}, {"properties": {"not": {"$ref": "#/definitions/U"}}, "required": ["not"]}]}
      """##
    )
    #expect(try model.kind("A") == "struct b: B? boxed, c: C?, list: [A]?, map: [String: A]?, self: A? boxed")
    #expect(try model.kind("B") == "struct a: A? boxed")
    #expect(try model.kind("C") == "struct x: String?, ...: C")
    #expect(try model.kind("U") == "untagged: string(String) | not(U/not) boxed")
  }

  @Test(
    "must not include an alias that refers to itself through arrays or dictionaries",
    arguments: [
      ##"{"type": "array", "items": {"$ref": "#/definitions/A"}}"##,
      ##"{"type": ["array", "null"], "items": {"$ref": "#/definitions/A"}}"##,
      ##"{"type": "object", "additionalProperties": {"$ref": "#/definitions/A"}}"##,
    ]
  )
  func aliasCycles(schema: String) {
    let message = "this definition is defined by itself: its references never lead to a struct, an enum or a union"
    #expect(
      Stage.errors { _ = try Stage.model("\"A\": \(schema)") } == ["bundle.json#/definitions/A: error: \(message)"]
    )
  }

  @Test("are merged where two namespaces have equal definitions of one name, also if the definitions refer to such definitions")
  func namespaces() throws {
    let a = ##"{"properties": {"b": {"$ref": "#/definitions/NSB"}}}"##
    let b = #"{"description": "NS", "properties": {"x": {"enum": ["y"]}}}"#
    let model = try Stage.model(
      """
      "A": \(a.replacing("NS", with: "")), "B": \(b), "v2": {"A": \(a.replacing("NS", with: "v2/")), "B": \(b.replacing("NS", with: "v2")),
      "User": {"properties": {"a": {"$ref": "#/definitions/v2/A"}}}}
      """
    )
    #expect(model.types.map(\.id.path) == ["A", "B", "v2/User"])
    #expect(try model.kind("v2/User") == "struct a: A?")
    #expect(try model.kind("A") == "struct b: B?")
  }

  @Test("are not merged where definitions of one name differ, or equal definitions have different names")
  func different() throws {
    let model = try Stage.model(
      #""A": {"type": "string"}, "B": {"type": "string"}, "v2": {"A": {"type": "integer"}}"#
    )
    #expect(model.types.map(\.id.path) == ["A", "B", "v2/A"])
  }

  @Test("are the same whatever the order of the members in the file", arguments: [1, 2, 3] as [UInt64])
  func determinism(seed: UInt64) throws {
    let file = try Stage.real("stable")
    var random = Random(state: seed)
    let shuffled = try random.shuffled(file.json())
    let models = try [file, Stage.file(shuffled, path: file.path)].map { file in
      let document = try SchemaReader.read(file)
      return try ModelResolver.resolve(ModelMerger.merge(stable: ModelBuilder.build(document), experimental: nil))
    }
    #expect(models[0].types == models[1].types)
    #expect(models[0].untyped == models[1].untyped)
  }
}
