/// Method -> Declaration: a struct in the namespace `RPC` that represents a call, with the method's name, parameters
/// and response type.
struct MethodTranslator {
  let context: TranslationContext

  func translate(_ method: Method) -> Declaration {
    let params = method.params.map { context.spelling($0) } ?? "NoParams"
    var comment = method.documentation.comment(isType: true, fallback: [method.name.codeSpan])
    if !method.documentation.text.isEmpty {
      comment = CommentSyntax(paragraphs: [method.name.codeSpan] + comment.paragraphs)
    }
    let members: [Declaration] = [
      .alias(AliasSyntax(access: context.access, name: "Response", target: context.spelling(method.response))),
      .variable(
        VariableSyntax(
          access: context.access,
          isStatic: true,
          name: "name",
          type: "String",
          accessors: .get([.expression(.string(method.name))])
        )
      ),
      .variable(VariableSyntax(access: context.access, name: "params", type: params)),
      .function(
        FunctionSyntax(
          access: context.access,
          name: "init",
          parameters: [ParameterSyntax(label: "_", name: "params", type: params, defaultValue: defaultParams(method))],
          body: [.assign(.member(.name("self"), "params"), .name("params"))]
        )
      ),
    ]
    return .type(
      TypeSyntax(
        comment: comment,
        attributes: [method.documentation.deprecationAttribute].compactMap(\.self),
        access: context.access,
        keyword: .structure,
        name: method.swiftName,
        inherits: [method.sender == .client ? "ClientMethod" : "ServerMethod"],
        members: members
      )
    )
  }

  /// The default argument for parameters that may be left out in JSON.
  private func defaultParams(_ method: Method) -> Expression? {
    switch method.params {
    case nil: .call(.name("NoParams"), [])
    case .optional: .nil
    default: nil
    }
  }
}
