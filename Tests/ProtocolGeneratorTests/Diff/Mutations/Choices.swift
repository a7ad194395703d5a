@testable import ProtocolGenerator

/// Changes of enums, unions and aliases, each with a program that the change may break.
extension SourceMutation {
  static let choices: [SourceMutation] = [
    SourceMutation(
      "ValueAdded",
      .safe,
      old: ##"""
        {"ValueAdded": {"type": "string", "enum": ["a", "b"]}}
        """##,
      new: ##"""
        {"ValueAdded": {"type": "string", "enum": ["a", "b", "c"]}}
        """##,
      program: """
        _ = { (it: ValueAdded) in
            switch it {
            case .a: break
            case .b: break
            case .unrecognized: break
            @unknown default: break
            }
          }
        """
    ),
    SourceMutation(
      "ValueRemoved",
      .breaking,
      old: ##"""
        {"ValueRemoved": {"type": "string", "enum": ["a", "b"]}}
        """##,
      new: ##"""
        {"ValueRemoved": {"type": "string", "enum": ["a"]}}
        """##,
      program: """
        _ = { (it: ValueRemoved) in
            switch it {
            case .a: break
            case .b: break
            case .unrecognized: break
            @unknown default: break
            }
          }
        """
    ),
    SourceMutation(
      "ValueRenamed",
      .breaking,
      old: ##"""
        {"ValueRenamed": {"type": "string", "enum": ["foo-bar"]}}
        """##,
      new: ##"""
        {"ValueRenamed": {"type": "string", "enum": ["foo-bar", "foo_bar"]}}
        """##,
      program: """
        _ = ValueRenamed.fooBar
        """
    ),
    SourceMutation(
      "EnumToText",
      .breaking,
      old: ##"""
        {"EnumToText": {"type": "string", "enum": ["low", "high"]}}
        """##,
      new: ##"""
        {"EnumToText": {"type": "string"}}
        """##,
      program: """
        _ = EnumToText.low
        """
    ),
    SourceMutation(
      "RawType",
      .breaking,
      old: ##"""
        {"RawType": {"type": "string", "enum": ["a", "b"]}}
        """##,
      new: ##"""
        {"RawType": {"type": "integer", "enum": [1, 2]}}
        """##,
      program: """
        _ = { (it: RawType) -> String in it.rawValue }
        """
    ),
    SourceMutation(
      "BranchAdded",
      .safe,
      old: ##"""
        {
          "BranchAdded": {
            "oneOf": [
              {
                "type": "object",
                "properties": {"type": {"type": "string", "enum": ["a"]}, "x": {"type": "string"}},
                "required": ["type", "x"]
              },
              {
                "type": "object",
                "properties": {"type": {"type": "string", "enum": ["b"]}, "y": {"type": "string"}},
                "required": ["type", "y"]
              }
            ]
          }
        }
        """##,
      new: ##"""
        {
          "BranchAdded": {
            "oneOf": [
              {
                "type": "object",
                "properties": {"type": {"type": "string", "enum": ["a"]}, "x": {"type": "string"}},
                "required": ["type", "x"]
              },
              {
                "type": "object",
                "properties": {"type": {"type": "string", "enum": ["b"]}, "y": {"type": "string"}},
                "required": ["type", "y"]
              },
              {
                "type": "object",
                "properties": {"type": {"type": "string", "enum": ["c"]}},
                "required": ["type"]
              }
            ]
          }
        }
        """##,
      program: """
        _ = { (it: BranchAdded) in
            switch it {
            case .a: break
            case .b: break
            case .unrecognized: break
            @unknown default: break
            }
          }
        """
    ),
    SourceMutation(
      "BranchRemoved",
      .breaking,
      old: ##"""
        {
          "BranchRemoved": {
            "oneOf": [
              {
                "type": "object",
                "properties": {"type": {"type": "string", "enum": ["a"]}, "x": {"type": "string"}},
                "required": ["type", "x"]
              },
              {
                "type": "object",
                "properties": {"type": {"type": "string", "enum": ["b"]}, "y": {"type": "string"}},
                "required": ["type", "y"]
              },
              {
                "type": "object",
                "properties": {"type": {"type": "string", "enum": ["c"]}},
                "required": ["type"]
              }
            ]
          }
        }
        """##,
      new: ##"""
        {
          "BranchRemoved": {
            "oneOf": [
              {
                "type": "object",
                "properties": {"type": {"type": "string", "enum": ["a"]}, "x": {"type": "string"}},
                "required": ["type", "x"]
              },
              {
                "type": "object",
                "properties": {"type": {"type": "string", "enum": ["b"]}, "y": {"type": "string"}},
                "required": ["type", "y"]
              }
            ]
          }
        }
        """##,
      program: """
        _ = { (it: BranchRemoved) in
            switch it {
            case .a: break
            case .b: break
            case .c: break
            case .unrecognized: break
            @unknown default: break
            }
          }
        """
    ),
    SourceMutation(
      "PayloadAdded",
      .breaking,
      old: ##"""
        {
          "PayloadAdded": {
            "oneOf": [
              {"type": "string", "enum": ["yes", "no"]},
              {
                "type": "object",
                "properties": {"other": {"type": "string"}},
                "required": ["other"],
                "additionalProperties": false
              }
            ]
          }
        }
        """##,
      new: ##"""
        {
          "PayloadAdded": {
            "oneOf": [
              {"type": "string", "enum": ["yes"]},
              {
                "type": "object",
                "properties": {"no": {"type": "object", "properties": {"why": {"type": "string"}}}},
                "required": ["no"],
                "additionalProperties": false
              },
              {
                "type": "object",
                "properties": {"other": {"type": "string"}},
                "required": ["other"],
                "additionalProperties": false
              }
            ]
          }
        }
        """##,
      program: """
        _ = PayloadAdded.no as PayloadAdded
        """
    ),
    SourceMutation(
      "PayloadRemoved",
      .breaking,
      old: ##"""
        {
          "PayloadRemoved": {
            "oneOf": [
              {
                "type": "object",
                "properties": {"type": {"type": "string", "enum": ["a"]}, "x": {"type": "string"}},
                "required": ["type", "x"]
              },
              {
                "type": "object",
                "properties": {"type": {"type": "string", "enum": ["b"]}, "y": {"type": "string"}},
                "required": ["type", "y"]
              }
            ]
          }
        }
        """##,
      new: ##"""
        {
          "PayloadRemoved": {
            "oneOf": [
              {
                "type": "object",
                "properties": {"type": {"type": "string", "enum": ["a"]}},
                "required": ["type"]
              },
              {
                "type": "object",
                "properties": {"type": {"type": "string", "enum": ["b"]}, "y": {"type": "string"}},
                "required": ["type", "y"]
              }
            ]
          }
        }
        """##,
      program: """
        _ = { (it: PayloadRemoved) in if case .a(let a) = it { print(a.x) } }
        """
    ),
    SourceMutation(
      "PayloadChanged",
      .breaking,
      old: ##"""
        {
          "PayloadChanged": {
            "oneOf": [
              {"type": "string", "enum": ["yes"]},
              {
                "type": "object",
                "properties": {"other": {"type": "string"}},
                "required": ["other"],
                "additionalProperties": false
              }
            ]
          }
        }
        """##,
      new: ##"""
        {
          "PayloadChanged": {
            "oneOf": [
              {"type": "string", "enum": ["yes"]},
              {
                "type": "object",
                "properties": {"other": {"type": "integer"}},
                "required": ["other"],
                "additionalProperties": false
              }
            ]
          }
        }
        """##,
      program: """
        _ = PayloadChanged.other("")
        """
    ),
    SourceMutation(
      "TagChanged",
      .safe,
      old: ##"""
        {
          "TagChanged": {
            "oneOf": [
              {
                "type": "object",
                "properties": {"type": {"type": "string", "enum": ["a"]}, "x": {"type": "string"}},
                "required": ["type", "x"]
              },
              {
                "type": "object",
                "properties": {"type": {"type": "string", "enum": ["b"]}, "y": {"type": "string"}},
                "required": ["type", "y"]
              }
            ]
          }
        }
        """##,
      new: ##"""
        {
          "TagChanged": {
            "oneOf": [
              {
                "type": "object",
                "properties": {"kind": {"type": "string", "enum": ["a"]}, "x": {"type": "string"}},
                "required": ["kind", "x"]
              },
              {
                "type": "object",
                "properties": {"kind": {"type": "string", "enum": ["b"]}, "y": {"type": "string"}},
                "required": ["kind", "y"]
              }
            ]
          }
        }
        """##,
      program: """
        _ = { (it: TagChanged) in if case .a(let a) = it { print(a.x) } }
        """
    ),
    SourceMutation(
      "KindChanged",
      .safe,
      old: ##"""
        {
          "KindChanged": {
            "oneOf": [
              {
                "type": "object",
                "properties": {"type": {"type": "string", "enum": ["a"]}, "x": {"type": "string"}},
                "required": ["type", "x"]
              },
              {
                "type": "object",
                "properties": {"type": {"type": "string", "enum": ["b"]}, "y": {"type": "string"}},
                "required": ["type", "y"]
              }
            ]
          }
        }
        """##,
      new: ##"""
        {
          "KindChanged": {
            "oneOf": [
              {
                "type": "object",
                "properties": {"a": {"type": "object", "properties": {"x": {"type": "string"}}, "required": ["x"]}},
                "required": ["a"],
                "additionalProperties": false
              },
              {
                "type": "object",
                "properties": {"b": {"type": "object", "properties": {"y": {"type": "string"}}, "required": ["y"]}},
                "required": ["b"],
                "additionalProperties": false
              }
            ]
          }
        }
        """##,
      program: """
        _ = { (it: KindChanged) in if case .a(let a) = it { print(a.x) } }
        """
    ),
    SourceMutation(
      "StructToUnion",
      .breaking,
      old: ##"""
        {"StructToUnion": {"type": "object", "properties": {"x": {"type": "string"}}, "required": ["x"]}}
        """##,
      new: ##"""
        {
          "StructToUnion": {
            "oneOf": [
              {
                "type": "object",
                "properties": {"type": {"type": "string", "enum": ["a"]}, "x": {"type": "string"}},
                "required": ["type", "x"]
              },
              {
                "type": "object",
                "properties": {"type": {"type": "string", "enum": ["b"]}, "y": {"type": "string"}},
                "required": ["type", "y"]
              }
            ]
          }
        }
        """##,
      program: """
        _ = StructToUnion(x: "")
        """
    ),
    SourceMutation(
      "TargetChanged",
      .breaking,
      old: ##"""
        {"TargetChanged": {"type": "string"}}
        """##,
      new: ##"""
        {"TargetChanged": {"type": "array", "items": {"type": "string"}}}
        """##,
      program: """
        _ = { (it: TargetChanged) -> String in it }
        """
    ),
  ]
}
