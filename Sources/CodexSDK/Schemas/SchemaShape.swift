import CodexWire

/// What a schema says about a value, apart from its description and its limits.
indirect enum SchemaShape: Hashable, Sendable {
  /// An object that has all of these members and no others.
  case object([Member])
  case array(JSONSchema)
  /// An array of objects with the members `key` and `value`.
  case dictionary(key: JSONSchema, value: JSONSchema)
  case nullable(JSONSchema)
  /// The keywords of a schema, for texts, numbers, enums and schemas that are written by hand.
  case keywords([String: JSONValue])
  /// A schema with a name, because it contains itself or is used several times.
  case reference(String)

  struct Member: Hashable, Sendable {
    var name: String
    var schema: JSONSchema
  }

  static let keyName = "key"
  static let valueName = "value"
}

/// JSONSchema -> JSON.
struct SchemaWriter {
  let definitions: [String: JSONSchema]

  /// The schema with its definitions. A schema that is a reference is replaced by the definition, because the schema of a response must
  /// not be a reference.
  func document(_ schema: JSONSchema) -> JSONValue {
    var root = schema
    while case .reference(let name) = root.shape, let definition = definitions[name] {
      var inner = definition
      inner.text = root.text ?? definition.text
      inner.limits = definition.limits.merging(root.limits) { $1 }
      root = inner
    }
    var keywords = keywords(of: root)
    if !definitions.isEmpty {
      keywords["$defs"] = .object(definitions.mapValues { .object(self.keywords(of: $0)) })
    }
    return .object(keywords)
  }

  private func keywords(of schema: JSONSchema) -> [String: JSONValue] {
    var keywords = keywords(of: schema.shape, limits: schema.limits)
    if let text = schema.text {
      // Strict mode allows no keyword beside a reference.
      if keywords["$ref"] != nil { keywords = ["anyOf": [.object(keywords)]] }
      keywords["description"] = .string(text)
    }
    return keywords
  }

  private func keywords(of shape: SchemaShape, limits: [String: JSONValue]) -> [String: JSONValue] {
    switch shape {
    case .object(let members):
      [
        "type": "object",
        "properties": .object(
          Dictionary(members.map { ($0.name, .object(keywords(of: $0.schema))) }) { _, last in last }
        ),
        "required": .array(members.map { .string($0.name) }),
        "additionalProperties": false,
      ]
    case .array(let element):
      (["type": "array", "items": .object(keywords(of: element))] as [String: JSONValue]).merging(limits) { $1 }
    case .dictionary(let key, let value):
      keywords(of: .array(JSONSchema(Self.entry(key, value))), limits: limits)
    case .nullable(let wrapped): nullable(wrapped, limits: limits)
    case .keywords(let keywords): keywords.merging(limits) { $1 }
    case .reference(let name): ["$ref": .string("#/$defs/\(name)")]
    }
  }

  /// The schema of one entry of a dictionary.
  static func entry(_ key: JSONSchema, _ value: JSONSchema) -> SchemaShape {
    .object([.init(name: SchemaShape.keyName, schema: key), .init(name: SchemaShape.valueName, schema: value)])
  }

  private func nullable(_ schema: JSONSchema, limits: [String: JSONValue]) -> [String: JSONValue] {
    var inner = schema
    inner.limits.merge(limits) { $1 }
    var keywords = keywords(of: inner)
    guard case .string(let type)? = keywords["type"], keywords["const"] == nil, keywords["properties"] == nil else {
      if keywords["anyOf"]?.arrayValue?.contains(["type": "null"]) == true { return keywords }
      return ["anyOf": [.object(keywords), ["type": "null"]]]
    }
    keywords["type"] = [.string(type), "null"]
    if let values = keywords["enum"]?.arrayValue { keywords["enum"] = .array(values + [.null]) }
    return keywords
  }
}
