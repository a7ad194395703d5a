import Testing

@testable import ProtocolGenerator

@Suite("A customization")
struct CustomizationTests {
  static let definitions = ##"""
    "v2": {
      "Thread": {"properties": {"id": {"type": "string"}, "name": {"type": ["string", "null"]}}, "required": ["id"]},
      "Kind": {"enum": ["new", "old", "1.0"]},
      "Input": {"oneOf": [{"properties": {"type": {"const": "image"}, "url": {"type": "string"}}, "required": ["type", "url"]}]},
      "GoParams": {"type": "object"}, "GoResponse": {"type": "object"}, "Other": {"type": "object"},
      "MemoryResetResponse": {"type": "object"}
    },
    "ClientRequest": {"oneOf": [
      {"properties": {"id": {"type": "string"}, "method": {"const": "go"}, "params": {"$ref": "#/definitions/v2/GoParams"}},
       "required": ["id", "method", "params"]},
      {"properties": {"id": {"type": "string"}, "method": {"const": "memory/reset"}}, "required": ["id", "method"]},
      {"properties": {"id": {"type": "string"}, "method": {"const": "odd"}}, "required": ["id", "method"]}]}
    """##

  @Test("renames types and members, declares three-state properties, aliases of values and responses")
  func everySection() throws {
    let model = try Stage.customized(
      Self.definitions,
      by: #"""
        {"$schema": "x", "words": {"THREAD": "THREAD"},
         "types": {"v2/Thread": "CodexThread", "v2/Input/image": "Picture"},
         "members": {"v2/Thread.name": "title", "v2/Kind.1.0": "first", "v2/Input.image": "picture", "ClientRequest.go": "start"},
         "enumAliases": {"v2/Kind": {"old": "new"}}, "threeState": ["v2/Thread.name"], "responses": {"odd": "v2/Other"}}
        """#
    )
    let thread = try model.type("v2/Thread")
    #expect(thread.swiftName == "CodexThread")
    #expect(thread.kind.text == "struct id: String, name: String??")
    #expect(try model.type("v2/Input/image").swiftName == "Picture")
    guard case .openEnum(let kind) = try model.type("v2/Kind").kind,
      case .structure(let structure) = thread.kind
    else { return #expect(Bool(false)) }
    #expect(structure.properties.map(\.swiftName) == ["", "title"])
    #expect(kind.values.map(\.text) == ["new", "1.0"])
    #expect(kind.values.map(\.swiftName) == ["", "first"])
    #expect(kind.aliases == ["old": "new"])
  }

  @Test("is not needed for responses that follow the naming rules; other responses are JSON, with a warning")
  func methods() throws {
    let model = try Stage.customized(Self.definitions, by: "{}")
    #expect(
      model.methods.map { "\($0.name): \($0.response.text)" } == [
        "go: v2/GoResponse", "memory/reset: v2/MemoryResetResponse", "odd: JSON",
      ]
    )
    #expect(
      model.warnings.map(\.description) == [
        "bundle.json#/definitions/ClientRequest/oneOf/2: warning: there is no definition for the response to the "
          + "method \"odd\", so the response is untyped JSON; name a definition in the customization, under \"responses\""
      ]
    )
    #expect(model.untyped.last == UntypedNode(pointer: "/definitions/ClientRequest/oneOf/2", reason: .noResponse))
  }

  @Test(
    "is rejected when an entry has no effect or cannot be applied",
    arguments: [
      (
        #"{"types": {"v2/Thraed": "T"}}"#, "/types/v2~1Thraed",
        #"there is no type "v2/Thraed" in the schema, so this entry has no effect; did you mean "v2/Thread"?"#
      ),
      (#"{"types": {"v2/Thread": "2x"}}"#, "/types/v2~1Thread", #""2x" is not a Swift identifier"#),
      (#"{"types": {"v2/Thread": "_"}}"#, "/types/v2~1Thread", #""_" is not a Swift identifier"#),
      (
        #"{"types": {"v2/Thread": "Self"}}"#, "/types/v2~1Thread",
        #""Self" cannot name a type, since Swift reserves the name"#
      ),
      (
        #"{"members": {"v2/Thread": "x"}}"#, "/members/v2~1Thread",
        #""v2/Thread" names no member; write TYPE.MEMBER, such as v2/Thread.name"#
      ),
      (
        #"{"members": {"v2/Thread.nmae": "x"}}"#, "/members/v2~1Thread.nmae",
        #"there is no member "nmae" of "v2/Thread" in the schema, so this entry has no effect; did you mean "name"?"#
      ),
      (#"{"members": {"v2/Thread.name": "a-b"}}"#, "/members/v2~1Thread.name", #""a-b" is not a Swift identifier"#),
      (
        #"{"enumAliases": {"v2/Kind": {"old": "nwe"}}}"#, "/enumAliases/v2~1Kind/old",
        #"there is no value "nwe" of "v2/Kind" in the schema, so this entry has no effect; did you mean "new"?"#
      ),
      (
        #"{"enumAliases": {"v2/Kind": {"new": "new"}}}"#, "/enumAliases/v2~1Kind/new",
        #""new" is an alias itself, so "new" cannot be its alias"#
      ),
      (
        #"{"enumAliases": {"v2/Thread": {"a": "b"}}}"#, "/enumAliases/v2~1Thread",
        #""v2/Thread" is not an enum of strings, so its values have no aliases"#
      ),
      (
        #"{"threeState": ["v2/Thread.id"]}"#, "/threeState/0",
        #""v2/Thread.id" is always present, so it cannot have the three states absent, null and value"#
      ),
      (
        #"{"threeState": ["v2/Kind.new"]}"#, "/threeState/0",
        #""v2/Kind" is not a struct, so nothing in it can have three states"#
      ),
      (
        #"{"secrets": ["v2/Thread.nmae"]}"#, "/secrets/0",
        #"there is no member "nmae" of "v2/Thread" in the schema, so this entry has no effect; did you mean "name"?"#
      ),
      (
        #"{"secrets": ["v2/Kind.new"]}"#, "/secrets/0",
        #""v2/Kind" is not a struct, so nothing in it can be a secret"#
      ),
      (
        #"{"notSecrets": ["v2/Thread.name"]}"#, "/notSecrets/0",
        #"nothing about "v2/Thread.name" looks like a secret, so this entry has no effect"#
      ),
      (
        #"{"responses": {"od": "v2/Other"}}"#, "/responses/od",
        #"there is no method "od" in the schema, so this entry has no effect; did you mean "odd"?"#
      ),
      (
        #"{"responses": {"odd": "v2/Othre"}}"#, "/responses/odd",
        #"there is no definition "v2/Othre" in the schema, so this entry has no effect; did you mean "v2/Other"?"#
      ),
      (
        #"{"words": {"thraed": "Thraed"}}"#, "/words/thraed",
        #"no name in the schema has the word "thraed", so this entry has no effect; did you mean "thread"?"#
      ),
      (
        #"{"words": {"thread": "Yarn"}}"#, "/words/thread",
        #""Yarn" is another word than "thread"; only capitals may differ; to write another word, use "wordReplacements""#
      ),
      (
        #"{"words": {"thread": "thr-ead"}}"#, "/words/thread",
        #""thr-ead" is not a word of a Swift identifier; use letters and digits only"#
      ),
      (
        #"{"wordReplacements": {"thraed": "Conversation"}}"#, "/wordReplacements/thraed",
        #"no name in the schema has the word "thraed", so this entry has no effect; did you mean "thread"?"#
      ),
      (
        #"{"wordReplacements": {"thread": "THREAD"}}"#, "/wordReplacements/thread",
        #""THREAD" is the same word as "thread"; its capitals belong under "words""#
      ),
      (
        #"{"wordReplacements": {"thread": "con-versation"}}"#, "/wordReplacements/thread",
        #""con-versation" is not a word of a Swift identifier; use letters and digits only"#
      ),
      (
        #"{"words": {"thread": "THREAD"}, "wordReplacements": {"thread": "Conversation"}}"#, "/wordReplacements/thread",
        #"the word "thread" also has an entry under "words"; keep one of the two entries"#
      ),
      (#"{"type": {}}"#, "/type", #"there is no "type" here; did you mean "types"?"#),
      (#"{"types": []}"#, "/types", "this should be an object"),
      (#"{"types": {"v2/Thread": 1}}"#, "/types/v2~1Thread", "this should be a string that is not empty"),
      (#"{"threeState": {}}"#, "/threeState", "this should be an array"),
      (#"{"threeState": [1]}"#, "/threeState/0", "this should be a string that is not empty"),
      (#"{"enumAliases": {"v2/Kind": "x"}}"#, "/enumAliases/v2~1Kind", "this should be an object"),
      ("[]", "", "this should be an object"),
    ] as [(String, String, String)]
  )
  func refusals(customization: String, pointer: String, message: String) {
    let errors = Stage.errors { _ = try Stage.customized(Self.definitions, by: customization) }
    #expect(errors == ["customization.json#\(pointer): error: \(message)"])
  }

  @Test("that is not JSON is an error with line and column")
  func notJSON() {
    let errors = Stage.errors { _ = try Stage.customized(Self.definitions, by: "{,}") }
    #expect(errors.count == 1)
    #expect(errors[0].hasPrefix("customization.json:1:2: error: this is not JSON: "))
  }

  @Test("reports all mistakes at once")
  func allErrors() {
    let errors = Stage.errors {
      _ = try Stage.customized(
        Self.definitions,
        by: #"{"types": {"v2/X": "1", "v2/Y": "Y"}, "threeState": ["v2/Z.a"]}"#
      )
    }
    #expect(errors.count == 4)
  }
}
