@testable import ProtocolGenerator

/// Changes of structs, each with a program that the change may break.
extension SourceMutation {
  static let structs: [SourceMutation] = [
    SourceMutation(
      "AddedOptional",
      .safe,
      old: ##"""
        {"AddedOptional": {"type": "object", "properties": {"k": {"type": "string"}}, "required": ["k"]}}
        """##,
      new: ##"""
        {
          "AddedOptional": {
            "type": "object",
            "properties": {"k": {"type": "string"}, "o": {"type": "string"}},
            "required": ["k"]
          }
        }
        """##,
      program: """
        _ = AddedOptional(k: "")
        """
    ),
    SourceMutation(
      "AddedBetween",
      .safe,
      old: ##"""
        {
          "AddedBetween": {"type": "object", "properties": {"a": {"type": "string"}, "c": {"type": "string"}}}
        }
        """##,
      new: ##"""
        {
          "AddedBetween": {
            "type": "object",
            "properties": {"a": {"type": "string"}, "b": {"type": "string"}, "c": {"type": "string"}}
          }
        }
        """##,
      program: """
        _ = AddedBetween(a: "", c: "")
        """
    ),
    SourceMutation(
      "AddedRequired",
      .breaking,
      old: ##"""
        {"AddedRequired": {"type": "object", "properties": {"k": {"type": "string"}}, "required": ["k"]}}
        """##,
      new: ##"""
        {
          "AddedRequired": {
            "type": "object",
            "properties": {"k": {"type": "string"}, "r": {"type": "string"}},
            "required": ["k", "r"]
          }
        }
        """##,
      program: """
        _ = AddedRequired(k: "")
        """
    ),
    SourceMutation(
      "AddedReceived",
      .risky,
      direction: .serverToClient,
      old: ##"""
        {"AddedReceived": {"type": "object", "properties": {"k": {"type": "string"}}, "required": ["k"]}}
        """##,
      new: ##"""
        {
          "AddedReceived": {
            "type": "object",
            "properties": {"k": {"type": "string"}, "r": {"type": "string"}},
            "required": ["k", "r"]
          }
        }
        """##,
      program: """
        _ = AddedReceived(k: "")
        """,
      unaffected: """
        _ = { (it: AddedReceived) in it.k }
        """
    ),
    SourceMutation(
      "AddedMembers",
      .safe,
      old: ##"""
        {"AddedMembers": {"type": "object", "properties": {"k": {"type": "string"}}, "required": ["k"]}}
        """##,
      new: ##"""
        {
          "AddedMembers": {
            "type": "object",
            "properties": {"k": {"type": "string"}},
            "required": ["k"],
            "additionalProperties": {"type": "string"}
          }
        }
        """##,
      program: """
        _ = AddedMembers(k: "")
        """
    ),
    SourceMutation(
      "RemovedProperty",
      .breaking,
      old: ##"""
        {
          "RemovedProperty": {"type": "object", "properties": {"a": {"type": "string"}, "b": {"type": "string"}}}
        }
        """##,
      new: ##"""
        {"RemovedProperty": {"type": "object", "properties": {"a": {"type": "string"}}}}
        """##,
      program: """
        _ = { (it: RemovedProperty) in it.b }
        """
    ),
    SourceMutation(
      "BecameRequired",
      .breaking,
      old: ##"""
        {"BecameRequired": {"type": "object", "properties": {"a": {"type": "string"}}}}
        """##,
      new: ##"""
        {"BecameRequired": {"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"]}}
        """##,
      program: """
        _ = BecameRequired()
        """
    ),
    SourceMutation(
      "BecameOptional",
      .breaking,
      old: ##"""
        {"BecameOptional": {"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"]}}
        """##,
      new: ##"""
        {"BecameOptional": {"type": "object", "properties": {"a": {"type": "string"}}}}
        """##,
      program: """
        _ = { (it: BecameOptional) -> String in it.a }
        """
    ),
    SourceMutation(
      "BecameNullable",
      .breaking,
      old: ##"""
        {"BecameNullable": {"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"]}}
        """##,
      new: ##"""
        {
          "BecameNullable": {"type": "object", "properties": {"a": {"type": ["string", "null"]}}, "required": ["a"]}
        }
        """##,
      program: """
        _ = { (it: BecameNullable) -> String in it.a }
        """
    ),
    SourceMutation(
      "NullableFirst",
      .breaking,
      old: ##"""
        {
          "NullableFirst": {
            "type": "object",
            "properties": {"a": {"type": ["string", "null"]}, "b": {"type": "string"}},
            "required": ["a", "b"]
          }
        }
        """##,
      new: ##"""
        {
          "NullableFirst": {
            "type": "object",
            "properties": {"a": {"type": ["string", "null"]}, "b": {"type": "string"}},
            "required": ["b"]
          }
        }
        """##,
      program: """
        _ = NullableFirst(a: nil, b: "")
        """
    ),
    SourceMutation(
      "NullableLast",
      .safe,
      old: ##"""
        {
          "NullableLast": {
            "type": "object",
            "properties": {"a": {"type": "string"}, "z": {"type": ["string", "null"]}},
            "required": ["a", "z"]
          }
        }
        """##,
      new: ##"""
        {
          "NullableLast": {
            "type": "object",
            "properties": {"a": {"type": "string"}, "z": {"type": ["string", "null"]}},
            "required": ["a"]
          }
        }
        """##,
      program: """
        _ = NullableLast(a: "", z: nil)
        """
    ),
    SourceMutation(
      "ThreeState",
      .breaking,
      old: ##"""
        {
          "ThreeState": {"type": "object", "properties": {"a": {"$ref": "#/definitions/ThreeStateText"}}},
          "ThreeStateText": {"type": ["string", "null"]}
        }
        """##,
      new: ##"""
        {
          "ThreeState": {
            "type": "object",
            "properties": {"a": {"anyOf": [{"$ref": "#/definitions/ThreeStateText"}, {"type": "null"}]}}
          },
          "ThreeStateText": {"type": ["string", "null"]}
        }
        """##,
      program: """
        _ = { (it: ThreeState) -> String? in it.a }
        """
    ),
    SourceMutation(
      "TypeChanged",
      .breaking,
      old: ##"""
        {"TypeChanged": {"type": "object", "properties": {"a": {"type": "string"}}}}
        """##,
      new: ##"""
        {"TypeChanged": {"type": "object", "properties": {"a": {"type": "boolean"}}}}
        """##,
      program: """
        _ = TypeChanged(a: "")
        """
    ),
    SourceMutation(
      "WidthChanged",
      .safe,
      old: ##"""
        {"WidthChanged": {"type": "object", "properties": {"n": {"type": "integer", "format": "int32"}}}}
        """##,
      new: ##"""
        {"WidthChanged": {"type": "object", "properties": {"n": {"type": "integer", "format": "int64"}}}}
        """##,
      program: """
        _ = { (it: WidthChanged) -> Int? in it.n }
        """
    ),
    SourceMutation(
      "NamedText",
      .safe,
      old: ##"""
        {
          "NamedText": {"type": "object", "properties": {"a": {"type": "string"}}},
          "NamedTextName": {"type": "string"}
        }
        """##,
      new: ##"""
        {
          "NamedText": {"type": "object", "properties": {"a": {"$ref": "#/definitions/NamedTextName"}}},
          "NamedTextName": {"type": "string"}
        }
        """##,
      program: """
        _ = { (it: NamedText) -> String? in it.a }
        """
    ),
    SourceMutation(
      "DefaultChanged",
      .safe,
      old: ##"""
        {"DefaultChanged": {"type": "object", "properties": {"n": {"type": "integer", "default": 1}}}}
        """##,
      new: ##"""
        {"DefaultChanged": {"type": "object", "properties": {"n": {"type": "integer", "default": 2}}}}
        """##,
      program: """
        _ = DefaultChanged(n: 3)
        """
    ),
    SourceMutation(
      "Flattened",
      .breaking,
      old: ##"""
        {
          "Flattened": {
            "type": "object",
            "properties": {"k": {"type": "string"}, "url": {"type": "string"}},
            "required": ["k", "url"]
          }
        }
        """##,
      new: ##"""
        {
          "Flattened": {
            "type": "object",
            "properties": {"k": {"type": "string"}},
            "required": ["k"],
            "anyOf": [
              {"type": "object", "properties": {"url": {"type": "string"}}, "required": ["url"]},
              {"type": "object", "properties": {"file": {"type": "string"}}, "required": ["file"]}
            ]
          }
        }
        """##,
      program: """
        _ = Flattened(k: "", url: "")
        """
    ),
    SourceMutation(
      "DeprecatedProperty",
      .risky,
      old: ##"""
        {"DeprecatedProperty": {"type": "object", "properties": {"a": {"type": "string"}}}}
        """##,
      new: ##"""
        {
          "DeprecatedProperty": {"type": "object", "properties": {"a": {"type": "string", "description": "@deprecated Use b."}}}
        }
        """##,
      program: """
        _ = { (it: DeprecatedProperty) in it.a }
        """,
      unaffected: """
        _ = DeprecatedProperty(a: "")
        """
    ),
  ]
}
