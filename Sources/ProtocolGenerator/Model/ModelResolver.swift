/// Decides what depends on several types at once: equal definitions in several namespaces, and recursion.
struct ModelResolver {
  private var model: ProtocolModel
  private let file: String
  private var diagnostics: [Diagnostic] = []

  /// - Throws: `GeneratorError` for definitions that only refer to each other.
  static func resolve(_ model: ProtocolModel) throws(GeneratorError) -> ProtocolModel {
    var resolver = ModelResolver(model: model, file: model.sources.last ?? "")
    resolver.unifyNamespaces()
    resolver.reportAliasChains()
    resolver.boxRecursion()
    if !resolver.diagnostics.isEmpty { throw GeneratorError(resolver.diagnostics) }
    return resolver.model
  }

  private init(model: ProtocolModel, file: String) {
    self.model = model
    self.file = file
  }

  // MARK: Namespaces

  /// Equal definitions of one name in several namespaces become one type. Definitions with different names stay
  /// different types, even if they are equal.
  private mutating func unifyNamespaces() {
    let replaced = EqualDefinitions.find(in: model.types)
    if replaced.isEmpty { return }
    let removed = Set(model.types.filter { replaced[$0.id] != nil }.map(\.documentation.pointer))
    model.untyped.removeAll { node in Self.places(around: node.pointer).contains(where: removed.contains) }
    model.types.removeAll { replaced[$0.id] != nil }
    for index in model.types.indices {
      model.types[index].mapReferences { reference in
        if case .named(let id) = reference, let other = replaced[id] { .named(other) } else { reference }
      }
    }
  }

  /// A pointer, and the pointers of all places that contain its place.
  private static func places(around pointer: String) -> [String] {
    [pointer] + pointer.indices.filter { pointer[$0] == "/" }.map { String(pointer[..<$0]) }
  }

  // MARK: Recursion

  /// Marks the properties and branches that need a reference in Swift: a value type cannot contain itself, not even
  /// through other types.
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

  /// Type aliases of Swift cannot refer to themselves, not even through an array. Later stages follow chains of aliases by
  /// recursion, so the length of a chain is limited.
  private mutating func reportAliasChains() {
    let chains = AliasChains(in: model.types)
    for type in model.types {
      if chains.isInCycle(type.id) {
        let message = "this definition is defined by itself: its references never lead to a struct, an enum or a union"
        diagnostics.append(.error(file, type.documentation.pointer, message))
      } else if chains.length(from: type.id) == ReferenceCycles.longestChain + 1 {
        let message = ReferenceCycles.longChainProblem
        diagnostics.append(.error(file, type.documentation.pointer, message))
      }
    }
  }
}
