import CodexWire

/// What the generator knows of a protocol: its types and its methods, with everything JSON Schema leaves implicit made
/// explicit. Nothing in it is Swift text, but after naming every part has its Swift name.
struct ProtocolModel: Sendable {
  /// The files it was read from, for messages and headers.
  var sources: [String]
  /// The types of all definitions, sorted by name. Inline types are nested in them.
  var types: [TypeDeclaration]
  /// All methods, sorted by name on the wire.
  var methods: [Method]
  /// Nodes that the schema leaves open, with the reason.
  var untyped: [UntypedNode]
  var warnings: [Diagnostic]
}

/// The identity of a type: the path of its definition, such as `v2/Thread`, and below it what the inline type is called in
/// its parent, such as `v2/ThreadItem/agentMessage`. Equal shapes at two places are two types.
struct TypeID: Hashable, Sendable, Comparable {
  var path: String

  static func < (left: Self, right: Self) -> Bool { left.path < right.path }
}

/// Whether something exists for every client or only for those that opt in to the experimental API.
enum Availability: String, Hashable, Sendable {
  case always, experimental
}

struct UntypedNode: Hashable, Sendable {
  enum Reason: String, Hashable, Sendable, CaseIterable {
    case anything = "the schema allows any value (true, {} or no type)"
    case anyObject = "the schema allows any object (no properties)"
    case anyElements = "the schema allows any array elements"
    case additionalMembers = "the customization says that there are members which the schema does not show"
    case noResponse = "the schema has no type for the answer"
  }

  var pointer: String
  var reason: Reason
}

struct TypeDeclaration: Hashable, Sendable {
  var id: TypeID
  /// What it is called on the wire: the definition's name without its namespace; for an inline type the tag or the property.
  var name: String
  var swiftName = ""
  var documentation = Documentation()
  var availability = Availability.always
  var kind: Kind
  /// Types of inline nodes.
  var nested: [TypeDeclaration] = []

  indirect enum Kind: Hashable, Sendable {
    case structure(Structure)
    case openEnum(OpenEnum)
    case union(Union)
    case messages(MessageUnion)
    case alias(TypeReference)
  }
}

/// The type of a value, by reference to declarations.
indirect enum TypeReference: Hashable, Sendable {
  case scalar(Scalar)
  case named(TypeID)
  case optional(TypeReference)
  case array(TypeReference)
  case dictionary(TypeReference)
  /// Any JSON: `JSONValue`.
  case json

  var unwrapped: TypeReference {
    if case .optional(let wrapped) = self { wrapped.unwrapped } else { self }
  }
}

struct Structure: Hashable, Sendable {
  /// Sorted: what must be given first, then by name.
  var properties: [Property]
  /// What the schema allows beside the declared properties, where it has a schema or `true` for that.
  var additional: Property?

  /// Everything that a value has: the declared properties and those beside them.
  var allProperties: [Property] { properties + [additional].compactMap(\.self) }
}

struct Property: Hashable, Sendable {
  /// The member's name on the wire. What is flattened into the object is no member: its name only says what to call it.
  var name: String
  var swiftName = ""
  var type: TypeReference
  var presence: Presence
  var documentation = Documentation()
  var availability = Availability.always
  var defaultValue: JSONValue?
  /// The type contains the one that declares the property, so the value is stored behind a reference.
  var isBoxed = false

  enum Presence: String, Hashable, Sendable {
    /// Always there, never null.
    case required
    /// Always there, null when there is no value.
    case requiredNullable
    /// Absent or null mean the same.
    case optional
    /// Absent and null differ.
    case threeState
    /// A union whose members stand in the same object.
    case flattened
  }

  /// The members of an object beside the declared ones, as one property.
  static func additional(_ type: TypeReference) -> Property {
    var property = Property(name: additionalName, type: type, presence: .flattened)
    property.documentation.text = "The members beside the declared ones."
    return property
  }

  private static let additionalName = "additionalProperties"

  /// Whether it stands for the members beside the declared ones.
  var isAdditional: Bool { presence == .flattened && name == Self.additionalName }

  var mustBeGiven: Bool { presence == .required || presence == .flattened || presence == .requiredNullable }

  /// What stands for a property that a caller does not give.
  enum Omission: Hashable, Sendable {
    /// No value: the property is absent or null.
    case absent
    /// The three-state property keeps its value on the other side.
    case unchanged
    /// There are no additional properties.
    case empty
  }

  /// What stands for the property when a caller does not give it; `nil` when every caller has to give it.
  var omission: Omission? {
    switch presence {
    case .required, .requiredNullable: nil
    case .flattened: isAdditional ? .empty : nil
    case .optional: .absent
    case .threeState: .unchanged
    }
  }
}

struct OpenEnum: Hashable, Sendable {
  var rawType: Scalar
  var values: [Value]
  /// Other spellings that are read as a value: the spelling and the value.
  var aliases: [String: String] = [:]

  struct Value: Hashable, Sendable {
    /// A string or an integer.
    var value: JSONValue
    var swiftName = ""
    var documentation = Documentation()
    var availability = Availability.always

    /// The value as people write it.
    var text: String { value.stringValue ?? value.text }
  }
}

/// The side of a connection that sends a message.
enum MessageSender: String, Hashable, Sendable, CaseIterable {
  case client, server
}

/// One of the unions of all messages of one kind and one sender. The cases are told apart by the property `method`.
struct MessageUnion: Hashable, Sendable {
  /// Who sends the messages.
  var sender: MessageSender
  /// Whether the messages have responses.
  var kind: Kind
  var cases: [MessageCase]
  /// The type of what stands beside `method` and `params`; `nil` when there is nothing.
  var envelope: TypeID?

  enum Kind: String, Hashable, Sendable, CaseIterable {
    /// Each message has an `id` beside `method`, and the receiver responds to it.
    case requests
    /// No message has a response.
    case notifications
  }
}

struct MessageCase: Hashable, Sendable {
  var method: String
  var swiftName = ""
  /// `nil` when the method has no parameters.
  var params: TypeReference?
  var documentation = Documentation()
  var availability = Availability.always
}

/// A request with its response.
struct Method: Hashable, Sendable {
  var name: String
  var swiftName = ""
  var sender: MessageSender
  /// `nil` when the method has no parameters.
  var params: TypeReference?
  var response: TypeReference
  var documentation = Documentation()
  var availability = Availability.always
  /// The pointer of the branch that declares it.
  var pointer: String
}
