/// The questions that need all types at once: the same definition in two namespaces, recursion, methods.
struct ModelResolver {
  private var model: ProtocolModel
  private let file: String
  private var diagnostics: [Diagnostic] = []

  /// - Parameter responses: method names and the type of their answer, where the naming rules do not find it.
  static func resolve(_ model: ProtocolModel) throws(GeneratorError) -> ProtocolModel {
    var resolver = ModelResolver(model: model, file: model.sources.last ?? "")
    resolver.unifyNamespaces()
    resolver.boxRecursion()
    if !resolver.diagnostics.isEmpty { throw GeneratorError(resolver.diagnostics) }
    return resolver.model
  }

  private init(model: ProtocolModel, file: String) {
    self.model = model
    self.file = file
  }

  // MARK: Namespaces

  /// A definition that stands, word for word, in two namespaces is one type. (Equal shapes under different names are not.)
  private mutating func unifyNamespaces() {
    var first: [String: TypeDeclaration] = [:]
    var replaced: [TypeID: TypeID] = [:]
    for type in model.types {
      if let other = first[type.name], other.withoutPlace == type.withoutPlace {
        replaced[type.id] = other.id
      } else if first[type.name] == nil {
        first[type.name] = type
      }
    }
    if replaced.isEmpty { return }
    model.types.removeAll { replaced[$0.id] != nil }
    for index in model.types.indices {
      model.types[index].mapReferences { reference in
        if case .named(let id) = reference, let other = replaced[id] { .named(other) } else { reference }
      }
    }
  }

  // MARK: Recursion

  /// A value type cannot contain itself: what does, directly or through others, is stored behind a reference.
  private mutating func boxRecursion() {
    let all = model.types.flatMap(\.flattened)
    let byID = Dictionary(all.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let contained = byID.mapValues { type in type.references.compactMap(\.containedType) }
    reportAliasCycles(byID)

    func reaches(_ start: TypeID, _ goal: TypeID) -> Bool {
      var seen: Set<TypeID> = []
      var pending = [start]
      while let id = pending.popLast() {
        if id == goal { return true }
        if seen.insert(id).inserted { pending += contained[id] ?? [] }
      }
      return false
    }
    func isRecursive(_ reference: TypeReference?, in id: TypeID) -> Bool {
      reference?.containedType.map { reaches($0, id) } ?? false
    }
    func box(_ type: inout TypeDeclaration) {
      switch type.shape {
      case .structure(var structure):
        for index in structure.properties.indices {
          structure.properties[index].isBoxed = isRecursive(structure.properties[index].type, in: type.id)
        }
        type.shape = .structure(structure)
      case .union(var union):
        for index in union.branches.indices {
          union.branches[index].isBoxed = isRecursive(union.branches[index].payload, in: type.id)
        }
        type.shape = .union(union)
      case .openEnum, .messages, .alias: break
      }
      for index in type.nested.indices { box(&type.nested[index]) }
    }
    for index in model.types.indices { box(&model.types[index]) }
  }

  /// Swift's type aliases cannot be recursive, not even through an array.
  private mutating func reportAliasCycles(_ types: [TypeID: TypeDeclaration]) {
    for type in model.types {
      guard case .alias(let target) = type.shape else { continue }
      var next = target.name
      var seen: Set<TypeID> = []
      while let id = next, seen.insert(id).inserted {
        if id == type.id {
          let message =
            "this definition is defined by itself: its references never lead to a struct, an enum or a union"
          diagnostics.append(.error(file, type.documentation.pointer, message))
        }
        guard case .alias(let target)? = types[id]?.shape else { break }
        next = target.name
      }
    }
  }
}

extension TypeReference {
  /// The named type that a value of this type contains in its own storage; what is in arrays and dictionaries is elsewhere.
  var containedType: TypeID? {
    switch self {
    case .named(let id): id
    case .optional(let wrapped): wrapped.containedType
    case .array, .dictionary, .scalar, .json: nil
    }
  }
}

extension TypeDeclaration {
  /// The declaration without what tells where it stands and what its prose says.
  fileprivate var withoutPlace: TypeDeclaration {
    func plain(_ type: TypeDeclaration) -> TypeDeclaration {
      var type = type
      type.id = TypeID(path: "")
      type.documentation = Documentation()
      switch type.shape {
      case .structure(var structure):
        for index in structure.properties.indices { structure.properties[index].documentation = Documentation() }
        type.shape = .structure(structure)
      case .openEnum(var values):
        for index in values.values.indices { values.values[index].documentation = Documentation() }
        type.shape = .openEnum(values)
      case .union(var union):
        for index in union.branches.indices { union.branches[index].documentation = Documentation() }
        type.shape = .union(union)
      case .messages, .alias: break
      }
      type.nested = type.nested.map(plain)
      // A nested type's identity begins with its parent's: compare what is behind it.
      type.mapReferences { reference in
        if case .named(let id) = reference, id.path.hasPrefix(self.id.path + "/") {
          .named(TypeID(path: String(id.path.dropFirst(self.id.path.count))))
        } else {
          reference
        }
      }
      return type
    }
    return plain(self)
  }
}
