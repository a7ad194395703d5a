import Testing

@testable import ProtocolGenerator

@Suite("A union of the schema")
struct UnionTests {
  static let tagged = #"{"properties": {"type": {"enum": ["a"]}, "x": {"type": "string"}}, "required": ["type", "x"]}"#
  static let bareTag = #"{"properties": {"type": {"const": "b"}}, "required": ["type"]}"#
  static let custom =
    #"{"type": "object", "properties": {"custom": {"type": "string"}}, "required": ["custom"], "additionalProperties": false}"#
  static let url = #"{"properties": {"url": {"type": "string"}}, "required": ["url"]}"#
  static let file = #"{"properties": {"fileId": {"type": "string"}}, "required": ["fileId"]}"#

  @Test(
    "is recognized in one order: enum, messages, internally tagged, externally tagged, untagged",
    arguments: [
      (#"{"enum": ["a", "b"]}"#, "enum String a, b"),
      (#"{"oneOf": [{"enum": ["a"]}, {"const": "b"}, {"enum": ["c", "d"]}]}"#, "enum String a, b, c, d"),
      (#"{"anyOf": [{"enum": ["a"]}, {"type": "string"}]}"#, "enum String a"),
      (#"{"type": "integer", "format": "uint8", "enum": [1, 2]}"#, "enum UInt8 1, 2"),
      (#"{"anyOf": [{"enum": [1]}, {"type": "integer"}]}"#, "enum Int 1"),
      (#"{"oneOf": [{"properties": {"method": {"const": "go"}}, "required": ["method"]}]}"#, "messages go"),
      ("{\"oneOf\": [\(tagged), \(bareTag)]}", "by type: a(A/a) | b"),
      ("{\"oneOf\": [\(tagged)]}", "by type: a(A/a)"),
      ("{\"oneOf\": [\(tagged), {\"type\": \"object\"}]}", "by type: a(A/a) | ..."),
      ("{\"oneOf\": [{\"enum\": [\"x\", \"y\"]}, \(custom)]}", "external: x | y | custom(String)"),
      ("{\"oneOf\": [\(custom)]}", "external: custom(String)"),
      (
        "{\"anyOf\": [{\"enum\": [\"x\"]}, \(custom), {\"type\": [\"string\", \"object\"]}]}",
        "external: x | custom(String) | ..."
      ),
      ("{\"anyOf\": [{\"enum\": [\"x\"]}, \(custom), {\"type\": \"string\"}]}", "external: x | custom(String) | ..."),
      ("{\"anyOf\": [\(url), \(file)]}", "external: url(String) | fileId(String)"),
      (#"{"type": ["string", "integer"]}"#, "untagged: string(String) | integer(Int)"),
      (
        #"{"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}"#,
        "untagged: string(String) | strings([String])"
      ),
      (
        #"{"anyOf": [{"type": ["string", "number"]}, {"type": "array", "items": {"type": "string"}}]}"#,
        "untagged: string(String) | number(Double) | strings([String])"
      ),
      (#"{"anyOf": [{"type": "string"}, true]}"#, "untagged: string(String) | ..."),
      (#"{"anyOf": [{"enum": ["a"]}, true]}"#, "untagged: a(A/a) | ..."),
      (
        #"{"anyOf": [{"anyOf": [{"type": "string"}, {"type": "integer"}]}, {"type": "boolean"}]}"#,
        "untagged: string(String) | integer(Int) | boolean(Bool)"
      ),
      (
        #"{"type": ["object", "string"], "properties": {"x": {"type": "string"}}, "required": ["x"]}"#,
        "untagged: x(A/x) | string(String)"
      ),
    ] as [(String, String)]
  )
  func recognition(schema: String, shape: String) throws {
    #expect(try Stage.model("\"A\": \(schema)").kind("A") == shape)
  }

  @Test(
    "of one branch is that branch",
    arguments: [
      (##"{"oneOf": [{"$ref": "#/definitions/B"}]}"##, "= B"),
      (#"{"oneOf": [{"type": "string"}]}"#, "= String"),
      ("{\"anyOf\": [\(url)]}", "struct url: String"),
      (#"{"oneOf": [{"enum": ["only"]}]}"#, "enum String only"),
      ("{\"properties\": {\"n\": {\"type\": \"string\"}}, \"oneOf\": [\(url)]}", "struct url: String, n: String?"),
    ] as [(String, String)]
  )
  func oneBranch(schema: String, shape: String) throws {
    #expect(try Stage.model("\"A\": \(schema), \"B\": {\"type\": \"object\"}").kind("A") == shape)
  }

  @Test("keeps the description of a single value, and does not use the description of several values for one value")
  func valueDocumentation() throws {
    let model = try Stage.model(
      #""A": {"oneOf": [{"enum": ["a"], "description": "First."}, {"enum": ["b", "c"], "description": "Both."}]}"#
    )
    guard case .openEnum(let values) = try model.type("A").kind else { throw Failure.wrongShape }
    #expect(values.values.map(\.documentation.text) == ["First.", "", ""])
  }

  @Test("whose branches are definitions leaves the tag to the definitions")
  func branchesByReference() throws {
    let model = try Stage.model(
      "\"A\": {\"oneOf\": [{\"$ref\": \"#/definitions/B\"}, \(Self.bareTag)]}, \"B\": \(Self.tagged)"
    )
    #expect(try model.kind("A") == "by type: a(B) tagged | b")
  }

  @Test("beside properties is a flattened property beside the other properties")
  func besideProperties() throws {
    let model = try Stage.model(
      "\"A\": {\"properties\": {\"id\": {\"type\": \"string\"}}, \"required\": [\"id\"], \"oneOf\": [\(Self.tagged), \(Self.bareTag)]}"
    )
    #expect(try model.kind("A") == "struct content: A/content*, id: String")
    #expect(try model.kind("A/content") == "by type: a(A/content/a) | b")
  }

  @Test("beside properties gets a name that no other property has")
  func besidePropertyOfThatName() throws {
    let model = try Stage.model(
      "\"A\": {\"properties\": {\"content\": {\"type\": \"string\"}}, \"oneOf\": [\(Self.tagged), \(Self.bareTag)]}"
    )
    #expect(try model.kind("A") == "struct variant: A/variant*, content: String?")
  }

  @Test("may be nested in a branch: a tagged branch may have alternatives of properties")
  func twoLevels() throws {
    let image =
      "{\"properties\": {\"type\": {\"enum\": [\"image\"]}, \"detail\": {\"type\": \"string\"}}, \"required\": [\"type\"], "
      + "\"anyOf\": [\(Self.url), \(Self.file)]}"
    let model = try Stage.model("\"A\": {\"oneOf\": [\(image), \(Self.bareTag)]}")
    #expect(try model.kind("A") == "by type: image(A/image) | b")
    #expect(try model.kind("A/image") == "struct content: A/image/content*, detail: String?")
    #expect(try model.kind("A/image/content") == "external: url(String) | fileId(String)")
  }

  @Test("that only requires properties is ignored")
  func requiredOnly() throws {
    let model = try Stage.model(
      #""A": {"properties": {"a": {"type": "string"}, "b": {"type": "string"}}, "anyOf": [{"required": ["a"]}, {"required": ["b"]}]}"#
    )
    #expect(try model.kind("A") == "struct a: String?, b: String?")
  }

  @Test("of messages keeps the properties beside method and params in an envelope")
  func messages() throws {
    let model = try Stage.model(
      ##"""
      "ClientRequest": {"oneOf": [
        {"properties": {"id": {"$ref": "#/definitions/Id"}, "method": {"enum": ["a/b"]}, "params": {"$ref": "#/definitions/P"}},
         "required": ["id", "method", "params"]},
        {"properties": {"id": {"$ref": "#/definitions/Id"}, "method": {"enum": ["n"]}, "params": {"type": "null"}},
         "required": ["id", "method"]},
        {"properties": {"id": {"$ref": "#/definitions/Id"}, "method": {"enum": ["o"]},
         "params": {"anyOf": [{"$ref": "#/definitions/P"}, {"type": "null"}]}}, "required": ["id", "method"]}]},
      "ServerNotification": {"properties": {"emittedAtMs": {"type": "integer"}}, "oneOf": [
        {"properties": {"method": {"enum": ["x"]}, "params": {"$ref": "#/definitions/P"}}, "required": ["method", "params"]}]},
      "Id": {"type": "string"}, "P": {"type": "object"}
      """##
    )
    #expect(try model.kind("ClientRequest") == "messages a/b(P) | n | o(P?) in ClientRequest/Envelope")
    #expect(try model.kind("ClientRequest/Envelope") == "struct id: Id")
    #expect(try model.kind("ServerNotification") == "messages x(P) in ServerNotification/Envelope")
    #expect(try model.kind("ServerNotification/Envelope") == "struct emittedAtMs: Int?")
  }

  @Test("may have a hundred branches, and sixty properties in each")
  func large() throws {
    let properties = (1...60).map { "\"p\($0)\": {\"type\": \"string\"}" }.joined(separator: ", ")
    let branches = (1...100).map {
      "{\"properties\": {\"kind\": {\"const\": \"k\($0)\"}, \(properties)}, \"required\": [\"kind\"]}"
    }
    let type = try Stage.model("\"A\": {\"oneOf\": [\(branches.joined(separator: ", "))]}").type("A")
    guard case .union(let union) = type.kind else { throw Failure.wrongShape }
    #expect(union.kind == .internallyTagged("kind"))
    #expect(union.branches.count == 100)
    guard case .structure(let structure) = type.nested[99].kind else { throw Failure.wrongShape }
    #expect(structure.properties.count == 60)
  }

  enum Failure: Error {
    case wrongShape
  }
}
