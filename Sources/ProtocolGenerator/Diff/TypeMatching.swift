/// Which type of the new release corresponds to which type of the old release.
///
/// Types correspond if their definitions have the same path. Among the remaining definitions, one of the same name in another
/// namespace was moved, and one with the same contents under another name was renamed.
struct TypeMatching {
  /// The identity in the new release by the identity in the old release, for definitions and for the types nested in them.
  private(set) var newIDs: [TypeID: TypeID] = [:]
  /// The identity in the old release by the identity in the new release.
  private(set) var oldIDs: [TypeID: TypeID] = [:]
  /// The identities of renamed definitions in the old release.
  private(set) var renamed: Set<TypeID> = []

  init(_ oldModel: ProtocolModel, _ newModel: ProtocolModel) {
    let oldTypes = Dictionary(oldModel.types.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let newTypes = Dictionary(newModel.types.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var removed: [TypeDeclaration] = []
    for type in oldModel.types {
      if let other = newTypes[type.id] { match(type, other) } else { removed.append(type) }
    }
    var added = newModel.types.filter { oldTypes[$0.id] == nil }
    matchMoved(&removed, &added)
    matchRenamed(removed, added)
  }

  /// A type reference of the old release, with each named type replaced by the corresponding type of the new release.
  func translated(_ reference: TypeReference) -> TypeReference {
    reference.mapped { inner in
      if case .named(let id) = inner, let other = newIDs[id] { .named(other) } else { inner }
    }
  }

  private mutating func match(_ oldType: TypeDeclaration, _ newType: TypeDeclaration) {
    newIDs[oldType.id] = newType.id
    oldIDs[newType.id] = oldType.id
    let (oldUnions, newUnions) = (oldType.flattenedUnions, newType.flattenedUnions)
    for nested in oldType.nested {
      guard let other = newType.nested.first(where: { $0.name == nested.name }) else { continue }
      // A flattened union never corresponds to the type of a member, even if both have the same name.
      if oldUnions.contains(nested.id) == newUnions.contains(other.id) { match(nested, other) }
    }
  }

  private mutating func matchMoved(_ removed: inout [TypeDeclaration], _ added: inout [TypeDeclaration]) {
    let candidates = Dictionary(grouping: added, by: \.name)
    removed.removeAll { type in
      guard let others = candidates[type.name], others.count == 1, oldIDs[others[0].id] == nil else { return false }
      match(type, others[0])
      return true
    }
    added.removeAll { oldIDs[$0.id] != nil }
  }

  private static let mostRounds = 50

  private mutating func matchRenamed(_ removed: [TypeDeclaration], _ added: [TypeDeclaration]) {
    var removed = removed
    var added = added
    var foundMore = true
    var rounds = 0
    // A type that refers to a renamed type equals its successor only after the renamed type has been found, so the search
    // is repeated until it finds nothing. The limit keeps the time linear for schemas with long chains of renamed types.
    while foundMore, !removed.isEmpty, !added.isEmpty, rounds < Self.mostRounds {
      foundMore = false
      rounds += 1
      let candidates = Dictionary(grouping: added) { contents(of: $0) { $0 } }
      for type in removed {
        let equal = (candidates[contents(of: type) { newIDs[$0] ?? $0 }] ?? []).filter { oldIDs[$0.id] == nil }
        guard let other = successor(of: type, among: equal) else { continue }
        match(type, other)
        renamed.insert(type.id)
        foundMore = true
      }
      removed.removeAll { newIDs[$0.id] != nil }
      added.removeAll { oldIDs[$0.id] != nil }
    }
  }

  /// The new name of a renamed type, or `nil` if no candidate is certain enough. Types with few members often have the same
  /// contents by chance, so for them the name has to be similar too.
  private func successor(of type: TypeDeclaration, among equal: [TypeDeclaration]) -> TypeDeclaration? {
    if type.memberNames.count > 2, equal.count == 1 { return equal[0] }
    guard let near = nearestName(to: type.name, in: equal.map(\.name)) else { return nil }
    return equal.first { $0.name == near }
  }

  /// The declaration without its own name and documentation, for comparing types with different names.
  private func contents(of type: TypeDeclaration, _ identity: (TypeID) -> TypeID) -> TypeDeclaration {
    let own = type.id
    var bare = type.bare { $0 == own ? TypeID(path: "") : identity($0) }
    bare.name = ""
    return bare
  }
}

extension TypeDeclaration {
  /// The types of unions that are flattened into the objects of this type.
  fileprivate var flattenedUnions: Set<TypeID> {
    guard case .structure(let structure) = kind else { return [] }
    return Set(structure.properties.filter { $0.presence == .flattened }.compactMap(\.type.name))
  }
}
