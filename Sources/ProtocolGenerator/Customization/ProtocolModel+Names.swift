extension TypeDeclaration {
  /// The names on the wire of what the type consists of.
  var memberNames: [String] {
    switch kind {
    case .structure(let structure): structure.properties.map(\.name) + [structure.additional?.name].compactMap(\.self)
    case .openEnum(let values): values.values.map(\.text)
    case .union(let union): union.branches.map(\.tag)
    case .messages(let messages): messages.cases.map(\.method)
    case .alias: []
    }
  }
}

extension ProtocolModel {
  /// The words, in small letters, of the names that types and their members have on the wire.
  func words(split words: Words) -> Set<String> {
    let names = Set(types.flatMap(\.flattened).flatMap { [$0.name] + $0.memberNames })
    return names.reduce(into: []) { known, name in known.formUnion(words.split(name).map { $0.lowercased() }) }
  }
}
