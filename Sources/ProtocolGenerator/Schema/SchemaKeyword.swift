/// The keywords of JSON Schema (draft-07 and later names for the same keywords) that the generator reads, by their
/// effect.
enum SchemaKeyword {
  /// Keywords that determine the type of a value.
  static let structural: Set<String> = [
    "type", "enum", "const", "properties", "required", "items", "additionalProperties", "allOf", "anyOf", "oneOf",
    "$ref",
  ]

  /// Keywords that contain definitions.
  static let definitions: Set<String> = ["definitions", "$defs"]

  /// Keywords that describe a value, or that restrict a value without changing its type. No Swift type enforces them.
  static let annotations: Set<String> = [
    "$schema", "$comment", "title", "description", "default", "examples", "deprecated", "readOnly", "writeOnly",
    "format",
    "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength", "pattern",
    "minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties", "contentEncoding", "contentMediaType",
  ]

  /// Keywords that the generator rejects, since no Swift type can express them.
  static let refused: Set<String> = [
    "not", "if", "then", "else", "patternProperties", "propertyNames", "dependencies", "dependentSchemas",
    "dependentRequired", "prefixItems", "additionalItems", "contains", "unevaluatedItems", "unevaluatedProperties",
    "discriminator", "$id", "$anchor", "$dynamicRef", "$recursiveRef",
  ]

  static let all = structural.union(definitions).union(annotations)
}
