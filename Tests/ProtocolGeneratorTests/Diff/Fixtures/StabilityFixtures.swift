/// One pair of releases for each rule on stability and documentation.
extension DiffFixture {
  static let stability: [DiffFixture] = [
    DiffFixture(
      "a property becomes experimental",
      previous: ##"""
        {
          "Sent": {
            "type": "object",
            "properties": {"k": {"type": "string"}, "x": {"type": "string"}},
            "required": ["k"]
          }
        }
        """##,
      current: ##"""
        {
          "Sent": {
            "type": "object",
            "properties": {"k": {"type": "string"}, "x": {"type": "string"}},
            "required": ["k"]
          }
        }
        """##,
      currentStable: ##"""
        {"Sent": {"type": "object", "properties": {"k": {"type": "string"}}, "required": ["k"]}}
        """##,
      forward: [
        "became-experimental Sent.x: wire breaking, source breaking"
      ],
      backward: [
        "became-stable Sent.x: wire safe, source safe"
      ]
    ),
    DiffFixture(
      "a property that the server sends becomes experimental",
      previous: ##"""
        {
          "Received": {
            "type": "object",
            "properties": {"k": {"type": "string"}, "x": {"type": "string"}, "y": {"type": "string"}},
            "required": ["k", "x"]
          }
        }
        """##,
      current: ##"""
        {
          "Received": {
            "type": "object",
            "properties": {"k": {"type": "string"}, "x": {"type": "string"}, "y": {"type": "string"}},
            "required": ["k", "x"]
          }
        }
        """##,
      currentStable: ##"""
        {"Received": {"type": "object", "properties": {"k": {"type": "string"}}, "required": ["k"]}}
        """##,
      forward: [
        "became-experimental Received.x: wire breaking, source breaking",
        "became-experimental Received.y: wire risky, source breaking",
      ],
      backward: [
        "became-stable Received.x: wire safe, source risky",
        "became-stable Received.y: wire safe, source safe",
      ]
    ),
    DiffFixture(
      "a request of the server and a branch that the server sends become experimental",
      isWhole: true,
      previous: serverRequests(["ask", "tell"], branches: ["a", "b", "c"]),
      current: serverRequests(["ask", "tell"], branches: ["a", "b", "c"]),
      currentStable: serverRequests(["ask"], branches: ["a", "b"]),
      forward: [
        "became-experimental Kind.c: wire risky, source breaking",
        "became-experimental Kind.c: wire none, source breaking",
        "became-experimental tell: wire risky, source breaking",
      ],
      backward: [
        "became-stable Kind.c: wire risky, source safe",
        "became-stable Kind.c: wire none, source safe",
        "became-stable tell: wire risky, source safe",
      ]
    ),
    DiffFixture(
      "a method becomes experimental",
      isWhole: true,
      previous: ##"""
        {
          "RequestId": {"type": "string"},
          "CallParams": {"type": "object", "properties": {"x": {"type": "string"}}, "required": ["x"]},
          "CallResponse": {"type": "object", "properties": {"y": {"type": "string"}}, "required": ["y"]},
          "OtherParams": {"type": "object", "properties": {"z": {"type": "integer"}}, "required": ["z"]},
          "OtherResponse": {"type": "object", "properties": {"w": {"type": "string"}}, "required": ["w"]},
          "ClientRequest": {
            "oneOf": [
              {
                "type": "object",
                "properties": {
                  "method": {"type": "string", "enum": ["call"]},
                  "params": {"$ref": "#/definitions/CallParams"},
                  "id": {"$ref": "#/definitions/RequestId"}
                },
                "required": ["method", "params", "id"]
              },
              {
                "type": "object",
                "properties": {
                  "method": {"type": "string", "enum": ["other"]},
                  "params": {"$ref": "#/definitions/OtherParams"},
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
          "CallParams": {"type": "object", "properties": {"x": {"type": "string"}}, "required": ["x"]},
          "CallResponse": {"type": "object", "properties": {"y": {"type": "string"}}, "required": ["y"]},
          "OtherParams": {"type": "object", "properties": {"z": {"type": "integer"}}, "required": ["z"]},
          "OtherResponse": {"type": "object", "properties": {"w": {"type": "string"}}, "required": ["w"]},
          "ClientRequest": {
            "oneOf": [
              {
                "type": "object",
                "properties": {
                  "method": {"type": "string", "enum": ["call"]},
                  "params": {"$ref": "#/definitions/CallParams"},
                  "id": {"$ref": "#/definitions/RequestId"}
                },
                "required": ["method", "params", "id"]
              },
              {
                "type": "object",
                "properties": {
                  "method": {"type": "string", "enum": ["other"]},
                  "params": {"$ref": "#/definitions/OtherParams"},
                  "id": {"$ref": "#/definitions/RequestId"}
                },
                "required": ["method", "params", "id"]
              }
            ]
          }
        }
        """##,
      currentStable: ##"""
        {
          "RequestId": {"type": "string"},
          "CallParams": {"type": "object", "properties": {"x": {"type": "string"}}, "required": ["x"]},
          "CallResponse": {"type": "object", "properties": {"y": {"type": "string"}}, "required": ["y"]},
          "OtherParams": {"type": "object", "properties": {"z": {"type": "integer"}}, "required": ["z"]},
          "OtherResponse": {"type": "object", "properties": {"w": {"type": "string"}}, "required": ["w"]},
          "ClientRequest": {
            "oneOf": [
              {
                "type": "object",
                "properties": {
                  "method": {"type": "string", "enum": ["call"]},
                  "params": {"$ref": "#/definitions/CallParams"},
                  "id": {"$ref": "#/definitions/RequestId"}
                },
                "required": ["method", "params", "id"]
              }
            ]
          }
        }
        """##,
      forward: [
        "became-experimental other: wire breaking, source breaking"
      ],
      backward: [
        "became-stable other: wire safe, source safe"
      ]
    ),
    DiffFixture(
      "a property is deprecated",
      previous: ##"""
        {
          "Sent": {"type": "object", "properties": {"x": {"type": "string"}}},
          "Received": {"type": "string", "enum": ["a", "b"]}
        }
        """##,
      current: ##"""
        {
          "Sent": {
            "type": "object",
            "properties": {"x": {"type": "string", "description": "@deprecated Use y."}}
          },
          "Received": {"type": "string", "enum": ["a", "b"]}
        }
        """##,
      forward: [
        "deprecated Sent.x: wire none, source risky"
      ],
      backward: [
        "no-longer-deprecated Sent.x: wire none, source safe"
      ]
    ),
    DiffFixture(
      "the documentation calls a property unstable",
      previous: ##"""
        {"Sent": {"type": "object", "properties": {"x": {"type": "string", "description": "Text."}}}}
        """##,
      current: ##"""
        {
          "Sent": {"type": "object", "properties": {"x": {"type": "string", "description": "[UNSTABLE] Text."}}}
        }
        """##,
      forward: [
        "stability-note-changed Sent.x: wire none, source safe"
      ],
      backward: [
        "stability-note-changed Sent.x: wire none, source safe"
      ]
    ),
    DiffFixture(
      "the documentation changes",
      documentation: true,
      previous: ##"""
        {
          "Sent": {"type": "object", "properties": {"x": {"type": "string", "description": "One text."}}}
        }
        """##,
      current: ##"""
        {
          "Sent": {"type": "object", "properties": {"x": {"type": "string", "description": "Another text."}}}
        }
        """##,
      forward: [
        "documentation-changed Sent.x: wire none, source safe"
      ],
      backward: [
        "documentation-changed Sent.x: wire none, source safe"
      ]
    ),
  ]

  /// A bundle with requests of the server, whose parameters contain a union.
  private static func serverRequests(_ methods: [String], branches: [String]) -> String {
    let requests = methods.map { method in
      ##"""
      {"type": "object", "required": ["method", "params", "id"], "properties": {
        "method": {"type": "string", "enum": ["\##(method)"]}, "id": {"$ref": "#/definitions/RequestId"},
        "params": {"$ref": "#/definitions/AskParams"}}}
      """##
    }
    let kinds = branches.map { branch in
      ##"""
      {"type": "object", "required": ["type"], "properties": {
        "type": {"type": "string", "enum": ["\##(branch)"]}, "\##(branch)x": {"type": "string"}}}
      """##
    }
    return ##"""
      {
        "RequestId": {"type": "string"},
        "Kind": {"oneOf": [\##(kinds.joined(separator: ", "))]},
        "AskParams": {"type": "object", "properties": {"kind": {"$ref": "#/definitions/Kind"}}},
        "AskResponse": {"type": "object", "properties": {"y": {"type": "string"}}},
        "TellResponse": {"type": "object", "properties": {"y": {"type": "string"}}},
        "ServerRequest": {"oneOf": [\##(requests.joined(separator: ", "))]}
      }
      """##
  }
}
