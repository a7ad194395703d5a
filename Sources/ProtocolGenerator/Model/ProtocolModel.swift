/// The types and the methods of a protocol, with everything that JSON Schema leaves implicit made explicit. The model
/// contains no Swift code; after naming, every part has its Swift name.
struct ProtocolModel: Sendable {
  /// The paths of the files that the model was read from, for messages and file headers.
  var sources: [String]
  /// The title of each of these files.
  var titles: [String?] = []
  /// The name of the Swift enum in which the types and the calls are declared. `nil` if they are declared at the top level.
  var namespace: String?
  /// The types of the definitions, sorted by name. Types of inline nodes are nested in them.
  var types: [TypeDeclaration]
  /// The methods, sorted by their names in the schema.
  var methods: [Method]
  /// The nodes of the schema that allow any value, each with a reason.
  var untyped: [UntypedNode]
  var warnings: [Diagnostic]
}

/// The identity of a type: the path of its definition, such as `v2/Thread`. The path of an inline type continues with
/// the name of the type in its parent, such as `v2/ThreadItem/agentMessage`. Two types with different paths are
/// different types, even if their declarations are equal.
struct TypeID: Hashable, Sendable, Comparable {
  var path: String

  static func < (left: Self, right: Self) -> Bool { left.path < right.path }
}

/// Whether every client may use a part of the protocol, or only clients that opt in to the experimental API.
enum Availability: String, Hashable, Sendable {
  case always, experimental
}

struct UntypedNode: Hashable, Sendable {
  enum Reason: String, Hashable, Sendable, CaseIterable {
    case anything = "the schema allows any value (true, {} or no type)"
    case anyObject = "the schema allows any object (no properties)"
    case anyElements = "the schema allows any array elements"
    case additionalMembers = "the customization declares additional properties that the schema does not show"
    case noResponse = "the schema has no type for the response"
  }

  var pointer: String
  var reason: Reason
}

struct TypeDeclaration: Hashable, Sendable {
  var id: TypeID
  /// The name in the schema: the definition's name without its namespace; for an inline type, the tag or the name of
  /// the property.
  var name: String
  var swiftName = ""
  var documentation = Documentation()
  var availability = Availability.always
  var kind: Kind
  /// The types of inline nodes.
  var nested: [TypeDeclaration] = []

  indirect enum Kind: Hashable, Sendable {
    case structure(Structure)
    case openEnum(OpenEnum)
    case union(Union)
    case messages(MessageUnion)
    case alias(TypeReference)
  }
}

/// A use of a type.
indirect enum TypeReference: Hashable, Sendable {
  case scalar(Scalar)
  case named(TypeID)
  case optional(TypeReference)
  case array(TypeReference)
  case dictionary(TypeReference)
  /// Any JSON value: `JSONValue`.
  case json

  var unwrapped: TypeReference {
    if case .optional(let wrapped) = self { wrapped.unwrapped } else { self }
  }
}

struct Structure: Hashable, Sendable {
  /// The properties, sorted: properties that must be given come first; within both groups, the order is by name.
  var properties: [Property]
  /// The additional properties, if the schema allows them by `true` or by a schema.
  var additional: Property?

  /// The declared properties and the additional properties.
  var allProperties: [Property] { properties + [additional].compactMap(\.self) }
}

struct Property: Hashable, Sendable {
  /// The name in JSON. A flattened property has no member of its own in JSON; its name is used for the Swift property
  /// only.
  var name: String
  var swiftName = ""
  var type: TypeReference
  var presence: Presence
  var documentation = Documentation()
  var availability = Availability.always
  var defaultValue: JSONValue?
  /// Whether the property's type contains the type that declares the property, so that the value is stored behind a
  /// reference.
  var isBoxed = false
  /// Whether the value is a secret, which descriptions do not show.
  var isSecret = false
  /// A Swift type that says more about the value than its type in JSON.
  var representation: ValueRepresentation?
  /// The Swift name of the computed property that has the representation. Empty for a property without representation.
  var representationName = ""

  enum Presence: String, Hashable, Sendable {
    /// The property is always present and never null.
    case required
    /// The property is always present; null means that there is no value.
    case requiredNullable
    /// The property may be absent or null. Both mean the same.
    case optional
    /// The property may be absent or null. The two have different meanings.
    case threeState
    /// The property is a union whose properties stand in the same object.
    case flattened
  }

  /// The additional properties of an object, as one property.
  static func additional(_ type: TypeReference) -> Property {
    var property = Property(name: additionalName, type: type, presence: .flattened)
    property.documentation.text = "The properties that the schema does not declare."
    return property
  }

  private static let additionalName = "additionalProperties"

  /// Whether the property stands for the additional properties.
  var isAdditional: Bool { presence == .flattened && name == Self.additionalName }

  var mustBeGiven: Bool { presence == .required || presence == .flattened || presence == .requiredNullable }

  /// The value of a property that a caller leaves out.
  enum Omission: Hashable, Sendable {
    /// The property has no value: it is absent or null.
    case absent
    /// A three-state property is absent, so the receiver does not change its value.
    case unchanged
    /// There are no additional properties.
    case empty
  }

  /// The value of the property when a caller leaves it out; `nil` when callers have to give a value.
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
  /// Other spellings of values. A key is the spelling that is read, its value is the enum value.
  var aliases: [String: String] = [:]
  /// Whether the schema allows any string, and the customization names the values that are known.
  var isOpenString = false

  struct Value: Hashable, Sendable {
    /// A string or an integer.
    var value: JSONValue
    var swiftName = ""
    var documentation = Documentation()
    var availability = Availability.always

    /// The value as text, without the quotation marks of JSON.
    var text: String { value.stringValue ?? value.text }
  }
}

/// The side of a connection that sends a message.
enum MessageSender: String, Hashable, Sendable, CaseIterable {
  case client, server
}

/// One of the unions of all messages of one kind and one sender. The cases are told apart by the property `method`.
struct MessageUnion: Hashable, Sendable {
  /// The side that sends the messages.
  var sender: MessageSender
  /// Whether the messages have responses.
  var kind: Kind
  var cases: [MessageCase]
  /// The struct of the properties beside `method` and `params`; `nil` when there are none.
  var envelope: TypeID?

  enum Kind: String, Hashable, Sendable, CaseIterable {
    /// Each message has an `id` beside `method`, and the receiver sends a response.
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
  /// The pointer of the branch that declares the method.
  var pointer: String
}
