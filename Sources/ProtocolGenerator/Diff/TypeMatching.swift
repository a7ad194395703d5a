/// Which type of the new release is which of the old one.
///
/// By path, first of all. What is left: a definition of the same name in another namespace has moved, and one of equal
/// shape under another name was renamed.
struct TypeMatching {
  /// New identities by old ones, of definitions and of what is nested in them.
  private(set) var new: [TypeID: TypeID] = [:]
  /// Old identities by new ones.
  private(set) var old: [TypeID: TypeID] = [:]
  /// The old identities of renamed definitions.
  private(set) var renamed: [TypeID] = []

  init(_ oldModel: ProtocolModel, _ newModel: ProtocolModel) {
    let oldTypes = Dictionary(oldModel.types.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let newTypes = Dictionary(newModel.types.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var gone: [TypeDeclaration] = []
    for type in oldModel.types {
      if let other = newTypes[type.id] { pair(type, other) } else { gone.append(type) }
    }
    var come = newModel.types.filter { oldTypes[$0.id] == nil }
    matchMoved(&gone, &come)
    matchRenamed(gone, come)
  }

  /// The reference as the new release would write it.
  func translated(_ reference: TypeReference) -> TypeReference {
    reference.mapped { inner in
      if case .named(let id) = inner, let other = new[id] { .named(other) } else { inner }
    }
  }

  private mutating func pair(_ oldType: TypeDeclaration, _ newType: TypeDeclaration) {
    new[oldType.id] = newType.id
    old[newType.id] = oldType.id
    let (oldUnions, newUnions) = (oldType.flattenedUnions, newType.flattenedUnions)
    for nested in oldType.nested {
      guard let other = newType.nested.first(where: { $0.name == nested.name }) else { continue }
      // A union whose members stand in the object is another thing than the type of a member of that name.
      if oldUnions.contains(nested.id) == newUnions.contains(other.id) { pair(nested, other) }
    }
  }

  private mutating func matchMoved(_ gone: inout [TypeDeclaration], _ come: inout [TypeDeclaration]) {
    let candidates = Dictionary(grouping: come, by: \.name)
    gone.removeAll { type in
      guard let others = candidates[type.name], others.count == 1, old[others[0].id] == nil else { return false }
      pair(type, others[0])
      return true
    }
    come.removeAll { old[$0.id] != nil }
  }

  private mutating func matchRenamed(_ gone: [TypeDeclaration], _ come: [TypeDeclaration]) {
    var gone = gone
    var come = come
    var hasMore = true
    // A type that refers to a renamed one is equal to its successor only once that is known.
    while hasMore, !gone.isEmpty, !come.isEmpty {
      hasMore = false
      let candidates = Dictionary(grouping: come) { shape($0) { $0 } }
      for type in gone {
        let equal = (candidates[shape(type) { new[$0] ?? $0 }] ?? []).filter { old[$0.id] == nil }
        guard let other = successor(of: type, among: equal) else { continue }
        pair(type, other)
        renamed.append(type.id)
        hasMore = true
      }
      gone.removeAll { new[$0.id] != nil }
      come.removeAll { old[$0.id] != nil }
    }
  }

  /// Many types have few members and equal shapes by chance, so these need a similar name too.
  private func successor(of type: TypeDeclaration, among equal: [TypeDeclaration]) -> TypeDeclaration? {
    if type.memberNames.count > 2, equal.count == 1 { return equal[0] }
    guard let near = nearestName(to: type.name, in: equal.map(\.name)) else { return nil }
    return equal.first { $0.name == near }
  }

  private func shape(_ type: TypeDeclaration, _ identity: (TypeID) -> TypeID) -> TypeDeclaration {
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
