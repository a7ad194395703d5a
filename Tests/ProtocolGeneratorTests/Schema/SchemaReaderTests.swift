import Testing

@testable import ProtocolGenerator

@Suite("A schema bundle")
struct SchemaReaderTests {
  @Test("that is not JSON is an error with line and column")
  func notJSON() {
    let errors = Stage.errors { _ = try Stage.document("{\n  \"definitions\": oops\n}") }
    #expect(errors == ["bundle.json:2:18: error: this is not JSON: 'o' where a value should be"])
  }

  @Test(
    "that is JSON but has no definitions says which file to give",
    arguments: ["[]", "{}", "1", ##"{"definitions": []}"##]
  )
  func noBundle(text: String) {
    let message =
      "bundle.json#: error: this is JSON but not a schema bundle: it has no object \"definitions\". The file to give is "
      + "codex_app_server_protocol.schemas.json, which `codex app-server generate-json-schema --out DIR` writes"
    #expect(Stage.errors { _ = try Stage.document(text) } == [message])
  }

  @Test(
    "is rejected with the pointer of each mistake",
    arguments: [
      (
        ##""A": {"$ref": "#/definitions/Thraed"}, "Thread": {"type": "object"}"##, ##"/definitions/A/$ref"##,
        ##""#/definitions/Thraed" is not a definition of this bundle; did you mean "#/definitions/Thread"?"##
      ),
      (
        ##""A": {"$ref": "#/definitions/Thread"}, "v2": {"Thread": {"type": "object"}}"##, ##"/definitions/A/$ref"##,
        ##""#/definitions/Thread" is not a definition of this bundle; did you mean "#/definitions/v2/Thread"?"##
      ),
      (
        ##""A": {"$ref": "#/definitions/Zebra"}"##, ##"/definitions/A/$ref"##,
        ##""#/definitions/Zebra" is not a definition of this bundle"##
      ),
      (
        ##""A": {"$ref": "other.json#/A"}"##, ##"/definitions/A/$ref"##,
        #""other.json#/A" points to another document; only references within the bundle (#/…) are supported"#
      ),
      (
        ##""A": {"$ref": "#"}"##, ##"/definitions/A/$ref"##,
        ##""#" is not a pointer to a definition; write #/definitions/NAME"##
      ),
      (
        #""A": {"type": "strnig"}"#, "/definitions/A/type",
        #""strnig" is no JSON type; there are null, boolean, integer, number, string, array, object"#
      ),
      (#""A": {"type": []}"#, "/definitions/A/type", #""type" should name at least one type"#),
      (#""A": {"enum": []}"#, "/definitions/A/enum", #""enum" should be an array with at least one value"#),
      (
        #""A": {"enum": ["a"], "const": "a"}"#, "/definitions/A",
        ##"a schema with both "enum" and "const" is not supported by codexgen"##
      ),
      (
        #""A": {"anyOf": [true], "oneOf": [true]}"#, "/definitions/A",
        ##"a schema with both "anyOf" and "oneOf" is not supported by codexgen"##
      ),
      (#""A": {"oneOf": []}"#, "/definitions/A/oneOf", "this should be an array with at least one schema"),
      (#""A": {"properties": []}"#, "/definitions/A/properties", #""properties" should be an object"#),
      (#""A": {"required": [1]}"#, "/definitions/A/required", #""required" should be an array of property names"#),
      (#""A": {"description": 1}"#, "/definitions/A/description", "this should be a string"),
      (#""A": {"items": 7}"#, "/definitions/A/items", "a schema should be an object or a boolean"),
    ] as [(String, String, String)]
  )
  func refusals(definitions: String, pointer: String, message: String) {
    #expect(Stage.errors { _ = try Stage.definitions(definitions) } == ["bundle.json#\(pointer): error: \(message)"])
  }

  @Test(
    "with a keyword that no Swift type can express is rejected, with the name of the keyword",
    arguments: ["not", "if", "patternProperties", "$id", "prefixItems", "typo"]
  )
  func unsupportedKeywords(keyword: String) {
    let errors = Stage.errors {
      _ = try Stage.definitions(#""A": {"properties": {"b": {"type": "string", "\#(keyword)": {}}}}"#)
    }
    #expect(
      errors == [
        "bundle.json#/definitions/A/properties/b/\(keyword): error: the keyword \"\(keyword)\" is not supported by codexgen"
      ]
    )
  }

  @Test("may have properties with the names of keywords")
  func schemaAsData() throws {
    let names = ["$ref", "allOf", "const", "definitions", "enum", "items", "not", "properties", "required", "type"]
    let properties = names.map { "\"\($0)\": {\"type\": \"string\"}" }.joined(separator: ", ")
    let document = try Stage.definitions("\"A\": {\"type\": \"object\", \"properties\": {\(properties)}}")
    #expect(document.definitions.map(\.name) == ["A"])
    #expect(document.definitions[0].node.properties.map(\.name) == names)
    #expect(document.definitions[0].node.required.isEmpty)
  }

  @Test(
    "with a definition that refers to itself is rejected, with the chain of references",
    arguments: [
      (##""A": {"$ref": "#/definitions/A"}"##, "A -> A"),
      (##""A": {"$ref": "#/definitions/B"}, "B": {"$ref": "#/definitions/A"}"##, "A -> B -> A"),
      (##""A": {"anyOf": [{"$ref": "#/definitions/A"}, {"type": "null"}]}"##, "A -> A"),
      (
        ##""A": {"allOf": [{"$ref": "#/definitions/B"}]}, "B": {"oneOf": [{"$ref": "#/definitions/A"}, {"type": "string"}]}"##,
        "A -> B -> A"
      ),
    ] as [(String, String)]
  )
  func cycles(definitions: String, path: String) {
    #expect(
      Stage.errors { _ = try Stage.definitions(definitions) }
        == [
          "bundle.json#/definitions/A: error: this definition is defined by itself (\(path)), so no value can have it"
        ]
    )
  }

  @Test("finds definitions in namespaces, at the root under both names, and inside definitions")
  func namespaces() throws {
    let document = try Stage.document(
      #"""
      {"definitions": {"A": {"type": "string"}, "v2": {"B": {"type": "string"}, "deep": {"C": {"enum": ["c"]}}}, "v3": {"X": true}},
       "$defs": {"D": {"type": "string", "$defs": {"E": {"type": "string"}}}}}
      """#
    )
    #expect(document.definitions.map(\.name) == ["D", "D/E", "A", "v2/B", "v2/deep/C", "v3/X"])
  }

  @Test("must not have two definitions with one name")
  func sameName() {
    let errors = Stage.errors { _ = try Stage.document(##"{"definitions": {"A": true}, "$defs": {"A": true}}"##) }
    #expect(
      errors == [
        #"bundle.json#/definitions/A: error: the definition "A" is declared here and at #/$defs/A; codexgen cannot tell the two apart"#
      ]
    )
  }

  @Test("is read with const, several types, Boolean schemas and keywords that do not change a type")
  func otherKeywords() throws {
    let document = try Stage.definitions(
      #"""
      "A": {"type": ["string", "null"], "writeOnly": true, "minLength": 1}, "B": {"const": "b"}, "C": true, "D": false
      """#
    )
    let nodes = document.definitions.map(\.node)
    #expect(nodes[0].types == [.string, .null])
    #expect(nodes[1].enumeration == ["b"])
    #expect(nodes[2].kind == .anything)
    #expect(nodes[3].kind == .nothing)
  }

  @Test("reports all mistakes at once, sorted")
  func allErrors() {
    let errors = Stage.errors { _ = try Stage.definitions(#""B": {"not": {}}, "A": {"if": {}}"#) }
    #expect(errors.count == 2)
    #expect(errors[0].hasPrefix("bundle.json#/definitions/A/if"))
  }

  @Test("of a real release is read whole", arguments: [("stable", 736), ("experimental", 887)])
  func realBundles(name: String, count: Int) throws {
    #expect(try SchemaReader.read(Stage.real(name)).definitions.count == count)
  }
}
