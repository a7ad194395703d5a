/// The keywords of one node, collected in one pass over the node's members, since most nodes have only a few of the
/// twenty keywords.
struct SchemaKeywords {
  var type: JSONValue?
  var format: JSONValue?
  var enumeration: JSONValue?
  var constant: JSONValue?
  var properties: JSONValue?
  var required: JSONValue?
  var items: JSONValue?
  var additionalProperties: JSONValue?
  var allOf: JSONValue?
  var anyOf: JSONValue?
  var oneOf: JSONValue?
  var reference: JSONValue?
  var title: JSONValue?
  var description: JSONValue?
  var defaultValue: JSONValue?
  var deprecated: JSONValue?
  /// The members that contain definitions, and their names.
  var definitions: [(name: String, value: JSONValue)] = []
  /// The members that are not a keyword that the generator reads.
  var unsupported: [String] = []

  init(_ members: JSONObject) {
    for (name, value) in members {
      switch name {
      case "type": type = value
      case "$ref": reference = value
      case "description": description = value
      case "title": title = value
      case "properties": properties = value
      case "required": required = value
      case "enum": enumeration = value
      case "format": format = value
      case "items": items = value
      case "default": defaultValue = value
      case "anyOf": anyOf = value
      case "oneOf": oneOf = value
      case "allOf": allOf = value
      case "additionalProperties": additionalProperties = value
      case "const": constant = value
      case "deprecated": deprecated = value
      case _ where SchemaKeyword.definitions.contains(name): definitions.append((name, value))
      case _ where !SchemaKeyword.all.contains(name): unsupported.append(name)
      default: break
      }
    }
  }
}
