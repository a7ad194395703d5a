import CodexWire

/// A node of a schema with its meaning made plain: what values it allows, in terms that have a counterpart in Swift.
///
/// This is a second reading of JSON Schema, on purpose: the tests that use it must not share a mistake with the generator.
struct SchemaNode: Sendable {
  /// Where the node stands in the bundle: the identity by which its choices are counted.
  var pointer: String
  var form: Form

  indirect enum Form: Sendable {
    /// `true`, `{}`: any value at all.
    case anything
    /// `false`: no value.
    case nothing
    case null
    /// The definition of that name.
    case reference(String)
    /// Null or what the node allows.
    case nullable(SchemaNode)
    case boolean
    case string(minimumLength: Int)
    case integer(IntegerLimits)
    case number
    /// `isOpen` when the schema itself allows any other string.
    case enumeration([JSONValue], isOpen: Bool)
    case array(SchemaNode)
    case dictionary(SchemaNode)
    case structure(Structure)
    case union(Union)
  }

  struct Structure: Sendable {
    /// Sorted by name, so that nothing depends on the order of keys.
    var properties: [Property]
    /// What may stand beside the properties.
    var additional: SchemaNode?
    /// `oneOf` or `anyOf` beside the properties: a union whose members stand in the same object.
    var variant: SchemaNode?
  }

  struct Property: Sendable {
    var name: String
    var node: SchemaNode
    var isRequired: Bool
    /// An explicit null differs from an absent member.
    var keepsNull: Bool
  }

  struct Union: Sendable {
    var kind: Kind
    var branches: [Branch]
    /// Branches that take what no other does.
    var catchAlls: [SchemaNode]

    enum Kind: Hashable, Sendable {
      case internallyTagged(by: String)
      case externallyTagged
      case untagged
    }
  }

  struct Branch: Sendable {
    /// The tag's value; empty in untagged unions.
    var tag: String
    /// The whole value of an internally tagged or untagged branch, the member's value of an externally tagged one; `nil`
    /// where a bare string says it all.
    var node: SchemaNode?
  }

  struct IntegerLimits: Hashable, Sendable {
    var minimum: Int64
    var maximum: UInt64
  }
}
