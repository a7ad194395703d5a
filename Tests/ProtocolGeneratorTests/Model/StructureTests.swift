import Testing

@testable import ProtocolGenerator

@Suite("A type of the schema")
struct StructureTests {
  static let base = #""B": {"type": "object", "properties": {"b": {"type": "string"}}, "required": ["b"]}"#

  @Test(
    "states for each property whether the property may be absent and whether it may be null",
    arguments: [
      (#"{"type": "string"}"#, true, "a: String"),
      (#"{"type": "string"}"#, false, "a: String?"),
      (#"{"type": ["string", "null"]}"#, true, "a: String?!"),
      (#"{"type": ["string", "null"]}"#, false, "a: String?"),
      (##"{"anyOf": [{"$ref": "#/definitions/B"}, {"type": "null"}]}"##, false, "a: B?"),
      (
        ##"{"anyOf": [{"anyOf": [{"$ref": "#/definitions/B"}, {"type": "null"}]}, {"type": "null"}]}"##, false, "a: B??"
      ),
      (##"{"$ref": "#/definitions/N"}"##, true, "a: N?!"),
      (##"{"$ref": "#/definitions/M"}"##, false, "a: M?"),
      (##"{"$ref": "#/definitions/NullableB"}"##, false, "a: B?"),
      (#"{"enum": ["a", null]}"#, true, "a: A/a?!"),
      (#"{"type": ["string", "null"], "enum": ["a", null]}"#, false, "a: A/a?"),
      (#"{"anyOf": [{"anyOf": [{"type": "string"}, {"type": "null"}]}, {"type": "integer"}]}"#, true, "a: A/a?!"),
      ("true", true, "a: JSON"),
      (#"{"type": "null"}"#, false, "a: JSON?"),
      (##"{"$ref": "#/definitions/B", "description": "Why."}"##, true, "a: B"),
      (##"{"allOf": [{"$ref": "#/definitions/B"}], "description": "Why.", "default": {}}"##, true, "a: B"),
      (##"{"$ref": "#/definitions/B", "type": "object"}"##, true, "a: B"),
      (#"{"items": {"type": "string"}}"#, true, "a: [String]"),
      (#"{"type": "array", "items": {"type": ["string", "null"]}}"#, true, "a: [String?]"),
      (#"{"type": "object", "additionalProperties": {"type": "integer"}}"#, true, "a: [String: Int]"),
      (#"{"additionalProperties": {"type": "integer"}}"#, true, "a: [String: Int]"),
      (#"{"type": "object"}"#, true, "a: [String: JSON]"),
      (#"{"type": "object", "additionalProperties": true}"#, true, "a: [String: JSON]"),
      (#"{"type": "object", "additionalProperties": false}"#, true, "a: A/a"),
      (#"{"type": "array"}"#, true, "a: [JSON]"),
    ] as [(String, Bool, String)]
  )
  func presence(schema: String, isRequired: Bool, expected: String) throws {
    let model = try Stage.model(
      """
      "A": {"properties": {"a": \(schema)}, "required": [\(isRequired ? "\"a\"" : "")]}, \(Self.base),
      "N": {"type": ["object", "null"], "properties": {"n": {"type": "string"}}}, "M": {"$ref": "#/definitions/N"},
      "NullableB": {"anyOf": [{"$ref": "#/definitions/B"}, {"type": "null"}]}
      """
    )
    #expect(try model.kind("A") == "struct \(expected)")
  }

  @Test(
    "keeps the width of numbers",
    arguments: [
      ("integer", "int32", "Int32"), ("integer", "int64", "Int64"), ("integer", "uint", "UInt"),
      ("integer", "uint16", "UInt16"),
      ("integer", "uint32", "UInt32"), ("integer", "uint64", "UInt64"), ("integer", "uint8", "UInt8"),
      ("integer", "other", "Int"),
      ("number", "double", "Double"), ("number", "float", "Float"), ("string", "int32", "String"),
    ]
  )
  func numbers(type: String, format: String, swift: String) throws {
    #expect(
      try Stage.model(#""A": {"type": "\#(type)", "format": "\#(format)", "minimum": 0.0}"#).kind("A") == "= \(swift)"
    )
  }

  @Test(
    "keeps additional properties when the schema declares them",
    arguments: [
      ("true", "struct a: String?, ...: JSON"), ("false", "struct a: String?"),
      (#"{"type": "integer"}"#, "struct a: String?, ...: Int"),
    ]
  )
  func additional(schema: String, shape: String) throws {
    let text = "\"A\": {\"properties\": {\"a\": {\"type\": \"string\"}}, \"additionalProperties\": \(schema)}"
    #expect(try Stage.model(text).kind("A") == shape)
  }

  @Test("has a property that is required but not described")
  func requiredOnly() throws {
    #expect(try Stage.model(#""A": {"type": "object", "required": ["x"]}"#).kind("A") == "struct x: JSON")
  }

  @Test("of an array or a dictionary of inline objects has the type of the objects beside the alias")
  func aliasOfInline() throws {
    let model = try Stage.model(#""A": {"type": "array", "items": {"properties": {"x": {"type": "string"}}}}"#)
    #expect(model.types.map(\.name) == ["A", "AValue"])
    #expect(try model.kind("A") == "= [A/Value]")
  }

  @Test("contains the types of inline nodes at any depth, each with its path")
  func nesting() throws {
    let model = try Stage.model(
      #""A": {"properties": {"x": {"properties": {"y": {"properties": {"z": {"enum": ["deep"]}}}}}}}"#
    )
    #expect(try model.kind("A/x/y/z") == "enum String deep")
  }

  @Test(
    "merges the elements of allOf",
    arguments: [
      (
        ##"{"allOf": [{"$ref": "#/definitions/B"}, {"properties": {"c": {"type": "integer"}}}]}"##,
        "struct b: String, c: Int?"
      ),
      (
        ##"{"allOf": [{"$ref": "#/definitions/B"}], "properties": {"c": {"type": "integer"}}, "required": ["c"]}"##,
        "struct b: String, c: Int"
      ),
      (##"{"allOf": [{"$ref": "#/definitions/B"}, true, {"type": "object"}, {"description": "x"}]}"##, "= B"),
      (##"{"allOf": [{"$ref": "#/definitions/B"}, {"properties": {"b": {"type": "string"}}}]}"##, "struct b: String"),
      (
        ##"{"allOf": [{"properties": {"c": {}}}, {"required": ["c"], "properties": {"c": {"type": "integer"}}}]}"##,
        "struct c: Int"
      ),
    ] as [(String, String)]
  )
  func allOf(schema: String, shape: String) throws {
    #expect(try Stage.model("\"A\": \(schema), \(Self.base)").kind("A") == shape)
  }

  @Test(
    "is rejected when no Swift type can express the schema",
    arguments: [
      (
        ##"{"allOf": [{"$ref": "#/definitions/B"}, {"properties": {"b": {"type": "integer"}}}]}"##,
        "/allOf/1/properties/b", #"two elements of "allOf" give the property "b" different schemas"#
      ),
      (
        ##"{"allOf": [{"$ref": "#/definitions/B"}, {"type": "string"}]}"##, "/allOf/1",
        #"this element of "allOf" is not an object; codexgen merges objects only"#
      ),
      (
        #"{"properties": {"a": false}}"#, "/properties/a",
        "the schema `false` allows no value, so there is no type for it"
      ),
      (#"{"enum": ["a", 1]}"#, "", "an enum should have only strings or only integers"),
      (
        #"{"properties": {"a": {"type": "string"}}, "anyOf": [{"type": "string"}, {"type": "integer"}]}"#, "/anyOf/0",
        "this branch belongs to an object with other properties, so it should be an object too"
      ),
    ] as [(String, String, String)]
  )
  func refusals(schema: String, pointer: String, message: String) {
    let errors = Stage.errors { _ = try Stage.model("\"A\": \(schema), \(Self.base)") }
    #expect(errors.first == "bundle.json#/definitions/A\(pointer): error: \(message)")
  }

  @Test("keeps the deprecation, the description and the default value of the node that refers to it")
  func siblings() throws {
    let model = try Stage.model(
      ##""A": {"properties": {"a": {"$ref": "#/definitions/B", "description": "Why.", "default": 1, "deprecated": true}}}, "##
        + Self.base
    )
    guard case .structure(let structure) = try model.type("A").kind else { return }
    #expect(structure.properties[0].documentation.text == "Why.")
    #expect(structure.properties[0].documentation.deprecation == "Deprecated by the protocol.")
    #expect(structure.properties[0].defaultValue == 1)
  }

  @Test("that allows any value is recorded with pointer and reason")
  func untyped() throws {
    let model = try Stage.model(
      #""A": {"properties": {"a": true, "b": {"type": "object"}, "c": {"type": "array"}, "d": {"items": {"type": "string"}}}}"#
    )
    #expect(
      model.untyped == [
        UntypedNode(pointer: "/definitions/A/properties/a", reason: .anything),
        UntypedNode(pointer: "/definitions/A/properties/b", reason: .anyObject),
        UntypedNode(pointer: "/definitions/A/properties/c", reason: .anyElements),
      ]
    )
  }
}
