extension TypeDeclaration {
  /// The names of the properties, values, branches or messages of the type, as the schema writes them.
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
  /// The words of the names of types and members in the schema, in lower case.
  func words(split words: Words) -> Set<String> {
    let names = Set(types.flatMap(\.flattened).flatMap { [$0.name] + $0.memberNames })
    return names.reduce(into: []) { known, name in known.formUnion(words.split(name).map { $0.lowercased() }) }
  }
}
