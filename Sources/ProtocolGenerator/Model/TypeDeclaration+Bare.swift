extension TypeDeclaration {
  /// The declaration without what tells where it stands, how it is called and what its prose says: what two definitions
  /// have in common that mean the same.
  ///
  /// - Parameter identity: What stands for a definition that is referred to.
  func bare(_ identity: (TypeID) -> TypeID) -> TypeDeclaration {
    let root = id.path
    var result = stripped
    result.mapReferences { reference in
      guard case .named(let id) = reference else { return reference }
      // A nested type's identity begins with its parent's: compare what is behind it.
      if id.path.hasPrefix(root + "/") { return .named(TypeID(path: String(id.path.dropFirst(root.count)))) }
      return .named(identity(id))
    }
    return result
  }

  private var stripped: TypeDeclaration {
    var type = self
    type.id = TypeID(path: "")
    type.swiftName = ""
    type.documentation = Documentation()
    type.availability = .always
    switch type.kind {
    case .structure(var structure):
      for index in structure.properties.indices {
        structure.properties[index].documentation = Documentation()
        structure.properties[index].swiftName = ""
      }
      type.kind = .structure(structure)
    case .openEnum(var values):
      for index in values.values.indices {
        values.values[index].documentation = Documentation()
        values.values[index].swiftName = ""
      }
      type.kind = .openEnum(values)
    case .union(var union):
      for index in union.branches.indices {
        union.branches[index].documentation = Documentation()
        union.branches[index].swiftName = ""
      }
      type.kind = .union(union)
    case .messages(var messages):
      for index in messages.cases.indices {
        messages.cases[index].documentation = Documentation()
        messages.cases[index].swiftName = ""
      }
      type.kind = .messages(messages)
    case .alias: break
    }
    type.nested = type.nested.map(\.stripped)
    return type
  }
}
