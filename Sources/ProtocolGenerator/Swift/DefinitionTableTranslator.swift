/// ProtocolModel -> GeneratedFile: the table of definitions with which the property tests of `CodexProtocol` find the Swift type of
/// each definition. It is generated only for a customization that asks for it.
enum DefinitionTableTranslator {
  static func file(of model: ProtocolModel) -> GeneratedFile {
    let text = SwiftPrinter.print(
      header: GeneratedFile.header(sources: model.sources),
      imports: [ImportSyntax(module: "CodexProtocol")],
      declarations: [
        .type(TypeSyntax(keyword: .extension, name: "DefinitionTable", members: [.function(visit(model))]))
      ]
    )
    return GeneratedFile(path: "CodexProtocolTests/DefinitionTable.swift", contents: text)
  }

  private static func visit(_ model: ProtocolModel) -> FunctionSyntax {
    let calls = model.types.map { type -> (Bool, Statement) in
      let arguments = [Expression.string(type.id.path), .member(.name(type.swiftName), "self")]
      let call = Expression.call(.name("body"), arguments.map { .init($0) })
      return (type.availability == .experimental, .expression(call))
    }
    return FunctionSyntax(
      comment: CommentSyntax(paragraphs: ["Calls `body` with the name and the Swift type of each definition."]),
      access: "",
      name: "static func forEach",
      parameters: [ParameterSyntax(label: "_", name: "body", type: "(String, any (Codable & Sendable).Type) -> Void")],
      body: [Statement].conditional(calls)
    )
  }
}
