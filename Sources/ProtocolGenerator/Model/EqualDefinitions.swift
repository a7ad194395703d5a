/// Finds definitions that have the same name in several namespaces and declare equal types.
///
/// A definition may refer to another definition that exists in several namespaces too. The search therefore starts with
/// the assumption that all definitions of one name are equal, and splits them until the definitions of each group are
/// equal.
struct EqualDefinitions {
  /// The definition that is kept for each definition: the definition itself, or the definition that it equals.
  private var representative: [TypeID: TypeID] = [:]

  /// The definitions to remove, each with the definition that is kept instead.
  static func find(in types: [TypeDeclaration]) -> [TypeID: TypeID] {
    let groups = Dictionary(grouping: types, by: \.name).values.filter { $0.count > 1 }
    var equal = EqualDefinitions()
    for group in groups { equal.take(group) }
    equal.tellApart(groups)
    return equal.representative.filter { $0.key != $0.value }
  }

  /// Assumes that `types` are equal.
  private mutating func take(_ types: [TypeDeclaration]) {
    // When a stable and an experimental definition are equal, the stable one is kept.
    let first = types.min { ($0.availability == .always ? 0 : 1, $0.id) < ($1.availability == .always ? 0 : 1, $1.id) }
    for type in types { representative[type.id] = first?.id }
  }

  /// Splits the groups until the types of each group are equal. When a group is split, only the groups that refer to its types
  /// are examined again, so that long chains of references take linear time.
  private mutating func tellApart(_ groups: [[TypeDeclaration]]) {
    var referrers: [TypeID: Set<Int>] = [:]
    for (number, group) in groups.enumerated() {
      for type in group.flatMap(\.flattened) {
        for name in type.references.compactMap(\.name) { referrers[name, default: []].insert(number) }
      }
    }
    var open = Array(groups.indices)
    var isOpen = Set(open)
    while let number = open.popLast() {
      isOpen.remove(number)
      guard tellApart(groups[number]) else { continue }
      let affected = groups[number].reduce(into: Set([number])) { $0.formUnion(referrers[$1.id] ?? []) }
      for other in affected.sorted() where isOpen.insert(other).inserted { open.append(other) }
    }
  }

  /// Splits the types of a group that turn out to differ. Returns whether any did.
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
    // The names are part of the comparison, since only definitions of one name are compared.
    declaration.bare { representative[$0] ?? $0 }
  }
}
