/// One pair of releases for each rule on functions of the SDK.
extension DiffFixture {
  static let wrapper: [DiffFixture] = [
    DiffFixture(
      "a function becomes a member of CodexThread",
      isWhole: true,
      customization: ##"""
        {"owners": {"Codex": {}, "CodexThread": {"threadId": "id"}}}
        """##,
      previous: ##"""
        {
          "RequestId": {"type": "string"},
          "ThingDoParams": {"type": "object", "properties": {"x": {"type": "string"}}},
          "ThingDoResponse": {"type": "object", "properties": {"y": {"type": "string"}}},
          "ClientRequest": {
            "oneOf": [
              {
                "type": "object",
                "properties": {
                  "method": {"type": "string", "enum": ["thing/do"]},
                  "params": {"$ref": "#/definitions/ThingDoParams"},
                  "id": {"$ref": "#/definitions/RequestId"}
                },
                "required": ["method", "params", "id"]
              }
            ]
          }
        }
        """##,
      current: ##"""
        {
          "RequestId": {"type": "string"},
          "ThingDoParams": {
            "type": "object",
            "properties": {"x": {"type": "string"}, "threadId": {"type": "string"}},
            "required": ["threadId"]
          },
          "ThingDoResponse": {"type": "object", "properties": {"y": {"type": "string"}}},
          "ClientRequest": {
            "oneOf": [
              {
                "type": "object",
                "properties": {
                  "method": {"type": "string", "enum": ["thing/do"]},
                  "params": {"$ref": "#/definitions/ThingDoParams"},
                  "id": {"$ref": "#/definitions/RequestId"}
                },
                "required": ["method", "params", "id"]
              }
            ]
          }
        }
        """##,
      forward: [
        "wrapper-moved codex.thing.do: wire none, source breaking",
        "property-added thing/do params.threadId: wire breaking, source breaking",
      ],
      backward: [
        "wrapper-moved CodexThread.doThing: wire none, source breaking",
        "property-removed thing/do params.threadId: wire risky, source breaking",
      ]
    ),
    DiffFixture(
      "an Override replaces a plain value",
      isWhole: true,
      customization: ##"""
        {
          "owners": {"Codex": {}, "CodexThread": {"threadId": "id"}},
          "wrappers": {"thing/do": [{"overrides": true}]}
        }
        """##,
      previous: ##"""
        {
          "RequestId": {"type": "string"},
          "ThingDoParams": {"type": "object", "properties": {"x": {"type": ["string", "null"]}}, "required": ["x"]},
          "ThingDoResponse": {"type": "object", "properties": {"y": {"type": "string"}}},
          "ClientRequest": {
            "oneOf": [
              {
                "type": "object",
                "properties": {
                  "method": {"type": "string", "enum": ["thing/do"]},
                  "params": {"$ref": "#/definitions/ThingDoParams"},
                  "id": {"$ref": "#/definitions/RequestId"}
                },
                "required": ["method", "params", "id"]
              }
            ]
          }
        }
        """##,
      current: ##"""
        {
          "RequestId": {"type": "string"},
          "ThingDoParams": {"type": "object", "properties": {"x": {"type": ["string", "null"]}}},
          "ThingDoResponse": {"type": "object", "properties": {"y": {"type": "string"}}},
          "ClientRequest": {
            "oneOf": [
              {
                "type": "object",
                "properties": {
                  "method": {"type": "string", "enum": ["thing/do"]},
                  "params": {"$ref": "#/definitions/ThingDoParams"},
                  "id": {"$ref": "#/definitions/RequestId"}
                },
                "required": ["method", "params", "id"]
              }
            ]
          }
        }
        """##,
      forward: [
        "wrapper-signature-changed codex.thing.do: wire none, source breaking",
        "property-became-optional thing/do params.x: wire risky, source safe",
      ],
      backward: [
        "property-became-required thing/do params.x: wire breaking, source breaking"
      ]
    ),
    DiffFixture(
      "a function returns a property of the response",
      isWhole: true,
      customization: ##"""
        {"owners": {"Codex": {}, "CodexThread": {"threadId": "id"}}}
        """##,
      previous: ##"""
        {
          "RequestId": {"type": "string"},
          "ThingDoParams": {"type": "object", "properties": {"x": {"type": "string"}}},
          "ThingDoResponse": {"type": "object", "properties": {}},
          "ClientRequest": {
            "oneOf": [
              {
                "type": "object",
                "properties": {
                  "method": {"type": "string", "enum": ["thing/do"]},
                  "params": {"$ref": "#/definitions/ThingDoParams"},
                  "id": {"$ref": "#/definitions/RequestId"}
                },
                "required": ["method", "params", "id"]
              }
            ]
          }
        }
        """##,
      current: ##"""
        {
          "RequestId": {"type": "string"},
          "ThingDoParams": {"type": "object", "properties": {"x": {"type": "string"}}},
          "ThingDoResponse": {"type": "object", "properties": {"y": {"type": "string"}}},
          "ClientRequest": {
            "oneOf": [
              {
                "type": "object",
                "properties": {
                  "method": {"type": "string", "enum": ["thing/do"]},
                  "params": {"$ref": "#/definitions/ThingDoParams"},
                  "id": {"$ref": "#/definitions/RequestId"}
                },
                "required": ["method", "params", "id"]
              }
            ]
          }
        }
        """##,
      forward: [
        "wrapper-result-changed codex.thing.do: wire none, source risky",
        "property-added thing/do result.y: wire safe, source safe",
      ],
      backward: [
        "wrapper-result-changed codex.thing.do: wire none, source breaking",
        "property-removed thing/do result.y: wire risky, source breaking",
      ]
    ),
  ]
}
