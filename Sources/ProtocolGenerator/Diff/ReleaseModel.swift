import CodexWire

/// The model of one of the two compared releases, with tables for questions about single types.
struct ReleaseModel {
  let model: ProtocolModel
  let wrappers: WrapperModel
  /// Whether the code is generated for a module that is not public, so that only its own package uses it.
  let isOwnModule: Bool
  /// The bundle to which the pointers of the model belong.
  let schema: JSONValue
  /// How messages write types: with the widths of integers.
  let spelling: TypeSpelling
  /// How generated code writes types.
  let swiftSpelling: TypeSpelling
  /// All types by identity, including nested types.
  private(set) var types: [TypeID: TypeDeclaration] = [:]
  /// The availability of each type. A type that is nested in an experimental type is experimental too.
  private(set) var availabilities: [TypeID: Availability] = [:]
  /// All methods and notifications.
  let messages: [ProtocolMessage]
  let usage: TypeUsage
  private var subjects: [TypeID: String] = [:]
  private var definitionNames: [TypeID: String] = [:]

  init(_ model: ProtocolModel, _ wrappers: WrapperModel, schema: JSONValue, isOwnModule: Bool = false) {
    self.isOwnModule = isOwnModule
    self.schema = schema
    self.model = model
    self.wrappers = wrappers
    let index = ModelIndex(model)
    swiftSpelling = index.spelling
    spelling = index.spelling.withWidths
    messages = index.messages
    for entry in index.types {
      types[entry.declaration.id] = entry.declaration
      availabilities[entry.declaration.id] = entry.availability
    }
    usage = TypeUsage(model, messages)
    nameSubjects()
  }

  // MARK: Names for reports

  /// What reports call a type: `thread/start params` or `thread/start result` if one message alone has the type, otherwise
  /// the name of the definition.
  func subject(of id: TypeID) -> String { subjects[id] ?? id.path }

  /// The name of a definition, without its namespace unless another namespace has a definition of the same name.
  func definitionName(of id: TypeID) -> String { definitionNames[id] ?? id.path }

  /// The name of the definition that a type is, or that it is nested in, without the namespace. `nil` for an unknown type.
  func rootName(of id: TypeID) -> String? {
    var path = id.path[...]
    while definitionNames[TypeID(path: String(path))] == nil {
      guard let slash = path.lastIndex(of: "/") else { return nil }
      path = path[..<slash]
    }
    return types[TypeID(path: String(path))]?.name
  }

  private mutating func nameSubjects() {
    var uses: [TypeID: [String]] = [:]
    for message in messages {
      if case .named(let id)? = message.params?.unwrapped { uses[id, default: []].append("\(message.name) params") }
      if case .named(let id)? = message.response?.unwrapped { uses[id, default: []].append("\(message.name) result") }
    }
    let counts = Dictionary(model.types.map { ($0.name, 1) }, uniquingKeysWith: +)
    func name(_ type: TypeDeclaration, _ subject: String) {
      subjects[type.id] = subject
      for nested in type.nested { name(nested, "\(subject).\(nested.name)") }
    }
    for type in model.types {
      let definitionName = counts[type.name] ?? 0 > 1 ? type.id.path : type.name
      definitionNames[type.id] = definitionName
      let use = uses[type.id] ?? []
      name(type, use.count == 1 ? use[0] : definitionName)
    }
  }

  /// The kind and the Swift name of a type, such as `the union DynamicToolSpec`.
  func kindAndName(of type: TypeDeclaration) -> String { "the \(type.kind.name) \(spelling.path(of: type.id))" }

  /// The kind of a type, with the names of its values or branches, on one line.
  func summary(of type: TypeDeclaration) -> String {
    switch type.kind {
    case .alias(let target): spelling.text(target)
    case .openEnum(let values): "enum \(values.values.map(\.text).joined(separator: " | "))"
    case .union(let union): "union \(union.branches.map(\.tag).joined(separator: " | "))"
    case .structure, .messages: type.kind.name
    }
  }

  // MARK: Types

  /// The type reference with each alias replaced by the type that the alias stands for.
  func resolved(_ reference: TypeReference) -> TypeReference {
    var seen: Set<TypeID> = []
    func resolve(_ reference: TypeReference) -> TypeReference {
      reference.mapped { inner in
        guard case .named(let id) = inner, case .alias(let target)? = types[id]?.kind, seen.insert(id).inserted else {
          return inner
        }
        return resolve(target)
      }
    }
    return resolve(reference)
  }

  /// The struct to which a type reference leads, through aliases, or `nil` if the type is not a struct.
  func structure(_ reference: TypeReference?) -> Structure? {
    guard let reference, case .named(let id) = resolved(reference), case .structure(let structure)? = types[id]?.kind
    else { return nil }
    return structure
  }
}
