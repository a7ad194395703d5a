import CodexWire

/// One node of a JSON Schema: what its keywords say, with nothing known of Codex or of Swift.
///
/// Keywords that only annotate or restrict (`title`, `minimum`, …) are kept where documentation uses them. A class, since a
/// schema contains schemas; it never changes after it was read.
final class SchemaNode: Sendable {
  /// Where the node stands in its document, as a JSON pointer.
  let pointer: String
  let kind: Kind
  /// The names in `type`, in the schema's order; empty when the node does not say.
  let types: [SchemaType]
  let format: String?
  /// The values of `enum`, or the one of `const`.
  let enumeration: [JSONValue]?
  /// Sorted by name.
  let properties: [(name: String, node: SchemaNode)]
  let required: Set<String>
  let items: SchemaNode?
  let additionalProperties: SchemaNode?
  let allOf: [SchemaNode]
  let anyOf: [SchemaNode]
  let oneOf: [SchemaNode]
  /// The pointer of the definition that `$ref` names.
  let reference: String?
  let title: String?
  let documentation: String?
  let defaultValue: JSONValue?
  let isDeprecated: Bool

  /// What a node is when it has no keywords to look at.
  enum Kind: Sendable {
    /// An object of keywords.
    case keywords
    /// `true`: anything.
    case anything
    /// `false`: nothing at all.
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
    isDeprecated: Bool = false
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
  }
}

/// The seven values of the keyword `type`.
enum SchemaType: String, Hashable, Sendable, CaseIterable {
  case null, boolean, integer, number, string, array, object
}

/// A schema document: its definitions by pointer.
struct SchemaDocument: Sendable {
  /// The path of the file, for messages.
  var path: String
  /// All definitions, sorted by pointer.
  var definitions: [Definition]

  struct Definition: Sendable {
    /// The pointer without the leading `/definitions/`, such as `v2/Thread`: how people write it.
    var name: String
    var node: SchemaNode
  }
}
