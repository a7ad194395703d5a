/// The JSON Schema keywords (draft-07 and the later names for the same) that the generator takes, and what it does with them.
enum SchemaKeyword {
  /// They say what a value looks like.
  static let structural: Set<String> = [
    "type", "enum", "const", "properties", "required", "items", "additionalProperties", "allOf", "anyOf", "oneOf",
    "$ref",
  ]

  /// They hold definitions.
  static let definitions: Set<String> = ["definitions", "$defs"]

  /// They describe, or restrict a value without changing its type: a Swift type does not enforce them.
  static let annotations: Set<String> = [
    "$schema", "$comment", "title", "description", "default", "examples", "deprecated", "readOnly", "writeOnly",
    "format",
    "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength", "pattern",
    "minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties", "contentEncoding", "contentMediaType",
  ]

  /// Keywords of JSON Schema that we know and refuse: no Swift type says what they say.
  static let refused: Set<String> = [
    "not", "if", "then", "else", "patternProperties", "propertyNames", "dependencies", "dependentSchemas",
    "dependentRequired", "prefixItems", "additionalItems", "contains", "unevaluatedItems", "unevaluatedProperties",
    "discriminator", "$id", "$anchor", "$dynamicRef", "$recursiveRef",
  ]

  static let all = structural.union(definitions).union(annotations)
}
