/// The declarations of a model after naming, by identity, nested ones included, and how Swift writes references to them.
struct NamedTypes: Sendable {
  private(set) var declarations: [TypeID: TypeDeclaration] = [:]
  let spelling: TypeSpelling

  init(_ model: ProtocolModel) {
    spelling = TypeSpelling(model.types, namespace: model.namespace)
    for type in model.types.flatMap(\.flattened) { declarations[type.id] = type }
  }

  subscript(id: TypeID) -> TypeDeclaration? { declarations[id] }
}
