extension TypeTranslator {
  /// The enum for a union of messages, with one case for each method.
  func messageUnion(_ messages: MessageUnion, _ type: TypeDeclaration) -> TypeSyntax {
    let envelope = messages.envelope.flatMap { id in type.nested.first { $0.id == id } }
    var members = [Declaration].conditional(
      messages.cases.map { message in
        let syntax = CaseSyntax(
          comment: message.documentation.comment(fallback: [message.method.codeSpan], hasAttribute: false),
          isIndirect: context.isLarge(message.params),
          name: SwiftKeyword.escaped(message.swiftName),
          payload: payload(of: message, envelope, in: type)
        )
        return (message.availability, .enumCase(syntax))
      }
    )
    members.append(
      unrecognizedCase(
        "A message with a method that this release does not know, or a message that could not be decoded.",
        payload: "UnrecognizedMessage"
      )
    )
    members.append(isRecognized)
    members.append(method(messages))
    if let envelope { members += envelopeAccess(messages, envelope) }
    members.append(describingFunction(description(of: messages)))
    members += branchFunctions(
      messages.cases.map { message in
        BranchCase(
          name: message.swiftName,
          hasPayload: envelope != nil || message.params != nil,
          availability: message.availability
        )
      },
      unrecognized: "message"
    )
    return TypeSyntax(
      comment: comment(of: type),
      attributes: openAttributes,
      access: context.access,
      keyword: .enumeration,
      name: type.swiftName,
      inherits: ["Codable", "Hashable", "Sendable", "OpenUnion"],
      members: members + nested(in: type)
    )
  }

  private func payload(
    of message: MessageCase,
    _ envelope: TypeDeclaration?,
    in type: TypeDeclaration
  ) -> String? {
    let params = message.params.map { context.spelling($0, in: type) }
    if let envelope { return "Message<\(params ?? "NoParams"), \(envelope.swiftName)>" }
    return params
  }

  // MARK: What all messages have

  private func method(_ messages: MessageUnion) -> Declaration {
    var cases = messages.cases.map { message in
      SwitchCase(
        pattern: .member(nil, message.swiftName),
        body: .expression(.string(message.method)),
        isConditional: message.availability == .experimental
      )
    }
    let pattern = Expression.call(nil, "unrecognized", [.init(.binding("message"))])
    cases.append(SwitchCase(pattern: pattern, body: .expression(.member(.name("message"), "method"))))
    return .variable(
      VariableSyntax(
        comment: CommentSyntax(paragraphs: ["The name of the method in JSON; `nil` for a value that is not a message."]
        ),
        access: context.access,
        name: "method",
        type: "String?",
        accessors: .get([.switch(.name("self"), cases)])
      )
    )
  }

  private func envelopeAccess(_ messages: MessageUnion, _ envelope: TypeDeclaration) -> [Declaration] {
    var cases = messages.cases.map { message in
      SwitchCase(
        pattern: .call(nil, message.swiftName, [.init(.binding("message"))]),
        body: .expression(.member(.name("message"), "envelope")),
        isConditional: message.availability == .experimental
      )
    }
    cases.append(SwitchCase(pattern: .member(nil, "unrecognized"), body: .expression(.nil)))
    var members: [Declaration] = [
      .variable(
        VariableSyntax(
          comment: CommentSyntax(paragraphs: [
            "The properties beside `method` and `params`; `nil` for an unrecognized message."
          ]),
          access: context.access,
          name: "envelope",
          type: "\(envelope.swiftName)?",
          accessors: .get([.switch(.name("self"), cases)])
        )
      )
    ]
    guard case .structure(let structure) = envelope.kind else { return members }
    for property in structure.properties where property.presence == .required || property.presence == .optional {
      members.append(
        .variable(
          VariableSyntax(
            comment: property.documentation.comment(),
            attributes: [property.documentation.deprecationAttribute].compactMap(\.self),
            access: context.access,
            name: SwiftKeyword.escaped(property.swiftName),
            type: context.spelling(property.type) + "?",
            accessors: .get([.expression(.member(.name("envelope?"), property.swiftName))])
          )
        )
      )
      if let computed = RepresentationTranslator(context: context).translate(property, of: "envelope?") {
        members.append(computed)
      }
    }
    return members
  }

  // MARK: On the wire

  private func description(of messages: MessageUnion) -> [Statement] {
    let branches = messages.cases.enumerated().map { number, message in
      let arguments = [Expression.Argument(.integer(number)), .init(.string(message.method))]
      return (message.availability, Statement.expression(.call(.name("type"), "branch", arguments)))
    }
    return [.expression(.call(.name("type"), "messages", []))] + .conditional(branches)
  }
}
