/// One pair of releases for each rule on properties.
extension DiffFixture {
  static let property: [DiffFixture] = [
    DiffFixture(
      "a property has another name in JSON and the same name in Swift",
      previous: ##"""
        {"Sent": {"type": "object", "properties": {"k": {"type": "string"}, "includeHidden": {"type": "boolean"}}}}
        """##,
      current: ##"""
        {"Sent": {"type": "object", "properties": {"k": {"type": "string"}, "include_hidden": {"type": "boolean"}}}}
        """##,
      forward: [
        "property-removed Sent.includeHidden: wire risky, source safe",
        "property-added Sent.include_hidden: wire safe, source safe",
      ],
      backward: [
        "property-added Sent.includeHidden: wire safe, source safe",
        "property-removed Sent.include_hidden: wire risky, source safe",
      ]
    ),
    DiffFixture(
      "constraints on values become stricter, and looser in the other direction",
      previous: ##"""
        {
          "Sent": {"type": "object", "properties": {
            "count": {"type": "integer", "format": "uint32", "minimum": 0},
            "list": {"type": "array", "items": {"type": "string"}, "maxItems": 9},
            "name": {"type": "string", "pattern": "a"},
            "text": {"type": "string"}
          }},
          "Received": {"type": "object", "properties": {"text": {"type": "string"}}},
          "Both": {"type": "string", "maxLength": 8}
        }
        """##,
      current: ##"""
        {
          "Sent": {"type": "object", "properties": {
            "count": {"type": "integer", "format": "uint32", "minimum": 1},
            "list": {"type": "array", "items": {"type": "string", "format": "uri"}, "maxItems": 3},
            "name": {"type": "string", "pattern": "b"},
            "text": {"type": ["string", "null"], "minLength": 1}
          }},
          "Received": {"type": "object", "properties": {"text": {"type": "string", "minLength": 1}}},
          "Both": {"type": "string", "maxLength": 4}
        }
        """##,
      forward: [
        "constraint-changed Both: wire risky, source none",
        "constraint-changed Received.text: wire safe, source none",
        "constraint-changed Sent.count: wire risky, source none",
        "constraint-changed Sent.list: wire risky, source none",
        "constraint-changed Sent.name: wire risky, source none",
        "constraint-changed Sent.text: wire risky, source none",
      ],
      backward: [
        "constraint-changed Both: wire safe, source none",
        "constraint-changed Received.text: wire safe, source none",
        "constraint-changed Sent.count: wire safe, source none",
        "constraint-changed Sent.list: wire safe, source none",
        "constraint-changed Sent.name: wire risky, source none",
        "constraint-changed Sent.text: wire safe, source none",
      ]
    ),
    DiffFixture(
      "a property has the same type through another alias",
      previous: ##"""
        {
          "Path": {"type": "string", "description": "An absolute path."}, "Plain": {"type": "string"},
          "Sent": {"type": "object", "properties": {
            "path": {"type": "string"}, "paths": {"type": "array", "items": {"type": "string"}}, "text": {"type": "string"}
          }},
          "Received": {"type": "object", "properties": {"path": {"type": "string"}}}
        }
        """##,
      current: ##"""
        {
          "Path": {"type": "string", "description": "An absolute path."}, "Plain": {"type": "string"},
          "Sent": {"type": "object", "properties": {
            "path": {"$ref": "#/definitions/Path"}, "paths": {"type": "array", "items": {"$ref": "#/definitions/Path"}},
            "text": {"$ref": "#/definitions/Plain"}
          }},
          "Received": {"type": "object", "properties": {"path": {"$ref": "#/definitions/Path"}}}
        }
        """##,
      forward: [
        "property-alias-changed Received.path: wire safe, source safe",
        "property-alias-changed Sent.path: wire risky, source safe",
        "property-alias-changed Sent.paths: wire risky, source safe",
        "property-alias-changed Sent.text: wire safe, source safe",
      ],
      backward: [
        "property-alias-changed Received.path: wire safe, source safe",
        "property-alias-changed Sent.path: wire safe, source safe",
        "property-alias-changed Sent.paths: wire safe, source safe",
        "property-alias-changed Sent.text: wire safe, source safe",
      ]
    ),
    DiffFixture(
      "a property is added",
      previous: ##"""
        {
          "Sent": {"type": "object", "properties": {"k": {"type": "string"}}, "required": ["k"]},
          "Received": {"type": "object", "properties": {"k": {"type": "string"}}, "required": ["k"]}
        }
        """##,
      current: ##"""
        {
          "Sent": {
            "type": "object",
            "properties": {"k": {"type": "string"}, "o": {"type": "string"}, "r": {"type": "string"}},
            "required": ["k", "r"]
          },
          "Received": {
            "type": "object",
            "properties": {"k": {"type": "string"}, "o": {"type": "string"}, "r": {"type": "string"}},
            "required": ["k", "r"]
          }
        }
        """##,
      forward: [
        "property-added Received.o: wire safe, source safe",
        "property-added Received.r: wire safe, source risky",
        "property-added Sent.o: wire safe, source safe",
        "property-added Sent.r: wire breaking, source breaking",
      ],
      backward: [
        "property-removed Received.o: wire risky, source breaking",
        "property-removed Received.r: wire breaking, source breaking",
        "property-removed Sent.o: wire risky, source breaking",
        "property-removed Sent.r: wire risky, source breaking",
      ]
    ),
    DiffFixture(
      "a property becomes required",
      previous: ##"""
        {
          "Sent": {"type": "object", "properties": {"a": {"type": "string"}}},
          "Received": {"type": "object", "properties": {"a": {"type": "string"}}}
        }
        """##,
      current: ##"""
        {
          "Sent": {"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"]},
          "Received": {"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"]}
        }
        """##,
      forward: [
        "property-became-required Received.a: wire safe, source breaking",
        "property-became-required Sent.a: wire breaking, source breaking",
      ],
      backward: [
        "property-became-optional Received.a: wire breaking, source breaking",
        "property-became-optional Sent.a: wire safe, source breaking",
      ]
    ),
    DiffFixture(
      "a property becomes nullable",
      previous: ##"""
        {
          "Sent": {"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"]},
          "Received": {"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"]}
        }
        """##,
      current: ##"""
        {
          "Sent": {"type": "object", "properties": {"a": {"type": ["string", "null"]}}, "required": ["a"]},
          "Received": {"type": "object", "properties": {"a": {"type": ["string", "null"]}}, "required": ["a"]}
        }
        """##,
      forward: [
        "property-became-nullable Received.a: wire breaking, source breaking",
        "property-became-nullable Sent.a: wire safe, source breaking",
      ],
      backward: [
        "property-became-non-null Received.a: wire safe, source breaking",
        "property-became-non-null Sent.a: wire breaking, source breaking",
      ]
    ),
    DiffFixture(
      "a property has different meanings when it is absent and when it is null",
      previous: ##"""
        {
          "Maybe": {"type": ["string", "null"]},
          "Both": {"type": "object", "properties": {"a": {"$ref": "#/definitions/Maybe"}}}
        }
        """##,
      current: ##"""
        {
          "Maybe": {"type": ["string", "null"]},
          "Both": {
            "type": "object",
            "properties": {"a": {"anyOf": [{"$ref": "#/definitions/Maybe"}, {"type": "null"}]}}
          }
        }
        """##,
      forward: [
        "property-three-state-changed Both.a: wire safe, source breaking"
      ],
      backward: [
        "property-three-state-changed Both.a: wire risky, source breaking"
      ]
    ),
    DiffFixture(
      "a property has another type",
      previous: ##"""
        {
          "Sent": {"type": "object", "properties": {"cursor": {"type": "string"}, "same": {"type": "string"}}},
          "Received": {"type": "object", "properties": {"n": {"type": "string"}}},
          "Name": {"type": "string"}
        }
        """##,
      current: ##"""
        {
          "Sent": {
            "type": "object",
            "properties": {
              "cursor": {
                "anyOf": [
                  {"type": "string"},
                  {
                    "type": "object",
                    "properties": {"offset": {"type": "integer"}},
                    "required": ["offset"]
                  }
                ]
              },
              "same": {"$ref": "#/definitions/Name"}
            }
          },
          "Received": {"type": "object", "properties": {"n": {"type": "integer"}}},
          "Name": {"type": "string"}
        }
        """##,
      forward: [
        "property-type-changed Received.n: wire breaking, source breaking",
        "property-type-changed Sent.cursor: wire safe, source breaking",
        "property-alias-changed Sent.same: wire safe, source safe",
      ],
      backward: [
        "property-type-changed Received.n: wire breaking, source breaking",
        "property-type-changed Sent.cursor: wire breaking, source breaking",
        "property-alias-changed Sent.same: wire safe, source safe",
      ]
    ),
    DiffFixture(
      "a number has another width",
      previous: ##"""
        {
          "Sent": {"type": "object", "properties": {"n": {"type": "integer", "format": "int32"}}},
          "Received": {"type": "object", "properties": {"n": {"type": "integer", "format": "int32"}}}
        }
        """##,
      current: ##"""
        {
          "Sent": {"type": "object", "properties": {"n": {"type": "integer", "format": "int64"}}},
          "Received": {"type": "object", "properties": {"n": {"type": "integer", "format": "int64"}}}
        }
        """##,
      // Both are an Int in Swift, so a client reads every number that a server sends.
      forward: [
        "property-format-changed Received.n: wire safe, source none",
        "property-format-changed Sent.n: wire safe, source none",
      ],
      backward: [
        "property-format-changed Received.n: wire safe, source none",
        "property-format-changed Sent.n: wire risky, source none",
      ]
    ),
    DiffFixture(
      "a number gets the only format that is not an Int in Swift",
      previous: ##"""
        {
          "Sent": {"type": "object", "properties": {"n": {"type": "integer", "format": "int32"}}},
          "Received": {"type": "object", "properties": {"n": {"type": "integer", "format": "int32"}}}
        }
        """##,
      current: ##"""
        {
          "Sent": {"type": "object", "properties": {"n": {"type": "integer", "format": "uint64"}}},
          "Received": {"type": "object", "properties": {"n": {"type": "integer", "format": "uint64"}}}
        }
        """##,
      forward: [
        "property-format-changed Received.n: wire risky, source breaking",
        "property-format-changed Sent.n: wire risky, source breaking",
      ],
      backward: [
        "property-format-changed Received.n: wire risky, source breaking",
        "property-format-changed Sent.n: wire risky, source breaking",
      ]
    ),
    DiffFixture(
      "a property has another default value",
      previous: ##"""
        {
          "Sent": {"type": "object", "properties": {"n": {"type": "integer", "default": 1}}},
          "Received": {"type": "object", "properties": {"n": {"type": "integer", "default": 1}}}
        }
        """##,
      current: ##"""
        {
          "Sent": {"type": "object", "properties": {"n": {"type": "integer", "default": 2}}},
          "Received": {"type": "object", "properties": {"n": {"type": "integer", "default": 2}}}
        }
        """##,
      forward: [
        "property-default-changed Received.n: wire safe, source none",
        "property-default-changed Sent.n: wire risky, source none",
      ],
      backward: [
        "property-default-changed Received.n: wire safe, source none",
        "property-default-changed Sent.n: wire risky, source none",
      ]
    ),
    DiffFixture(
      "a struct has new additional properties",
      previous: ##"""
        {"Both": {"type": "object", "properties": {"k": {"type": "string"}}, "required": ["k"]}}
        """##,
      current: ##"""
        {
          "Both": {
            "type": "object",
            "properties": {"k": {"type": "string"}},
            "required": ["k"],
            "additionalProperties": {"type": "string"}
          }
        }
        """##,
      forward: [
        "property-added Both.additionalProperties: wire safe, source safe"
      ],
      backward: [
        "property-removed Both.additionalProperties: wire risky, source breaking"
      ]
    ),
    DiffFixture(
      "a property moves into the branches of a union",
      previous: ##"""
        {
          "Both": {
            "type": "object",
            "properties": {"k": {"type": "string"}, "url": {"type": "string"}},
            "required": ["k", "url"]
          }
        }
        """##,
      current: ##"""
        {
          "Both": {
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
      forward: [
        "property-added Both.content: wire safe, source breaking",
        "property-removed Both.url: wire breaking, source breaking",
      ],
      backward: [
        "property-removed Both.content: wire breaking, source breaking",
        "property-added Both.url: wire breaking, source breaking",
      ]
    ),
    DiffFixture(
      "a tag and its members move into a flattened union",
      previous: ##"""
        {
          "Both": {
            "type": "object",
            "properties": {
              "k": {"type": "string"},
              "kind": {"type": "string", "enum": ["a", "b"]},
              "url": {"type": ["string", "null"]}
            },
            "required": ["k", "kind"]
          }
        }
        """##,
      current: ##"""
        {
          "Both": {
            "type": "object",
            "properties": {"k": {"type": "string"}},
            "required": ["k"],
            "oneOf": [
              {
                "type": "object",
                "properties": {"kind": {"type": "string", "enum": ["a"]}, "url": {"type": "string"}},
                "required": ["kind", "url"]
              },
              {
                "type": "object",
                "properties": {"kind": {"type": "string", "enum": ["b"]}},
                "required": ["kind"]
              }
            ]
          }
        }
        """##,
      forward: [
        "property-added Both.kind: wire breaking, source breaking",
        "property-removed Both.kind: wire safe, source breaking",
        "property-removed Both.url: wire safe, source breaking",
      ],
      backward: [
        "property-added Both.kind: wire safe, source breaking",
        "property-removed Both.kind: wire breaking, source breaking",
        "property-added Both.url: wire safe, source safe",
      ]
    ),
  ]
}
