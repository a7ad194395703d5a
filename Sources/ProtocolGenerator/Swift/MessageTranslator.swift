extension TypeTranslator {
  /// A union of whole messages: one case for each method.
  func messageUnion(_ messages: MessageUnion, _ type: TypeDeclaration) -> TypeSyntax {
    let envelope = messages.envelope.flatMap { id in type.nested.first { $0.id == id } }
    var members = [Declaration].gated(
      messages.cases.map { message in
        let syntax = CaseSyntax(
          comment: message.documentation.comment(fallback: "`\(message.method)`", hasAttribute: false),
          name: SwiftKeyword.escaped(message.swiftName),
          payload: payload(of: message, envelope, in: type)
        )
        return (message.gate, .enumCase(syntax))
      }
    )
    members.append(
      unrecognizedCase(
        "A message of a method that this release does not know, or one that does not decode.",
        payload: "UnrecognizedMessage"
      )
    )
    members.append(isRecognized)
    members.append(method(messages))
    if let envelope { members += envelopeAccess(messages, envelope) }
    members.append(decodingInitializer(decoding(messages, envelope)))
    members.append(encodingFunction(encoding(messages, envelope)))
    return TypeSyntax(
      comment: comment(of: type),
      attributes: openAttributes,
      access: context.access,
      keyword: .enumeration,
      name: type.swiftName,
      inherits: ["OpenUnion"],
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
        isGated: message.gate == .experimental
      )
    }
    let pattern = Expression.call(nil, "unrecognized", [.init(.binding("message"))])
    cases.append(SwitchCase(pattern: pattern, body: .expression(.member(.name("message"), "method"))))
    return .variable(
      VariableSyntax(
        comment: CommentSyntax(paragraphs: ["The method's name on the wire; `nil` for what is no message at all."]),
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
        isGated: message.gate == .experimental
      )
    }
    cases.append(SwitchCase(pattern: .member(nil, "unrecognized"), body: .expression(.nil)))
    var members: [Declaration] = [
      .variable(
        VariableSyntax(
          comment: CommentSyntax(paragraphs: [
            "What stands beside `method` and `params`; `nil` for an unrecognized message."
          ]),
          access: context.access,
          name: "envelope",
          type: "\(envelope.swiftName)?",
          accessors: .get([.switch(.name("self"), cases)])
        )
      )
    ]
    guard case .structure(let structure) = envelope.shape else { return members }
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
    }
    return members
  }

  // MARK: Codable

  private func decoding(_ messages: MessageUnion, _ envelope: TypeDeclaration?) -> [Statement] {
    let decoder = Expression.Argument(.name("decoder"), label: "from")
    var cases = messages.cases.map { message in
      let value: Expression =
        if envelope != nil {
          .call(nil, message.swiftName, [.init(.try(.call(.name("Message"), [decoder])))])
        } else if message.params != nil {
          .call(nil, message.swiftName, [.init(.try(.call(.name("readParams"), [decoder])))])
        } else {
          .member(nil, message.swiftName)
        }
      return SwitchCase(
        pattern: .string(message.method),
        body: .assign(.name("self"), value),
        isGated: message.gate == .experimental
      )
    }
    func unrecognized(_ arguments: [Expression.Argument]) -> Statement {
      .assign(
        .name("self"),
        .call(nil, "unrecognized", [.init(.try(.call(.name("UnrecognizedMessage"), [decoder] + arguments)))])
      )
    }
    cases.append(SwitchCase(pattern: nil, body: unrecognized([])))
    let choice = Statement.switch(.call(.name("decoder"), "tag", [.init(.string("method"))]), cases)
    // Without anything to decode nothing throws, and `catch` would be unreachable.
    if envelope == nil, messages.cases.allSatisfy({ $0.params == nil }) { return [choice] }
    return [.do([choice], catch: [unrecognized([.init(.name("error"), label: "failure")])])]
  }

  private func encoding(_ messages: MessageUnion, _ envelope: TypeDeclaration?) -> [Statement] {
    var cases = messages.cases.map { message in
      let writeTag = Statement.expression(
        .try(.call(.name("encoder"), "writeTag", [.init(.string(message.method)), .init(.string("method"))]))
      )
      let bound = Expression.call(nil, message.swiftName, [.init(.binding("message"))])
      if envelope != nil {
        return SwitchCase(
          pattern: bound,
          body: [writeTag, .expression(.try(encode(.name("message"))))],
          isGated: message.gate == .experimental
        )
      }
      guard message.params != nil else {
        return SwitchCase(
          pattern: .member(nil, message.swiftName),
          body: writeTag,
          isGated: message.gate == .experimental
        )
      }
      let writeParams = Expression.call(
        .name("writeParams"),
        [.init(.name("message")), .init(.name("encoder"), label: "to")]
      )
      return SwitchCase(
        pattern: bound,
        body: [writeTag, .expression(.try(writeParams))],
        isGated: message.gate == .experimental
      )
    }
    let pattern = Expression.call(nil, "unrecognized", [.init(.binding("message"))])
    cases.append(SwitchCase(pattern: pattern, body: .expression(.try(encode(.name("message"))))))
    return [.switch(.name("self"), cases)]
  }
}
