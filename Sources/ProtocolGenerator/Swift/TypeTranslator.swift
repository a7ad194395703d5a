/// TypeDeclaration -> Declaration: one type of the model with its nested types.
struct TypeTranslator {
  let context: TranslationContext

  func translate(_ type: TypeDeclaration) -> Declaration {
    let declaration: Declaration =
      switch type.kind {
      case .structure(let structure): .type(self.structure(structure, type))
      case .openEnum(let values): .type(openEnum(values, type))
      case .union(let union): .type(self.union(union, type))
      case .messages(let messages): .type(messageUnion(messages, type))
      case .alias(let target):
        .alias(
          AliasSyntax(
            comment: comment(of: type),
            access: context.access,
            name: type.swiftName,
            target: context.spelling(target)
          )
        )
      }
    return type.availability == .experimental ? .conditional([declaration]) : declaration
  }

  func comment(of type: TypeDeclaration) -> CommentSyntax {
    let isDefinition = context.types.spelling.isDefinition(type.id)
    return type.documentation.comment(isType: isDefinition, fallback: context.purpose(of: type.id)?.paragraphs ?? [])
  }

  /// The nested types. Inside of an experimental type, the nested types need no `#if`.
  func nested(in type: TypeDeclaration) -> [Declaration] {
    type.nested.map { translate($0) }
  }

  /// `@nonexhaustive`, for compilers that know the attribute: a new case is then no breaking change for callers.
  /// Internal types cannot have the attribute.
  var openAttributes: [AttributeSyntax] {
    context.accessLevel == .internal ? [] : [AttributeSyntax(text: "@nonexhaustive", condition: "nonexhaustive")]
  }

  /// The property `isRecognized: Bool`.
  var isRecognized: Declaration {
    .variable(
      VariableSyntax(
        access: context.access,
        name: "isRecognized",
        type: "Bool",
        accessors: .get([
          .ifCase(.member(nil, "unrecognized"), of: .name("self"), then: .name("false"), otherwise: .name("true"))
        ])
      )
    )
  }

  /// The function `_describe(_ type: _WireDescription<Self>)`.
  func describingFunction(_ body: [Statement]) -> Declaration {
    .function(
      FunctionSyntax(
        access: context.hookAccess + "static ",
        name: "func _describe",
        parameters: [ParameterSyntax(label: "_", name: "type", type: "_WireDescription<Self>")],
        body: body
      )
    )
  }
}
