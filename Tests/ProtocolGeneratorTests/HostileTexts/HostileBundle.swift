import CodexWire

@testable import ProtocolGenerator

/// Bundles with hostile texts in every position.
enum HostileBundle {
  static func file(_ definitions: [String: JSONValue]) -> SourceFile {
    Stage.file(JSONValue.object(["definitions": .object(definitions)]).text)
  }

  private static func reference(_ name: String) -> JSONValue { ["$ref": .string("#/definitions/\(name)")] }

  private static func object(_ properties: [String: JSONValue], required: [String] = []) -> JSONValue {
    ["type": "object", "properties": .object(properties), "required": .array(required.map(JSONValue.string))]
  }

  /// The branch of a method, with a hostile description if one is given.
  static func method(_ name: String, params: String? = nil, description: String? = nil) -> JSONValue {
    var properties: [String: JSONValue] = ["id": ["type": "string"], "method": ["const": .string(name)]]
    if let params { properties["params"] = reference(params) }
    var members =
      object(properties, required: params == nil ? ["id", "method"] : ["id", "method", "params"])
      .objectValue ?? [:]
    if let description { members["description"] = .string(description) }
    return .object(members)
  }

  // MARK: Descriptions

  /// A definition for each text, with the text as the description of a type, a property, a nested type, an enum value, a
  /// branch and a method, as the reason of a deprecation, and as a default value.
  static func descriptions(_ texts: [String]) -> [String: JSONValue] {
    var definitions: [String: JSONValue] = [:]
    var methods: [JSONValue] = []
    for (number, text) in texts.enumerated() {
      let description = JSONValue.string(text)
      let deprecation = JSONValue.string("@deprecated " + text)
      definitions["Struct\(number)"] = [
        "type": "object", "description": description,
        "properties": [
          "plain": ["type": "string", "description": description, "default": description],
          "old": ["type": "string", "description": deprecation],
          "inner": ["type": "object", "description": description, "properties": ["x": ["type": "integer"]]],
        ],
      ]
      definitions["Enum\(number)"] = [
        "description": deprecation,
        "oneOf": [
          ["type": "string", "enum": ["one"], "description": description],
          ["type": "string", "enum": ["two"], "description": deprecation],
        ],
      ]
      definitions["Union\(number)"] = [
        "description": description,
        "oneOf": [
          [
            "type": "object", "description": description, "required": ["type", "x"],
            "properties": ["type": ["const": "a"], "x": ["type": "string", "description": description]],
          ],
          [
            "type": "object", "description": deprecation, "required": ["type"], "properties": ["type": ["const": "b"]],
          ],
        ],
      ]
      definitions["Alias\(number)"] = ["type": "string", "description": description]
      definitions["Call\(number)Params"] = ["type": "object", "description": description]
      definitions["Call\(number)Response"] = ["type": "object", "description": deprecation]
      methods.append(
        method(
          "call\(number)",
          params: "Call\(number)Params",
          description: number % 2 == 0 ? text : "@deprecated " + text
        )
      )
    }
    definitions["ClientRequest"] = ["oneOf": .array(methods)]
    return definitions
  }

  /// A customization for `descriptions` with each text as documentation and as a constant.
  static func customization(_ texts: [String]) -> JSONValue {
    var wrappers: [String: JSONValue] = [:]
    for (number, text) in texts.enumerated() where !text.isEmpty {
      wrappers["call\(number)"] = [["documentation": .string(text)]]
    }
    return ["wrappers": .object(wrappers)]
  }

  // MARK: Names

  /// Definitions with each text as the name of a property, of a property with a nested type, of an enum value, of a tag's
  /// value, of an external tag and of the property that holds the tag.
  static func members(_ texts: [String]) -> [String: JSONValue] {
    var definitions: [String: JSONValue] = [:]
    for (number, text) in texts.enumerated() {
      let name = JSONValue.string(text)
      definitions["Property\(number)"] = object([text: ["type": "string"]])
      definitions["Required\(number)"] = object(
        [text: ["type": "array", "items": ["type": "string"]]],
        required: [text]
      )
      definitions["Deprecated\(number)"] = object([text: ["type": "string", "deprecated": true]])
      definitions["Recursive\(number)"] = object([text: reference("Recursive\(number)")])
      definitions["Nested\(number)"] = object([text: object(["x": ["type": "string"]], required: ["x"])])
      definitions["NestedEnum\(number)"] = object([text: ["enum": ["x", "y"]]])
      definitions["Enum\(number)"] = ["enum": [name, "something else"]]
      definitions["Tagged\(number)"] = [
        "oneOf": [
          object(["type": ["const": name], "x": ["type": "string"]], required: ["type", "x"]),
          object(["type": ["const": "something else"]], required: ["type"]),
        ]
      ]
      definitions["External\(number)"] = [
        "oneOf": [
          ["enum": ["something else"]],
          [
            "type": "object", "required": [name], "additionalProperties": false,
            "properties": .object([text: object(["x": ["type": "string"]])]),
          ],
        ]
      ]
      definitions["TagName\(number)"] = [
        "oneOf": [
          object([text: ["const": "a"], "member": ["type": "string"]], required: [text, "member"]),
          object([text: ["const": "b"]], required: [text]),
        ]
      ]
      definitions["Untagged\(number)"] = [
        "anyOf": [["type": "integer", "title": name], object([text: ["type": "string"]], required: [text])]
      ]
    }
    return definitions
  }

  /// A definition and a definition in a namespace with each text as their name.
  static func definition(_ name: String) -> [String: JSONValue] {
    [name: object(["x": ["type": "string"]], required: ["x"]), "User": object(["user": ["type": "string"]])]
  }

  static func namespace(_ name: String) -> [String: JSONValue] {
    [name: .object(["Inner": object(["x": ["type": "string"]], required: ["x"])])]
  }

  static func requests(_ names: [String]) -> [String: JSONValue] {
    let others = [method("harmless/one", params: "HarmlessParams"), method("harmless/two")]
    return ["HarmlessParams": object([:]), "ClientRequest": ["oneOf": .array(names.map { method($0) } + others)]]
  }
}
