/// A named model, prepared for questions about single types and messages.
struct ModelIndex {
  let model: ProtocolModel
  let spelling: TypeSpelling
  /// All types, nested ones after those that declare them.
  private(set) var types: [TypeEntry] = []
  /// All methods, then all notifications, each sorted by name.
  private(set) var messages: [ProtocolMessage] = []
  private var users: [TypeID: [Referrer]] = [:]

  /// A type with what its place in the model adds to its declaration.
  struct TypeEntry: Hashable {
    var declaration: TypeDeclaration
    /// What is declared in an experimental type is experimental too, though only the outer one is marked.
    var availability: Availability
    var isNested: Bool
  }

  /// What a name can mean.
  enum Match: Hashable {
    case type(TypeEntry)
    case message(ProtocolMessage)
  }

  /// What refers to a type in its own declaration.
  enum Referrer: Hashable {
    case type(TypeID)
    case message(ProtocolMessage)
  }

  init(_ model: ProtocolModel) {
    self.model = model
    spelling = TypeSpelling(model.types)
    for type in model.types { add(type, availability: .always, isNested: false) }
    messages = model.methods.map { ProtocolMessage($0) } + Self.notifications(in: model)
    for message in messages {
      for name in Set(message.references.compactMap(\.name)) { users[name, default: []].append(.message(message)) }
    }
  }

  // MARK: Building

  private mutating func add(_ type: TypeDeclaration, availability: Availability, isNested: Bool) {
    let availability = availability.within(type.availability)
    types.append(TypeEntry(declaration: type, availability: availability, isNested: isNested))
    for name in Set(Self.references(of: type).compactMap(\.name)) { users[name, default: []].append(.type(type.id)) }
    for nested in type.nested { add(nested, availability: availability, isNested: true) }
  }

  /// That a union of all messages refers to parameters says less than which message does, and that is in `messages`.
  private static func references(of type: TypeDeclaration) -> [TypeReference] {
    guard case .messages(let messages) = type.kind else { return type.references }
    return messages.envelope.map { [.named($0)] } ?? []
  }

  private static func notifications(in model: ProtocolModel) -> [ProtocolMessage] {
    let all = model.types.flatMap { type -> [ProtocolMessage] in
      guard case .messages(let messages) = type.kind, messages.kind == .notifications else { return [] }
      return messages.cases.map { ProtocolMessage($0, of: messages, in: type) }
    }
    return all.sorted { ($0.name, $0.swiftName) < ($1.name, $1.swiftName) }
  }

  // MARK: Asking

  /// What `name` means: the path or the name of a type on the wire, its dotted name in Swift, or the name of a message on
  /// the wire or in Swift. A name without its namespace may mean several things.
  func find(_ name: String) -> [Match] {
    types.filter { names(of: $0).contains(name) }.map(Match.type)
      + messages.filter { $0.names.contains(name) }.map(Match.message)
  }

  /// Every name that `find` knows, for suggestions.
  var knownNames: Set<String> {
    Set(types.flatMap(names(of:))).union(messages.flatMap(\.names))
  }

  /// The types and messages that refer to a type directly: types first, then methods, then notifications, each sorted.
  func users(of id: TypeID) -> [Referrer] { users[id] ?? [] }

  private func names(of entry: TypeEntry) -> [String] {
    let names = [entry.declaration.id.path, spelling.path(of: entry.declaration.id)]
    // The tag of a branch, such as "text", is no name to find a type by: there are many of them.
    return entry.isNested ? names : names + [entry.declaration.name]
  }
}

extension Availability {
  /// The availability of what is declared with `inner` inside of something with this availability.
  func within(_ inner: Availability) -> Availability { self == .experimental ? .experimental : inner }
}
