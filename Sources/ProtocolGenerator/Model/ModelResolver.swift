/// The questions that need all types at once: the same definition in two namespaces, recursion, methods.
struct ModelResolver {
  private var model: ProtocolModel
  private let file: String
  private var diagnostics: [Diagnostic] = []

  /// - Parameter responses: method names and the type of their answer, where the naming rules do not find it.
  static func resolve(_ model: ProtocolModel) throws(GeneratorError) -> ProtocolModel {
    var resolver = ModelResolver(model: model, file: model.sources.last ?? "")
    resolver.unifyNamespaces()
    resolver.reportAliasCycles()
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
    let replaced = EqualDefinitions.find(in: model.types)
    if replaced.isEmpty { return }
    let removed = model.types.filter { replaced[$0.id] != nil }.map(\.documentation.pointer)
    model.untyped.removeAll { node in removed.contains { node.pointer == $0 || node.pointer.hasPrefix($0 + "/") } }
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
    var contained: [TypeID: [TypeID]] = [:]
    func collect(_ type: TypeDeclaration) {
      contained[type.id] = type.containedTypes
      type.nested.forEach(collect)
    }
    model.types.forEach(collect)
    let cycles = ContainmentCycles(contained)

    func isRecursive(_ reference: TypeReference?, in id: TypeID) -> Bool {
      reference?.containedType.map { cycles.isCycle(id, $0) } ?? false
    }
    func box(_ type: inout TypeDeclaration) {
      switch type.kind {
      case .structure(var structure):
        for index in structure.properties.indices {
          structure.properties[index].isBoxed = isRecursive(structure.properties[index].type, in: type.id)
        }
        type.kind = .structure(structure)
      case .union(var union):
        for index in union.branches.indices {
          union.branches[index].isBoxed = isRecursive(union.branches[index].payload, in: type.id)
        }
        type.kind = .union(union)
      case .openEnum, .messages, .alias: break
      }
      for index in type.nested.indices { box(&type.nested[index]) }
    }
    for index in model.types.indices { box(&model.types[index]) }
  }

  /// Swift's type aliases cannot be recursive, not even through an array.
  private mutating func reportAliasCycles() {
    var targets: [TypeID: TypeReference] = [:]
    for type in model.types {
      if case .alias(let target) = type.kind { targets[type.id] = target }
    }
    for type in model.types {
      guard case .alias(let target) = type.kind else { continue }
      var next = target.name
      var seen: Set<TypeID> = []
      while let id = next, seen.insert(id).inserted {
        if id == type.id {
          let message =
            "this definition is defined by itself: its references never lead to a struct, an enum or a union"
          diagnostics.append(.error(file, type.documentation.pointer, message))
        }
        next = targets[id]?.name
      }
    }
  }
}
