/// One of the two releases that are compared: the named model, and what questions about single types need.
struct ReleaseModel {
  let model: ProtocolModel
  let wrappers: WrapperModel
  let spelling: TypeSpelling
  /// All types, nested ones too.
  private(set) var types: [TypeID: TypeDeclaration] = [:]
  /// What is declared in an experimental type is experimental too.
  private(set) var availabilities: [TypeID: Availability] = [:]
  private(set) var messages: [ProtocolMessage] = []
  let usage: TypeUsage
  private var subjects: [TypeID: String] = [:]
  private(set) var names: [TypeID: String] = [:]

  init(_ model: ProtocolModel, _ wrappers: WrapperModel) {
    self.model = model
    self.wrappers = wrappers
    spelling = TypeSpelling(model.types)
    let index = ModelIndex(model)
    messages = index.messages
    for entry in index.types {
      types[entry.declaration.id] = entry.declaration
      availabilities[entry.declaration.id] = entry.availability
    }
    usage = TypeUsage(model, messages)
    nameSubjects()
  }

  /// What people call a type: `thread/start params` where it belongs to one message alone, else its name on the wire.
  func subject(of id: TypeID) -> String { subjects[id] ?? id.path }

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
      let plain = counts[type.name] ?? 0 > 1 ? type.id.path : type.name
      names[type.id] = plain
      let use = uses[type.id] ?? []
      name(type, use.count == 1 ? use[0] : plain)
    }
  }

  /// The reference with plain names replaced by what they stand for.
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

  /// The struct that a value of this type is, if it is one.
  func structure(_ reference: TypeReference?) -> Structure? {
    guard let reference, case .named(let id) = resolved(reference), case .structure(let structure)? = types[id]?.kind
    else { return nil }
    return structure
  }
}
