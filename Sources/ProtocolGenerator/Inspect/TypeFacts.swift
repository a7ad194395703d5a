import CodexWire

/// The facts about one type that `codexgen inspect` prints.
struct TypeFacts {
  /// The path of the definition, such as `v2/ThreadItem`.
  var path: String
  /// The name of the definition without its namespace. For a nested type, the tag or property that declares it.
  var name: String
  var swiftName: String
  /// The kind of the type, such as `struct` or `union`.
  var kind: String
  /// More about the kind, such as how a union is tagged.
  var kindDetail: String?
  var availability: Availability
  var documentation: Documentation
  /// What reports call the members of a type of this kind.
  var membersTitle: String
  var members: [Member]
  /// The types and messages that refer to the type.
  var referrers: [Referrer]

  /// A property of a struct, a value of an enum, a branch of a union, or a message of a message union.
  struct Member: Hashable {
    var name: String
    var swiftName: String
    /// The Swift type of the member, or `nil` for enum values and for branches without an associated value.
    var type: String?
    /// `nil` unless the member is a property.
    var presence: Property.Presence?
    var availability: Availability
    /// Whether the member is stored behind a reference, because its type contains the type that declares it.
    var isBoxed = false
    /// Whether descriptions do not show the value.
    var isSecret = false
    var defaultValue: JSONValue?
    /// Other spellings that are read as this enum value.
    var aliases: [String] = []
    var documentation: Documentation
  }

  /// A type, a method or a notification that refers to the type.
  struct Referrer: Hashable {
    var kind: String
    var swiftName: String
    /// The path of the definition, or the name of the message.
    var name: String
  }

  init(_ entry: ModelIndex.TypeEntry, in index: ModelIndex) {
    let type = entry.declaration
    path = type.id.path
    name = type.name
    swiftName = index.spelling.path(of: type.id)
    kind = type.kind.name
    kindDetail = type.kind.detail(index.spelling)
    availability = entry.availability
    documentation = type.documentation
    membersTitle = type.kind.membersTitle
    members = type.kind.members(availability: entry.availability, index.spelling)
    referrers = index.referrers(of: type.id).map { Referrer($0, index.spelling) }
  }
}

extension TypeFacts.Referrer {
  fileprivate init(_ referrer: ModelIndex.Referrer, _ spelling: TypeSpelling) {
    switch referrer {
    case .type(let id): self.init(kind: "type", swiftName: spelling.path(of: id), name: id.path)
    case .message(let message):
      self.init(kind: message.kind.rawValue, swiftName: message.swiftName, name: message.name)
    }
  }
}

extension TypeDeclaration.Kind {
  fileprivate func detail(_ spelling: TypeSpelling) -> String? {
    switch self {
    case .structure: nil
    case .openEnum(let values): "of \(values.rawType.swiftType.rawValue)"
    case .union(let union):
      union.kind.summary + (union.hasCatchAll ? "; the schema allows any other value too" : "")
    case .messages(let messages):
      messages.envelope.map { "with \(spelling.path(of: $0)) beside the parameters" }
    case .alias(let target): "of \(spelling.text(target))"
    }
  }

  fileprivate var membersTitle: String {
    switch self {
    case .structure: "properties"
    case .openEnum: "values"
    case .messages: "messages"
    case .union, .alias: "branches"
    }
  }

  /// The members of a type of this kind, in the order of the declaration.
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
      isSecret: property.isSecret,
      defaultValue: property.defaultValue,
      documentation: property.documentation
    )
  }
}
