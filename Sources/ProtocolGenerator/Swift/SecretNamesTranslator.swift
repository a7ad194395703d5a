/// ProtocolModel -> [Declaration]: the names of the members of messages whose values are secrets.
enum SecretNamesTranslator {
  static func translate(_ model: ProtocolModel) -> [Declaration] {
    let names = Set(model.types.flatMap(names)).sorted()
    if names.isEmpty { return [] }
    let list = VariableSyntax(
      comment: CommentSyntax(paragraphs: [
        "The JSON names of all properties whose values are secrets, of the stable and of the experimental API."
      ]),
      access: "",
      isStatic: true,
      name: "names",
      type: "[String]",
      accessors: .get([.expression(.array(names.map { .string($0) }))])
    )
    return [.type(TypeSyntax(keyword: .extension, name: "MessageSecrets", members: [.variable(list)]))]
  }

  private static func names(_ type: TypeDeclaration) -> [String] {
    let nested = type.nested.flatMap(names)
    guard case .structure(let structure) = type.kind else { return nested }
    return nested + structure.allProperties.filter(\.isSecret).map(\.name)
  }
}
