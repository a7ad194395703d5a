extension TypeTranslator {
  func openEnum(_ values: OpenEnum, _ type: TypeDeclaration) -> TypeSyntax {
    let rawType = values.rawType.swiftType.rawValue
    var members = [Declaration].conditional(
      values.values.map { value in
        let name = SwiftKeyword.escaped(value.swiftName)
        return (value.availability, .enumCase(CaseSyntax(comment: value.documentation.caseComment, name: name)))
      }
    )
    members.append(
      unrecognizedCase(
        values.isOpenString ? "Another value." : "A value that this release does not know.",
        payload: rawType
      )
    )
    members.append(initializer(values, rawType))
    members.append(rawValue(values, rawType))
    members.append(isRecognized)
    return TypeSyntax(
      comment: comment(of: type),
      attributes: openAttributes,
      access: context.access,
      keyword: .enumeration,
      name: type.swiftName,
      inherits: [values.isOpenString ? "OpenString" : "OpenEnum"],
      members: members + nested(in: type)
    )
  }

  func unrecognizedCase(_ text: String, payload: String) -> Declaration {
    .enumCase(CaseSyntax(comment: CommentSyntax(paragraphs: [text]), name: "unrecognized", payload: payload))
  }

  private func initializer(_ values: OpenEnum, _ rawType: String) -> Declaration {
    var cases: [SwitchCase] = values.values.map { value in
      SwitchCase(
        pattern: literal(value),
        body: .assign(.name("self"), .member(nil, value.swiftName)),
        isConditional: value.availability == .experimental
      )
    }
    for (spelling, value) in values.aliases.sorted(by: { $0.key < $1.key }) {
      guard let target = values.values.first(where: { $0.text == value }) else { continue }
      cases.append(SwitchCase(pattern: .string(spelling), body: .assign(.name("self"), .member(nil, target.swiftName))))
    }
    let fallback = Expression.call(nil, "unrecognized", [.init(.name("rawValue"))])
    cases.append(SwitchCase(pattern: nil, body: .assign(.name("self"), fallback)))
    return .function(
      FunctionSyntax(
        access: context.access,
        name: "init",
        parameters: [ParameterSyntax(name: "rawValue", type: rawType)],
        body: [.switch(.name("rawValue"), cases)]
      )
    )
  }

  private func rawValue(_ values: OpenEnum, _ rawType: String) -> Declaration {
    var cases = values.values.map { value in
      SwitchCase(
        pattern: .member(nil, value.swiftName),
        body: .expression(literal(value)),
        isConditional: value.availability == .experimental
      )
    }
    let pattern = Expression.call(nil, "unrecognized", [.init(.binding("value"))])
    cases.append(SwitchCase(pattern: pattern, body: .expression(.name("value"))))
    return .variable(
      VariableSyntax(
        access: context.access,
        name: "rawValue",
        type: rawType,
        accessors: .get([.switch(.name("self"), cases)])
      )
    )
  }

  private func literal(_ value: OpenEnum.Value) -> Expression {
    value.value.stringValue.map(Expression.string) ?? .integer(value.value.intValue ?? 0)
  }
}

extension Documentation {
  /// The comment of an enum case. A deprecated case has no attribute, since the generated code itself uses every case,
  /// so the comment contains the reason.
  var caseComment: CommentSyntax { comment(hasAttribute: false) }
}
