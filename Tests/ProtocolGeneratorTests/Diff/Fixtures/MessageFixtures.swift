/// One pair of releases for each rule on messages.
extension DiffFixture {
  static let message: [DiffFixture] = [
    DiffFixture(
      "a method is added",
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
      forward: [
        "method-added other: wire safe, source safe"
      ],
      backward: [
        "method-removed other: wire breaking, source breaking"
      ]
    ),
    DiffFixture(
      "the parameters of a method have another type",
      isWhole: true,
      customization: ##"""
        {"responses": {"call": "CallResponse"}}
        """##,
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
              }
            ]
          },
          "Call2Params": {"type": "object", "properties": {}}
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
                  "params": {"$ref": "#/definitions/OtherParams"},
                  "id": {"$ref": "#/definitions/RequestId"}
                },
                "required": ["method", "params", "id"]
              }
            ]
          },
          "Call2Params": {"type": "object", "properties": {}}
        }
        """##,
      forward: [
        "method-params-changed call params: wire breaking, source breaking"
      ],
      backward: [
        "method-params-changed call params: wire breaking, source breaking"
      ]
    ),
    DiffFixture(
      "the response of a method has another type",
      isWhole: true,
      customization: ##"""
        {"responses": {"call": "Reply"}}
        """##,
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
              }
            ]
          }
        }
        """##,
      current: ##"""
        {
          "RequestId": {"type": "string"},
          "CallParams": {"type": "object", "properties": {"x": {"type": "string"}}, "required": ["x"]},
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
          },
          "Reply": {"type": "object", "properties": {"z": {"type": "string"}}, "required": ["z"]}
        }
        """##,
      forward: [
        "definition-removed CallResponse: wire none, source breaking",
        "definition-added Reply: wire none, source safe",
        "method-response-changed call result: wire breaking, source breaking",
      ],
      backward: [
        "definition-added CallResponse: wire none, source safe",
        "definition-removed Reply: wire none, source breaking",
        "method-response-changed call result: wire breaking, source breaking",
      ]
    ),
    DiffFixture(
      "a server request is added",
      isWhole: true,
      previous: ##"""
        {
          "RequestId": {"type": "string"},
          "CallParams": {"type": "object", "properties": {"x": {"type": "string"}}, "required": ["x"]},
          "CallResponse": {"type": "object", "properties": {"y": {"type": "string"}}, "required": ["y"]},
          "OtherParams": {"type": "object", "properties": {"z": {"type": "integer"}}, "required": ["z"]},
          "OtherResponse": {"type": "object", "properties": {"w": {"type": "string"}}, "required": ["w"]},
          "ServerRequest": {
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
      current: ##"""
        {
          "RequestId": {"type": "string"},
          "CallParams": {"type": "object", "properties": {"x": {"type": "string"}}, "required": ["x"]},
          "CallResponse": {"type": "object", "properties": {"y": {"type": "string"}}, "required": ["y"]},
          "OtherParams": {"type": "object", "properties": {"z": {"type": "integer"}}, "required": ["z"]},
          "OtherResponse": {"type": "object", "properties": {"w": {"type": "string"}}, "required": ["w"]},
          "ServerRequest": {
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
      forward: [
        "server-request-added other: wire risky, source safe"
      ],
      backward: [
        "server-request-removed other: wire risky, source breaking"
      ]
    ),
    DiffFixture(
      "the parameters of a server request have another type",
      isWhole: true,
      customization: ##"""
        {"responses": {"call": "CallResponse"}}
        """##,
      previous: ##"""
        {
          "RequestId": {"type": "string"},
          "CallParams": {"type": "object", "properties": {"x": {"type": "string"}}, "required": ["x"]},
          "CallResponse": {"type": "object", "properties": {"y": {"type": "string"}}, "required": ["y"]},
          "OtherParams": {"type": "object", "properties": {"z": {"type": "integer"}}, "required": ["z"]},
          "OtherResponse": {"type": "object", "properties": {"w": {"type": "string"}}, "required": ["w"]},
          "ServerRequest": {
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
      current: ##"""
        {
          "RequestId": {"type": "string"},
          "CallParams": {"type": "object", "properties": {"x": {"type": "string"}}, "required": ["x"]},
          "CallResponse": {"type": "object", "properties": {"y": {"type": "string"}}, "required": ["y"]},
          "OtherParams": {"type": "object", "properties": {"z": {"type": "integer"}}, "required": ["z"]},
          "OtherResponse": {"type": "object", "properties": {"w": {"type": "string"}}, "required": ["w"]},
          "ServerRequest": {
            "oneOf": [
              {
                "type": "object",
                "properties": {
                  "method": {"type": "string", "enum": ["call"]},
                  "params": {"$ref": "#/definitions/OtherParams"},
                  "id": {"$ref": "#/definitions/RequestId"}
                },
                "required": ["method", "params", "id"]
              }
            ]
          }
        }
        """##,
      forward: [
        "server-request-params-changed call params: wire breaking, source breaking"
      ],
      backward: [
        "server-request-params-changed call params: wire breaking, source breaking"
      ]
    ),
    DiffFixture(
      "the response to a server request has another type",
      isWhole: true,
      customization: ##"""
        {"responses": {"call": "Reply"}}
        """##,
      previous: ##"""
        {
          "RequestId": {"type": "string"},
          "CallParams": {"type": "object", "properties": {"x": {"type": "string"}}, "required": ["x"]},
          "CallResponse": {"type": "object", "properties": {"y": {"type": "string"}}, "required": ["y"]},
          "OtherParams": {"type": "object", "properties": {"z": {"type": "integer"}}, "required": ["z"]},
          "OtherResponse": {"type": "object", "properties": {"w": {"type": "string"}}, "required": ["w"]},
          "ServerRequest": {
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
      current: ##"""
        {
          "RequestId": {"type": "string"},
          "CallParams": {"type": "object", "properties": {"x": {"type": "string"}}, "required": ["x"]},
          "OtherParams": {"type": "object", "properties": {"z": {"type": "integer"}}, "required": ["z"]},
          "OtherResponse": {"type": "object", "properties": {"w": {"type": "string"}}, "required": ["w"]},
          "ServerRequest": {
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
          },
          "Reply": {"type": "object", "properties": {"z": {"type": "string"}}, "required": ["z"]}
        }
        """##,
      forward: [
        "definition-removed CallResponse: wire none, source breaking",
        "definition-added Reply: wire none, source safe",
        "server-request-response-changed call result: wire breaking, source breaking",
      ],
      backward: [
        "definition-added CallResponse: wire none, source safe",
        "definition-removed Reply: wire none, source breaking",
        "server-request-response-changed call result: wire breaking, source breaking",
      ]
    ),
    DiffFixture(
      "a notification is added",
      isWhole: true,
      previous: ##"""
        {
          "RequestId": {"type": "string"},
          "CallParams": {"type": "object", "properties": {"x": {"type": "string"}}, "required": ["x"]},
          "CallResponse": {"type": "object", "properties": {"y": {"type": "string"}}, "required": ["y"]},
          "OtherParams": {"type": "object", "properties": {"z": {"type": "integer"}}, "required": ["z"]},
          "OtherResponse": {"type": "object", "properties": {"w": {"type": "string"}}, "required": ["w"]},
          "ServerNotification": {
            "oneOf": [
              {
                "type": "object",
                "properties": {
                  "method": {"type": "string", "enum": ["call"]},
                  "params": {"$ref": "#/definitions/CallParams"}
                },
                "required": ["method", "params"]
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
          "ServerNotification": {
            "oneOf": [
              {
                "type": "object",
                "properties": {
                  "method": {"type": "string", "enum": ["call"]},
                  "params": {"$ref": "#/definitions/CallParams"}
                },
                "required": ["method", "params"]
              },
              {
                "type": "object",
                "properties": {
                  "method": {"type": "string", "enum": ["other"]},
                  "params": {"$ref": "#/definitions/OtherParams"}
                },
                "required": ["method", "params"]
              }
            ]
          }
        }
        """##,
      forward: [
        "notification-added other: wire safe, source safe"
      ],
      backward: [
        "notification-removed other: wire risky, source breaking"
      ]
    ),
    DiffFixture(
      "the parameters of a notification have another type",
      isWhole: true,
      previous: ##"""
        {
          "RequestId": {"type": "string"},
          "CallParams": {"type": "object", "properties": {"x": {"type": "string"}}, "required": ["x"]},
          "CallResponse": {"type": "object", "properties": {"y": {"type": "string"}}, "required": ["y"]},
          "OtherParams": {"type": "object", "properties": {"z": {"type": "integer"}}, "required": ["z"]},
          "OtherResponse": {"type": "object", "properties": {"w": {"type": "string"}}, "required": ["w"]},
          "ServerNotification": {
            "oneOf": [
              {
                "type": "object",
                "properties": {
                  "method": {"type": "string", "enum": ["happened"]},
                  "params": {"$ref": "#/definitions/CallParams"}
                },
                "required": ["method", "params"]
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
          "ServerNotification": {
            "oneOf": [
              {
                "type": "object",
                "properties": {
                  "method": {"type": "string", "enum": ["happened"]},
                  "params": {"$ref": "#/definitions/OtherParams"}
                },
                "required": ["method", "params"]
              }
            ]
          }
        }
        """##,
      forward: [
        "notification-params-changed happened params: wire breaking, source breaking"
      ],
      backward: [
        "notification-params-changed happened params: wire breaking, source breaking"
      ]
    ),
    DiffFixture(
      "a client notification is added",
      isWhole: true,
      previous: ##"""
        {
          "RequestId": {"type": "string"},
          "CallParams": {"type": "object", "properties": {"x": {"type": "string"}}, "required": ["x"]},
          "CallResponse": {"type": "object", "properties": {"y": {"type": "string"}}, "required": ["y"]},
          "OtherParams": {"type": "object", "properties": {"z": {"type": "integer"}}, "required": ["z"]},
          "OtherResponse": {"type": "object", "properties": {"w": {"type": "string"}}, "required": ["w"]},
          "ClientNotification": {
            "oneOf": [
              {
                "type": "object",
                "properties": {
                  "method": {"type": "string", "enum": ["call"]},
                  "params": {"$ref": "#/definitions/CallParams"}
                },
                "required": ["method", "params"]
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
          "ClientNotification": {
            "oneOf": [
              {
                "type": "object",
                "properties": {
                  "method": {"type": "string", "enum": ["call"]},
                  "params": {"$ref": "#/definitions/CallParams"}
                },
                "required": ["method", "params"]
              },
              {
                "type": "object",
                "properties": {
                  "method": {"type": "string", "enum": ["other"]},
                  "params": {"$ref": "#/definitions/OtherParams"}
                },
                "required": ["method", "params"]
              }
            ]
          }
        }
        """##,
      forward: [
        "client-notification-added other: wire safe, source safe"
      ],
      backward: [
        "client-notification-removed other: wire risky, source breaking"
      ]
    ),
    DiffFixture(
      "the parameters of a client notification have another type",
      isWhole: true,
      previous: ##"""
        {
          "RequestId": {"type": "string"},
          "CallParams": {"type": "object", "properties": {"x": {"type": "string"}}, "required": ["x"]},
          "CallResponse": {"type": "object", "properties": {"y": {"type": "string"}}, "required": ["y"]},
          "OtherParams": {"type": "object", "properties": {"z": {"type": "integer"}}, "required": ["z"]},
          "OtherResponse": {"type": "object", "properties": {"w": {"type": "string"}}, "required": ["w"]},
          "ClientNotification": {
            "oneOf": [
              {
                "type": "object",
                "properties": {
                  "method": {"type": "string", "enum": ["ready"]},
                  "params": {"$ref": "#/definitions/CallParams"}
                },
                "required": ["method", "params"]
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
          "ClientNotification": {
            "oneOf": [
              {
                "type": "object",
                "properties": {
                  "method": {"type": "string", "enum": ["ready"]},
                  "params": {"$ref": "#/definitions/OtherParams"}
                },
                "required": ["method", "params"]
              }
            ]
          }
        }
        """##,
      forward: [
        "client-notification-params-changed ready params: wire breaking, source breaking"
      ],
      backward: [
        "client-notification-params-changed ready params: wire breaking, source breaking"
      ]
    ),
    DiffFixture(
      "a method has new optional parameters",
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
                  "method": {"type": "string", "enum": ["other"]},
                  "params": {"$ref": "#/definitions/OtherParams"},
                  "id": {"$ref": "#/definitions/RequestId"}
                },
                "required": ["method", "params", "id"]
              },
              {
                "type": "object",
                "properties": {
                  "method": {"type": "string", "enum": ["call"]},
                  "id": {"$ref": "#/definitions/RequestId"}
                },
                "required": ["method", "id"]
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
                  "method": {"type": "string", "enum": ["other"]},
                  "params": {"$ref": "#/definitions/OtherParams"},
                  "id": {"$ref": "#/definitions/RequestId"}
                },
                "required": ["method", "params", "id"]
              },
              {
                "type": "object",
                "properties": {
                  "method": {"type": "string", "enum": ["call"]},
                  "params": {"anyOf": [{"$ref": "#/definitions/CallParams"}, {"type": "null"}]},
                  "id": {"$ref": "#/definitions/RequestId"}
                },
                "required": ["method", "id"]
              }
            ]
          }
        }
        """##,
      forward: [
        "method-params-changed call params: wire safe, source risky"
      ],
      backward: [
        "method-params-changed call params: wire risky, source breaking"
      ]
    ),
    DiffFixture(
      "notifications have a new member with the time",
      isWhole: true,
      previous: ##"""
        {
          "RequestId": {"type": "string"},
          "CallParams": {"type": "object", "properties": {"x": {"type": "string"}}, "required": ["x"]},
          "CallResponse": {"type": "object", "properties": {"y": {"type": "string"}}, "required": ["y"]},
          "OtherParams": {"type": "object", "properties": {"z": {"type": "integer"}}, "required": ["z"]},
          "OtherResponse": {"type": "object", "properties": {"w": {"type": "string"}}, "required": ["w"]},
          "ServerNotification": {
            "oneOf": [
              {
                "type": "object",
                "properties": {
                  "method": {"type": "string", "enum": ["call"]},
                  "params": {"$ref": "#/definitions/CallParams"}
                },
                "required": ["method", "params"]
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
          "ServerNotification": {
            "oneOf": [
              {
                "type": "object",
                "properties": {
                  "method": {"type": "string", "enum": ["call"]},
                  "params": {"$ref": "#/definitions/CallParams"},
                  "at": {"type": "integer"}
                },
                "required": ["method", "params"]
              }
            ]
          }
        }
        """##,
      forward: [
        "envelope-changed ServerNotification: wire safe, source breaking"
      ],
      backward: [
        "envelope-changed ServerNotification: wire risky, source breaking"
      ]
    ),
  ]
}
