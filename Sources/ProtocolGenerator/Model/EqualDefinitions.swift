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
    let first = types.min { ($0.availability == .always ? 0 : 1, $0.id) < ($1.availability == .always ? 0 : 1, $1.id) }
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

  private func plain(_ declaration: TypeDeclaration) -> TypeDeclaration {
    // The name stays: only definitions of one name are compared.
    declaration.bare { representative[$0] ?? $0 }
  }
}
