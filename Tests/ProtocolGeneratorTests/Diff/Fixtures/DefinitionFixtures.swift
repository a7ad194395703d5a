/// One pair of releases for each rule on definitions.
extension DiffFixture {
  static let definition: [DiffFixture] = [
    DiffFixture(
      "a definition is added",
      previous: ##"""
        {"Sent": {"type": "object", "properties": {"k": {"type": "string"}}, "required": ["k"]}}
        """##,
      current: ##"""
        {
          "Sent": {"type": "object", "properties": {"k": {"type": "string"}}, "required": ["k"]},
          "Extra": {"type": "object", "properties": {"x": {"type": "string"}}}
        }
        """##,
      forward: [
        "definition-added Extra: wire none, source safe"
      ],
      backward: [
        "definition-removed Extra: wire none, source breaking"
      ]
    ),
    DiffFixture(
      "a definition is renamed",
      previous: ##"""
        {
          "OldOne": {
            "type": "object",
            "properties": {"a": {"type": "string"}, "b": {"type": "string"}, "c": {"type": "boolean"}}
          },
          "Sent": {"type": "object", "properties": {"it": {"$ref": "#/definitions/OldOne"}}}
        }
        """##,
      current: ##"""
        {
          "Successor": {
            "type": "object",
            "properties": {"a": {"type": "string"}, "b": {"type": "string"}, "c": {"type": "boolean"}}
          },
          "Sent": {"type": "object", "properties": {"it": {"$ref": "#/definitions/Successor"}}}
        }
        """##,
      forward: [
        "definition-renamed OldOne: wire none, source breaking"
      ],
      backward: [
        "definition-renamed Successor: wire none, source breaking"
      ]
    ),
    DiffFixture(
      "an enum becomes a string",
      previous: ##"""
        {"Both": {"type": "string", "enum": ["low", "high"]}}
        """##,
      current: ##"""
        {"Both": {"type": "string"}}
        """##,
      forward: [
        "type-kind-changed Both: wire safe, source breaking"
      ],
      backward: [
        "type-kind-changed Both: wire breaking, source breaking"
      ]
    ),
    DiffFixture(
      "a struct becomes a union",
      previous: ##"""
        {"Both": {"type": "object", "properties": {"x": {"type": "string"}}, "required": ["x"]}}
        """##,
      current: ##"""
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
      forward: [
        "type-kind-changed Both: wire breaking, source breaking"
      ],
      backward: [
        "type-kind-changed Both: wire breaking, source breaking"
      ]
    ),
    DiffFixture(
      "an alias stands for another type",
      previous: ##"""
        {"Both": {"type": "string"}}
        """##,
      current: ##"""
        {"Both": {"type": "array", "items": {"type": "string"}}}
        """##,
      forward: [
        "alias-target-changed Both: wire breaking, source breaking"
      ],
      backward: [
        "alias-target-changed Both: wire breaking, source breaking"
      ]
    ),
    DiffFixture(
      "a new value changes the Swift name of another value",
      previous: ##"""
        {"Received": {"type": "string", "enum": ["foo-bar"]}}
        """##,
      current: ##"""
        {"Received": {"type": "string", "enum": ["foo-bar", "fooBar"]}}
        """##,
      forward: [
        "swift-name-changed Received.foo-bar: wire none, source breaking",
        "enum-value-added Received.fooBar: wire safe, source safe",
      ],
      backward: [
        "swift-name-changed Received.foo-bar: wire none, source breaking",
        "enum-value-removed Received.fooBar: wire risky, source breaking",
      ]
    ),
  ]
}
