extension Words {
  /// The names of a union's branches, from which the names of the Swift cases are made.
  ///
  /// The branches of an untagged union are named as their types. Words at the start and end of a type's name that are also
  /// in the union's name are left out, and so are words at the end that all branches share.
  func stripped(_ union: Union, named owner: String) -> [String] {
    let tags = union.branches.map(\.tag)
    guard !union.kind.hasTags else { return tags }
    let own = split(owner).map { $0.lowercased() }
    let branches = tags.map(split)
    var shared = branches.first.map { Set($0.map { $0.lowercased() }) } ?? []
    for branch in branches { shared.formIntersection(branch.map { $0.lowercased() }) }
    if branches.count < 2 { shared = [] }
    let names = branches.map { stripped($0, of: own, and: shared).joined(separator: " ") }
    // When two branches would get the same shortened name, both keep their whole name.
    let counts = Dictionary(names.map { ($0.lowercased(), 1) }, uniquingKeysWith: +)
    return zip(names, tags).map { name, tag in counts[name.lowercased()] ?? 0 > 1 ? tag : name }
  }

  private func stripped(_ branch: [String], of own: [String], and shared: Set<String>) -> ArraySlice<String> {
    var rest = branch[...]
    var prefix = 0
    while rest.count > 1, prefix < own.count, rest.first?.lowercased() == own[prefix] {
      rest.removeFirst()
      prefix += 1
    }
    var suffix = 0
    while rest.count > 1, suffix < own.count - prefix, let last = rest.last?.lowercased(),
      last == own[own.count - 1 - suffix] || shared.contains(last)
    {
      rest.removeLast()
      suffix += 1
    }
    return rest
  }
}
