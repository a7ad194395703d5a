import CodexWire

/// What the model knows of one type.
struct TypeFacts {
  var path: String
  var name: String
  var swiftName: String
  var shape: Shape
  var availability: Availability
  var documentation: Documentation
  var members: [Member]
  var users: [User]

  /// The kind of type, and what there is to say of it beyond that.
  struct Shape: Hashable {
    var kind: Kind
    var detail: String?

    enum Kind: String {
      case structure = "struct"
      case openEnum = "enum"
      case union
      case messages = "message union"
      case alias
    }
  }

  /// A property, a value, a branch or a message.
  struct Member: Hashable {
    var name: String
    var swiftName: String
    /// Its type in Swift; `nil` for what has no value of its own.
    var type: String?
    /// `nil` for what is no property.
    var presence: Property.Presence?
    var availability: Availability
    var isBoxed = false
    var defaultValue: JSONValue?
    /// Other spellings that are read as this value of an enum.
    var aliases: [String] = []
    var documentation: Documentation
  }

  /// A type, a method or a notification that refers to this one: its name in Swift and on the wire.
  struct User: Hashable {
    var kind: String
    var swiftName: String
    var name: String
  }

  init(_ entry: ModelIndex.TypeEntry, in index: ModelIndex) {
    let type = entry.declaration
    path = type.id.path
    name = type.name
    swiftName = index.spelling.path(of: type.id)
    shape = Shape(type.kind, index.spelling)
    availability = entry.availability
    documentation = type.documentation
    members = type.kind.members(availability: entry.availability, index.spelling)
    users = index.users(of: type.id).map { User($0, index.spelling) }
  }
}

extension TypeFacts.Shape {
  fileprivate init(_ shape: TypeDeclaration.Kind, _ spelling: TypeSpelling) {
    switch shape {
    case .structure: self.init(kind: .structure)
    case .openEnum(let values): self.init(kind: .openEnum, detail: "of \(values.rawType.rawValue)")
    case .union(let union):
      let end = union.hasCatchAll ? "; the schema takes any other value too" : ""
      self.init(kind: .union, detail: union.kind.summary + end)
    case .messages(let messages):
      let envelope = messages.envelope.map { "with \(spelling.path(of: $0)) beside the parameters" }
      self.init(kind: .messages, detail: envelope)
    case .alias(let target): self.init(kind: .alias, detail: "of \(spelling.text(target))")
    }
  }
}

extension TypeFacts.User {
  fileprivate init(_ user: ModelIndex.Referrer, _ spelling: TypeSpelling) {
    switch user {
    case .type(let id): self.init(kind: "type", swiftName: spelling.path(of: id), name: id.path)
    case .message(let message):
      self.init(kind: message.kind.rawValue, swiftName: message.swiftName, name: message.name)
    }
  }
}

extension TypeDeclaration.Kind {
  /// What a type of this shape consists of, in the order of the declaration.
  fileprivate func members(availability: Availability, _ spelling: TypeSpelling) -> [TypeFacts.Member] {
    switch self {
    case .structure(let structure):
      var members = structure.properties.map {
        TypeFacts.Member($0, type: spelling.text($0), availability: availability)
      }
      if let additional = structure.additional {
        members.append(
          TypeFacts.Member(additional, type: spelling.text(additional: additional), availability: availability)
        )
      }
      return members
    case .openEnum(let values):
      return values.values.map { value in
        TypeFacts.Member(
          name: value.text,
          swiftName: value.swiftName,
          availability: availability.within(value.availability),
          aliases: values.aliases.filter { $0.value == value.text }.keys.sorted(),
          documentation: value.documentation
        )
      }
    case .union(let union):
      return union.branches.map { branch in
        TypeFacts.Member(
          name: branch.tag,
          swiftName: branch.swiftName,
          type: branch.payload.map { spelling.text($0) },
          availability: availability.within(branch.availability),
          isBoxed: branch.isBoxed,
          documentation: branch.documentation
        )
      }
    case .messages(let messages):
      return messages.cases.map { message in
        TypeFacts.Member(
          name: message.method,
          swiftName: message.swiftName,
          type: message.params.map { spelling.text($0) },
          availability: availability.within(message.availability),
          documentation: message.documentation
        )
      }
    case .alias: return []
    }
  }
}

extension TypeFacts.Member {
  fileprivate init(_ property: Property, type: String, availability: Availability) {
    self.init(
      name: property.name,
      swiftName: property.swiftName,
      type: type,
      presence: property.presence,
      availability: availability.within(property.availability),
      isBoxed: property.isBoxed,
      defaultValue: property.defaultValue,
      documentation: property.documentation
    )
  }
}
