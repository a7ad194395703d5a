import CodexWire
import Testing

@Suite("The expected JSON of a round trip")
struct CanonicalTests {
  @Test("a null is dropped where an absent member means the same")
  func optionalNull() {
    let bundle = SchemaBundle(definitions: [
      "Type": ["type": "object", "properties": ["a": InlineSchemas.nullableString]]
    ])

    #expect(bundle.expected(["a": .null]) == [:])
    #expect(bundle.expected(["a": "text"]) == ["a": "text"])
  }

  @Test("a null is kept where the member is required")
  func requiredNull() {
    let bundle = SchemaBundle(definitions: [
      "Type": ["type": "object", "properties": ["a": InlineSchemas.nullableString], "required": ["a"]]
    ])

    #expect(bundle.expected(["a": .null]) == ["a": .null])
  }

  @Test("a null is kept in a three-state property")
  func threeState() {
    let type: JSONValue = [
      "type": "object", "properties": ["a": InlineSchemas.nullableString, "b": InlineSchemas.nullableString],
    ]
    let bundle = SchemaBundle(definitions: ["Type": type], threeState: ["Type.a"])

    #expect(bundle.expected(["a": .null, "b": .null]) == ["a": .null])
    #expect(bundle.unmatchedRules == [])
  }

  @Test(
    "a null is kept where the schema is untyped",
    arguments: [
      true, [:], ["description": "anything"], ["$ref": "#/definitions/Any"], ["allOf": [["$ref": "#/definitions/Any"]]],
    ]
      as [JSONValue]
  )
  func untypedNull(schema: JSONValue) {
    let bundle = SchemaBundle(definitions: ["Type": ["type": "object", "properties": ["a": schema]], "Any": true])

    #expect(bundle.expected(["a": .null]) == ["a": .null])
  }

  @Test("null is kept when a schema allows null twice, also through a reference")
  func doubleOptional() {
    let null: JSONValue = ["type": "null"]
    let bundle = SchemaBundle(definitions: [
      "Type": [
        "type": "object",
        "properties": [
          "inline": ["anyOf": [["anyOf": [["type": "string"], null]], null]],
          "referenced": ["anyOf": [["$ref": "#/definitions/Maybe"], null]],
          "once": ["$ref": "#/definitions/Maybe"],
        ],
      ],
      "Maybe": ["anyOf": [["type": "string"], null]],
    ])

    #expect(
      bundle.expected(["inline": .null, "referenced": .null, "once": .null]) == ["inline": .null, "referenced": .null]
    )
  }

  @Test("null is kept as an element of an array and as a value of a dictionary")
  func nullInCollections() {
    let bundle = SchemaBundle(definitions: [
      "Type": [
        "type": "object",
        "properties": [
          "list": ["type": "array", "items": InlineSchemas.nullableString],
          "table": ["type": "object", "additionalProperties": InlineSchemas.nullableString],
        ],
      ]
    ])
    let value: JSONValue = ["list": ["a", .null], "table": ["k": .null]]

    #expect(bundle.expected(value) == value)
  }

  @Test("a member that a struct does not declare is dropped, with a note")
  func undeclared() {
    #expect(
      InlineSchemas.bundle.expected(["type": "message", "text": "", "new": 1], as: "Item") == [
        "type": "message", "text": "",
      ]
    )
    #expect(InlineSchemas.bundle.notes(["type": "message", "text": "", "new": 1], as: "Item") == [.dropped])
    #expect(InlineSchemas.bundle.expected(["new": 1], as: "Empty") == [:])
  }

  @Test("an undeclared member of an object with properties and a union is dropped, too")
  func undeclaredBesideVariant() {
    let value: JSONValue = ["type": "image", "fileId": "f", "new": 1]

    #expect(InlineSchemas.bundle.expected(value, as: "Item") == ["type": "image", "fileId": "f"])
    #expect(InlineSchemas.bundle.notes(value, as: "Item") == [.dropped])
  }

  @Test("additional members are kept when the schema allows them, also with null as value")
  func additional() {
    #expect(
      InlineSchemas.bundle.expected(["declared": .null, "any": .null, "x": 1, "y": .null], as: "Open") == [
        "any": .null, "x": 1, "y": .null,
      ]
    )
  }

  @Test("an alias of an enum value becomes the value")
  func alias() {
    let bundle = SchemaBundle(
      definitions: [
        "Type": ["type": "array", "items": ["$ref": "#/definitions/v2/R"]],
        "v2": ["R": ["type": "string", "enum": ["old", "new"]]],
      ],
      enumAliases: ["v2/R": ["old": "new"]]
    )

    #expect(bundle.expected(["old", "new", "other"]) == ["new", "new", "other"])
  }

  @Test("a rule that matches no definition is reported")
  func unmatchedRules() {
    let bundle = SchemaBundle(definitions: ["Type": true], threeState: ["Type.a"], enumAliases: ["Gone": [:]])

    #expect(bundle.unmatchedRules == ["Gone", "Type.a"])
  }

  @Test("a value that matches no branch of a union does not change")
  func unrecognized() {
    for (definition, value) in [
      ("Item", ["type": "video", "detail": .null]), ("Item", "text"), ("Decision", "later"),
      ("Decision", ["defer": ["rule": .null]]),
      ("ID", [1]),
    ] as [(String, JSONValue)] {
      #expect(InlineSchemas.bundle.expected(value, as: definition) == value)
      #expect(InlineSchemas.bundle.notes(value, as: definition) == [.unrecognized])
    }
    #expect(InlineSchemas.bundle.notes(["later": 1], as: "ErrorInfo") == [])
    #expect(InlineSchemas.bundle.notes("later", as: "space/Open") == [])
    #expect(InlineSchemas.bundle.notes("two", as: "space/Const") == [.unknownEnumValue])
  }

  @Test(
    "the branch of an untagged union that loses least of the value is taken, in any order of the branches",
    arguments: [false, true]
  )
  func bestFit(isReversed: Bool) {
    let request: JSONValue = [
      "type": "object", "properties": ["id": ["type": "integer"], "method": ["type": "string"]],
      "required": ["id", "method"],
    ]
    let notification: JSONValue = [
      "type": "object", "properties": ["method": ["type": "string"]], "required": ["method"],
    ]
    let branches = isReversed ? [notification, request] : [request, notification]
    let bundle = SchemaBundle(definitions: ["Type": ["anyOf": .array(branches)]])

    #expect(bundle.expected(["id": 1, "method": "m", "new": true]) == ["id": 1, "method": "m"])
    #expect(bundle.expected(["method": "m", "new": true]) == ["method": "m"])
  }

  @Test("an ambiguity is reported only when the branches result in different JSON")
  func ambiguity() {
    let left: JSONValue = ["type": "object", "properties": ["a": true, "b": true], "required": ["a"]]
    let right: JSONValue = ["type": "object", "properties": ["a": true, "c": true], "required": ["a"]]
    let bundle = SchemaBundle(definitions: ["Type": ["anyOf": [left, right]]])

    #expect(bundle.notes(["a": 1]) == [])
    #expect(bundle.notes(["a": 1, "b": 2]) == [])
    #expect(bundle.notes(["a": 1, "b": 2, "c": 3]).contains(.ambiguous))
  }

  @Test("an absent required member is reported")
  func missing() {
    #expect(InlineSchemas.bundle.notes(["type": "message"], as: "Item") == [.missing])
  }

  @Test("numbers are compared by value, strings by code point")
  func equality() {
    #expect(JSONValue.number(1).isSameJSON(as: 1))
    #expect(JSONValue.number(0x1p63).isSameJSON(as: .unsignedInteger(1 << 63)))
    #expect(!JSONValue.number(1.5).isSameJSON(as: 1))
    #expect(!JSONValue.string("e\u{301}").isSameJSON(as: "\u{E9}"))
    #expect(JSONValue.difference(["a": [1, 2]], ["a": [1, 3]])?.hasPrefix("/a/1: ") == true)
    #expect(JSONValue.difference(["a": .null], [:])?.hasPrefix("/a: only the first") == true)
  }
}
