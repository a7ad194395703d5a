/// One pair of releases for each rule on enums and unions.
extension DiffFixture {
  static let choice: [DiffFixture] = [
    DiffFixture(
      "an enum has a new value",
      previous: ##"""
        {
          "Sent": {"type": "string", "enum": ["a", "b"]},
          "Received": {"type": "string", "enum": ["a", "b"]}
        }
        """##,
      current: ##"""
        {
          "Sent": {"type": "string", "enum": ["a", "b", "c"]},
          "Received": {"type": "string", "enum": ["a", "b", "c"]}
        }
        """##,
      forward: [
        "enum-value-added Received.c: wire safe, source safe",
        "enum-value-added Sent.c: wire safe, source safe",
      ],
      backward: [
        "enum-value-removed Received.c: wire risky, source breaking",
        "enum-value-removed Sent.c: wire breaking, source breaking",
      ]
    ),
    DiffFixture(
      "the value of a tagged branch moves into a definition of its own, and JSON stays the same",
      previous: ##"""
        {
          "Both": {
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
      current: ##"""
        {
          "First": {
            "type": "object",
            "properties": {"type": {"type": "string", "enum": ["a"]}, "x": {"type": "string"}},
            "required": ["type", "x"]
          },
          "Both": {
            "oneOf": [
              {"$ref": "#/definitions/First"},
              {
                "type": "object",
                "properties": {"type": {"type": "string", "enum": ["b"]}, "y": {"type": "string"}},
                "required": ["type", "y"]
              }
            ]
          }
        }
        """##,
      forward: [
        "branch-payload-changed Both.a: wire safe, source breaking",
        "definition-added First: wire none, source safe",
      ],
      backward: [
        "branch-payload-changed Both.a: wire safe, source breaking",
        "definition-removed First: wire none, source breaking",
      ]
    ),
    DiffFixture(
      "the values of an enum have another type",
      previous: ##"""
        {"Both": {"type": "string", "enum": ["1", "2"]}}
        """##,
      current: ##"""
        {"Both": {"type": "integer", "enum": [1, 2]}}
        """##,
      forward: [
        "enum-raw-type-changed Both: wire breaking, source breaking"
      ],
      backward: [
        "enum-raw-type-changed Both: wire breaking, source breaking"
      ]
    ),
    DiffFixture(
      "a tagged union has a new branch",
      previous: ##"""
        {
          "Sent": {
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
          },
          "Received": {
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
      current: ##"""
        {
          "Sent": {
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
                "properties": {"type": {"type": "string", "enum": ["c"]}, "z": {"type": "string"}},
                "required": ["type", "z"]
              }
            ]
          },
          "Received": {
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
                "properties": {"type": {"type": "string", "enum": ["c"]}, "z": {"type": "string"}},
                "required": ["type", "z"]
              }
            ]
          }
        }
        """##,
      forward: [
        "branch-added Received.c: wire safe, source safe",
        "branch-added Sent.c: wire safe, source safe",
      ],
      backward: [
        "branch-removed Received.c: wire risky, source breaking",
        "branch-removed Sent.c: wire breaking, source breaking",
      ]
    ),
    DiffFixture(
      "an untagged union has a new branch",
      previous: ##"""
        {
          "Sent": {"anyOf": [{"type": "string"}, {"type": "boolean"}]},
          "Received": {"anyOf": [{"type": "string"}, {"type": "boolean"}]}
        }
        """##,
      current: ##"""
        {
          "Sent": {"anyOf": [{"type": "string"}, {"type": "boolean"}, {"type": "integer"}]},
          "Received": {"anyOf": [{"type": "string"}, {"type": "boolean"}, {"type": "integer"}]}
        }
        """##,
      forward: [
        "branch-added Received.integer: wire risky, source safe",
        "branch-added Sent.integer: wire safe, source safe",
      ],
      backward: [
        "branch-removed Received.integer: wire risky, source breaking",
        "branch-removed Sent.integer: wire breaking, source breaking",
      ]
    ),
    DiffFixture(
      "a branch has a new associated value",
      previous: ##"""
        {
          "Sent": {
            "oneOf": [
              {"type": "string", "enum": ["yes", "no"]},
              {
                "type": "object",
                "properties": {"other": {"type": "string"}},
                "required": ["other"],
                "additionalProperties": false
              }
            ]
          },
          "Received": {
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
      current: ##"""
        {
          "Sent": {
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
          },
          "Received": {
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
      forward: [
        "branch-payload-added Received.a: wire safe, source breaking",
        "branch-payload-added Sent.no: wire breaking, source breaking",
      ],
      backward: [
        "branch-payload-removed Received.a: wire breaking, source breaking",
        "branch-payload-removed Sent.no: wire breaking, source breaking",
      ]
    ),
    DiffFixture(
      "the associated value of a branch has another type",
      previous: ##"""
        {
          "Both": {
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
      current: ##"""
        {
          "Both": {
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
      forward: [
        "branch-payload-changed Both.other: wire breaking, source breaking"
      ],
      backward: [
        "branch-payload-changed Both.other: wire breaking, source breaking"
      ]
    ),
    DiffFixture(
      "a union is tagged by another member",
      previous: ##"""
        {
          "Both": {
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
      current: ##"""
        {
          "Both": {
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
      forward: [
        "union-tag-changed Both: wire breaking, source none"
      ],
      backward: [
        "union-tag-changed Both: wire breaking, source none"
      ]
    ),
    DiffFixture(
      "a union is tagged in another way",
      previous: ##"""
        {
          "Both": {
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
      current: ##"""
        {
          "Both": {
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
      forward: [
        "union-kind-changed Both: wire breaking, source none"
      ],
      backward: [
        "union-kind-changed Both: wire breaking, source none"
      ]
    ),
  ]
}
