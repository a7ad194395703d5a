/// Finds definitions of one name in several namespaces that mean the same type.
///
/// What they refer to may itself stand in several namespaces. So all of one name are first taken to be the same, and told
/// apart until no two that are taken to be the same differ.
struct EqualDefinitions {
  /// What stands in for a definition: itself, or the one it equals.
  private var representative: [TypeID: TypeID] = [:]

  /// The definitions to drop, each with the one that stands for it.
  static func find(in types: [TypeDeclaration]) -> [TypeID: TypeID] {
    let groups = Dictionary(grouping: types, by: \.name).values.filter { $0.count > 1 }
    var equal = EqualDefinitions()
    for group in groups { equal.take(group) }
    while groups.map({ equal.tellApart($0) }).contains(true) {}
    return equal.representative.filter { $0.key != $0.value }
  }

  /// Takes `types` to be the same.
  private mutating func take(_ types: [TypeDeclaration]) {
    // What every client has stands for what only some have.
    let first = types.min { ($0.gate == .always ? 0 : 1, $0.id) < ($1.gate == .always ? 0 : 1, $1.id) }
    for type in types { representative[type.id] = first?.id }
  }

  /// Whether some that were taken to be the same turned out to differ.
  private mutating func tellApart(_ group: [TypeDeclaration]) -> Bool {
    var changed = false
    for types in Dictionary(grouping: group, by: { representative[$0.id] }).values where types.count > 1 {
      let kinds = Dictionary(grouping: types, by: plain)
      guard kinds.count > 1 else { continue }
      for kind in kinds.values { take(kind) }
      changed = true
    }
    return changed
  }

  /// The declaration without what tells where it stands and what its prose says.
  private func plain(_ declaration: TypeDeclaration) -> TypeDeclaration {
    let root = declaration.id.path
    func stripped(_ type: TypeDeclaration) -> TypeDeclaration {
      var type = type
      type.id = TypeID(path: "")
      type.documentation = Documentation()
      type.gate = .always
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
      case .messages(var messages):
        for index in messages.cases.indices { messages.cases[index].documentation = Documentation() }
        type.shape = .messages(messages)
      case .alias: break
      }
      type.nested = type.nested.map(stripped)
      return type
    }
    var result = stripped(declaration)
    result.mapReferences { reference in
      guard case .named(let id) = reference else { return reference }
      // A nested type's identity begins with its parent's: compare what is behind it.
      if id.path.hasPrefix(root + "/") { return .named(TypeID(path: String(id.path.dropFirst(root.count)))) }
      return .named(representative[id] ?? id)
    }
    return result
  }
}
