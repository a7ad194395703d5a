import CodexWire

extension SchemaBundle {
  /// A bundle with the definitions that a test states. `Type` is the definition to test.
  init(definitions: JSONValue, threeState: Set<String> = [], enumAliases: [String: [String: String]] = [:]) {
    self.init(
      .object(["definitions": definitions]),
      rules: SchemaRules(threeState: threeState, enumAliases: enumAliases)
    )
  }

  func expected(_ value: JSONValue, as definition: String = "Type") -> JSONValue {
    Canonical(bundle: self).expected(value, as: definition).value
  }

  func notes(_ value: JSONValue, as definition: String = "Type") -> [Canonical.Note.Kind] {
    Canonical(bundle: self).expected(value, as: definition).notes.map(\.kind)
  }
}

/// Short schemas that together contain every kind of node.
enum InlineSchemas {
  static let nullableString: JSONValue = ["type": ["string", "null"]]
  static let decision: JSONValue = [
    "oneOf": [
      ["type": "string", "enum": ["accept"]],
      ["type": "string", "enum": ["decline", "cancel"]],
      [
        "type": "object", "properties": ["amend": ["type": "object", "properties": ["rule": ["type": "string"]]]],
        "required": ["amend"], "additionalProperties": false,
      ],
    ]
  ]
  static let item: JSONValue = [
    "oneOf": [
      [
        "type": "object", "required": ["type", "text"],
        "properties": ["type": ["type": "string", "enum": ["message"]], "text": ["type": "string"]],
      ],
      [
        "type": "object", "required": ["type"],
        "properties": ["type": ["type": "string", "enum": ["image"]], "detail": nullableString],
        "anyOf": [
          ["type": "object", "properties": ["url": ["type": "string"]], "required": ["url"]],
          ["type": "object", "properties": ["fileId": ["type": "string"]], "required": ["fileId"]],
        ],
      ],
    ]
  ]
  static let errorInfo: JSONValue = [
    "anyOf": [
      ["type": "string", "enum": ["overloaded", "other"]],
      [
        "type": "object", "required": ["http"], "additionalProperties": false,
        "properties": ["http": ["type": "object", "properties": ["status": ["type": ["integer", "null"]]]]],
      ],
      ["type": ["string", "object"]],
    ]
  ]
  static let everyScalar: JSONValue = [
    "type": "object",
    "required": ["int32", "int64", "uint", "uint16", "uint32", "uint64", "double", "name", "flag", "least"],
    "properties": [
      "int32": ["type": "integer", "format": "int32"], "int64": ["type": "integer", "format": "int64"],
      "uint": ["type": "integer", "format": "uint", "minimum": 1],
      "uint16": ["type": "integer", "format": "uint16", "minimum": 0],
      "uint32": ["type": "integer", "format": "uint32", "minimum": 0],
      "uint64": ["type": "integer", "format": "uint64", "minimum": 0],
      "double": ["type": "number", "format": "double"], "name": ["type": "string"], "flag": ["type": "boolean"],
      "least": ["type": "string", "minLength": 1],
    ],
  ]
  static let recursive: JSONValue = [
    "type": "object", "required": ["name", "either"],
    "properties": [
      "name": ["type": "string"], "children": ["type": "array", "items": ["$ref": "#/definitions/Recursive"]],
      "next": ["anyOf": [["$ref": "#/definitions/Recursive"], ["type": "null"]]],
      "either": ["anyOf": [["$ref": "#/definitions/Recursive"], ["type": "string"]]],
    ],
  ]
  static let merged: JSONValue = [
    "allOf": [
      ["type": "object", "properties": ["left": ["type": "string"]], "required": ["left"]],
      ["$ref": "#/definitions/Scalars"],
    ],
    "description": "both",
  ]
  static let open: JSONValue = [
    "type": "object", "properties": ["declared": nullableString, "any": true, "wrapped": ["allOf": [decision]]],
    "additionalProperties": ["type": ["integer", "null"]],
  ]

  static let bundle = SchemaBundle(definitions: [
    "Decision": decision, "Item": item, "ErrorInfo": errorInfo, "Scalars": everyScalar, "Recursive": recursive,
    "Merged": merged, "Open": open, "Empty": ["type": "object"],
    "Maybe": ["anyOf": [["$ref": "#/definitions/Item"], ["type": "null"]]],
    "Table": ["type": "object", "additionalProperties": ["type": "array", "items": ["$ref": "#/definitions/Maybe"]]],
    "ID": ["anyOf": [["type": "string"], ["type": "integer", "format": "int64"]]],
    "space": [
      "Open": ["oneOf": [["type": "string", "enum": ["a", "b"]], ["type": "string"]]], "Const": ["const": "one"],
    ],
  ])
}
