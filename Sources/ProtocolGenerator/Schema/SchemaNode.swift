/// One node of a JSON Schema with the values of its keywords. A node knows nothing of Codex or of Swift.
///
/// Of the keywords that only describe or restrict a value (`title`, `minimum`, …), a node keeps those that the
/// documentation uses. `SchemaNode` is a class, since a schema contains schemas. A node never changes after it was
/// read.
final class SchemaNode: Sendable {
  /// The place of the node in its document, as a JSON pointer.
  let pointer: String
  let kind: Kind
  /// The names in `type`, in the schema's order; empty when the node has no `type`.
  let types: [SchemaType]
  let format: String?
  /// The values of `enum`, or the one value of `const`.
  let enumeration: [JSONValue]?
  /// The properties, sorted by name.
  let properties: [(name: String, node: SchemaNode)]
  let required: Set<String>
  let items: SchemaNode?
  let additionalProperties: SchemaNode?
  let allOf: [SchemaNode]
  let anyOf: [SchemaNode]
  let oneOf: [SchemaNode]
  /// The pointer of the definition that `$ref` refers to.
  let reference: String?
  let title: String?
  let documentation: String?
  let defaultValue: JSONValue?
  let isDeprecated: Bool
  /// Whether null is not allowed here although the definition that `reference` refers to allows null. No schema says this;
  /// the model builder says it about the branches of a union whose null belongs to the union as a whole.
  let excludesNull: Bool

  /// Whether a schema is an object with keywords or one of the two Boolean schemas.
  enum Kind: Sendable {
    /// The schema is an object with keywords.
    case keywords
    /// The schema is `true`: every value is valid.
    case anything
    /// The schema is `false`: no value is valid.
    case nothing
  }

  init(
    pointer: String,
    kind: Kind = .keywords,
    types: [SchemaType] = [],
    format: String? = nil,
    enumeration: [JSONValue]? = nil,
    properties: [(name: String, node: SchemaNode)] = [],
    required: Set<String> = [],
    items: SchemaNode? = nil,
    additionalProperties: SchemaNode? = nil,
    allOf: [SchemaNode] = [],
    anyOf: [SchemaNode] = [],
    oneOf: [SchemaNode] = [],
    reference: String? = nil,
    title: String? = nil,
    documentation: String? = nil,
    defaultValue: JSONValue? = nil,
    isDeprecated: Bool = false,
    excludesNull: Bool = false
  ) {
    self.pointer = pointer
    self.kind = kind
    self.types = types
    self.format = format
    self.enumeration = enumeration
    self.properties = properties
    self.required = required
    self.items = items
    self.additionalProperties = additionalProperties
    self.allOf = allOf
    self.anyOf = anyOf
    self.oneOf = oneOf
    self.reference = reference
    self.title = title
    self.documentation = documentation
    self.defaultValue = defaultValue
    self.isDeprecated = isDeprecated
    self.excludesNull = excludesNull
  }
}

/// The seven values of the keyword `type`.
enum SchemaType: String, Hashable, Sendable, CaseIterable {
  case null, boolean, integer, number, string, array, object
}

/// A schema document with its definitions.
struct SchemaDocument: Sendable {
  /// The path of the file, for messages.
  var path: String
  /// The title of the document, such as `CodexAppServerProtocol`.
  var title: String?
  /// All definitions, sorted by pointer.
  var definitions: [Definition]

  struct Definition: Sendable {
    /// The pointer without the leading `/definitions/`, such as `v2/Thread`. People refer to the definition by this
    /// name.
    var name: String
    var node: SchemaNode
  }
}
