import CodexWire

/// The values that a node of a schema allows, in terms that have a counterpart in Swift.
///
/// The tests interpret JSON Schema with code of their own, so that they do not share a mistake with the generator.
struct SchemaNode: Sendable {
  /// The JSON pointer of the node in the bundle, which identifies its choices.
  var pointer: String
  var form: Form

  indirect enum Form: Sendable {
    /// `true` or `{}`: any value.
    case anything
    /// `false`: no value.
    case nothing
    case null
    /// A reference to the definition with this name.
    case reference(String)
    /// Null, or a value that the node allows.
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
    /// Sorted by name, so that the order of keys in the bundle does not matter.
    var properties: [Property]
    /// The additional members that the object may have.
    var additional: SchemaNode?
    /// `oneOf` or `anyOf` next to `properties`: a union whose members are members of the same object.
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
    /// Branches for values that match no other branch.
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
    /// The value of the branch: the whole value, or the value of the member for an externally tagged branch. `nil` when the
    /// branch is only a string.
    var node: SchemaNode?
  }

  struct IntegerLimits: Hashable, Sendable {
    var minimum: Int64
    var maximum: UInt64
  }
}
