/// A model whose parts have their Swift names, with tables for questions about single types and messages.
struct ModelIndex {
  let model: ProtocolModel
  let spelling: TypeSpelling
  /// All types. A nested type comes after the type that declares it.
  private(set) var types: [TypeEntry] = []
  /// All methods, then all notifications, each sorted by name.
  private(set) var messages: [ProtocolMessage] = []
  private var referrers: [TypeID: [Referrer]] = [:]

  /// A type, with the facts that follow from its place in the model.
  struct TypeEntry: Hashable {
    var declaration: TypeDeclaration
    /// The availability of the type. A type that is nested in an experimental type is experimental too, although only the
    /// outer declaration says so.
    var availability: Availability
    var isNested: Bool
  }

  /// A type or a message that a name means.
  enum Match: Hashable {
    case type(TypeEntry)
    case message(ProtocolMessage)
  }

  /// A type or a message that refers to a type.
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
      for name in Set(message.references.compactMap(\.name)) { referrers[name, default: []].append(.message(message)) }
    }
  }

  // MARK: Building

  private mutating func add(_ type: TypeDeclaration, availability: Availability, isNested: Bool) {
    let availability = availability.within(type.availability)
    types.append(TypeEntry(declaration: type, availability: availability, isNested: isNested))
    for name in Set(Self.references(of: type).compactMap(\.name)) {
      referrers[name, default: []].append(.type(type.id))
    }
    for nested in type.nested { add(nested, availability: availability, isNested: true) }
  }

  /// The types to which a type refers. For a message union, the types of the parameters are left out: they are listed with
  /// each message, which says more than the union of all messages.
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

  // MARK: Look-up

  /// The types and messages that a name means.
  ///
  /// - Parameter name: The path or the name of a definition, the dotted Swift name of a type, or the name of a message in the
  ///   protocol or in Swift. The name of a definition without its namespace may mean several types.
  func find(_ name: String) -> [Match] {
    types.filter { names(of: $0).contains(name) }.map(Match.type)
      + messages.filter { $0.names.contains(name) }.map(Match.message)
  }

  /// All names that `find` knows, for suggestions.
  var knownNames: Set<String> {
    Set(types.flatMap(names(of:))).union(messages.flatMap(\.names))
  }

  /// The types and messages that refer to a type directly: first types, then methods, then notifications, each sorted.
  func referrers(of id: TypeID) -> [Referrer] { referrers[id] ?? [] }

  private func names(of entry: TypeEntry) -> [String] {
    let names = [entry.declaration.id.path, spelling.path(of: entry.declaration.id)]
    // The name of a nested type, such as the tag "text" of a branch, is left out: many types have a branch of that name.
    return entry.isNested ? names : names + [entry.declaration.name]
  }
}

extension Availability {
  /// The availability of a part that declares `inner` and is nested in something with this availability.
  func within(_ inner: Availability) -> Availability { self == .experimental ? .experimental : inner }
}
