extension TypeTranslator {
  func union(_ union: Union, _ type: TypeDeclaration) -> TypeSyntax {
    var members = [Declaration].gated(
      union.branches.map { branch in
        let syntax = CaseSyntax(
          comment: branch.documentation.caseComment,
          isIndirect: branch.isBoxed,
          name: SwiftKeyword.escaped(branch.swiftName),
          payload: branch.payload.map { context.spelling($0, in: type) }
        )
        return (branch.gate, .enumCase(syntax))
      }
    )
    members.append(
      unrecognizedCase("A branch that this release does not know, as it stood on the wire.", payload: "JSONValue")
    )
    members.append(isRecognized)
    switch union.kind {
    case .internallyTagged(let tag):
      members.append(decodingInitializer(internallyTaggedDecoding(union, tag, in: type)))
      members.append(encodingFunction(internallyTaggedEncoding(union, tag)))
    case .externallyTagged:
      members.append(decodingInitializer(externallyTaggedDecoding(union)))
      members.append(encodingFunction(externallyTaggedEncoding(union)))
    case .untagged:
      members.append(decodingInitializer(untaggedDecoding(union)))
      members.append(encodingFunction(untaggedEncoding(union)))
    }
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

  // MARK: Internally tagged

  private func internallyTaggedDecoding(
    _ union: Union,
    _ tag: String,
    in type: TypeDeclaration
  ) -> [Statement] {
    var cases = union.branches.map { branch in
      SwitchCase(
        pattern: .string(branch.tag),
        body: .assign(.name("self"), construction(of: branch, in: type)),
        isGated: branch.gate == .experimental
      )
    }
    cases.append(SwitchCase(pattern: nil, body: .assign(.name("self"), fallback)))
    return [.switch(.call(.name("decoder"), "tag", [.init(.string(tag))]), cases)]
  }

  private func construction(of branch: Branch, in type: TypeDeclaration) -> Expression {
    guard let payload = branch.payload else { return .member(nil, branch.swiftName) }
    let value = Expression.call(.name(context.spelling(payload, in: type)), [.init(.name("decoder"), label: "from")])
    return .call(nil, branch.swiftName, [.init(.try(value))])
  }

  private var fallback: Expression {
    .call(nil, "unrecognized", [.init(.try(.call(.name("JSONValue"), [.init(.name("decoder"), label: "from")])))])
  }

  private func internallyTaggedEncoding(_ union: Union, _ tag: String) -> [Statement] {
    encodingSwitch(union) { branch in
      let writeTag = Statement.expression(
        .try(.call(.name("encoder"), "writeTag", [.init(.string(branch.tag)), .init(.string(tag))]))
      )
      let writePayload = Statement.expression(.try(encode(.name("value"))))
      if branch.payload == nil { return [writeTag] }
      return branch.payloadHasTag ? [writePayload] : [writeTag, writePayload]
    }
  }

  // MARK: Externally tagged

  private func externallyTaggedDecoding(_ union: Union) -> [Statement] {
    let tagged = union.branches.filter { $0.payload != nil }
    let reader = Expression.call(
      .name("TagReader"),
      [.init(.name("decoder")), .init(.array(tagged.map { .string($0.tag) }), label: "members")]
    )
    var cases = union.branches.map { branch in
      let pattern = Expression.call(nil, branch.payload == nil ? "string" : "member", [.init(.string(branch.tag))])
      let value: Expression =
        branch.payload == nil
        ? .member(nil, branch.swiftName)
        : .call(nil, branch.swiftName, [.init(.try(.call(.name("reader"), "payload", [])))])
      return SwitchCase(pattern: pattern, body: .assign(.name("self"), value), isGated: branch.gate == .experimental)
    }
    cases.append(SwitchCase(pattern: nil, body: .assign(.name("self"), fallback)))
    return [
      .define(keyword: "let", name: "reader", .try(reader)),
      .switch(.member(.name("reader"), "tag"), cases),
    ]
  }

  private func externallyTaggedEncoding(_ union: Union) -> [Statement] {
    encodingSwitch(union) { branch in
      let tag = Expression.Argument(.string(branch.tag))
      return branch.payload == nil
        ? [.expression(.try(.call(.name("encoder"), "writeString", [tag])))]
        : [.expression(.try(.call(.name("encoder"), "writeTagged", [.init(.name("value")), tag])))]
    }
  }

  // MARK: Untagged

  private func untaggedDecoding(_ union: Union) -> [Statement] {
    let shapes = ShapeTranslator(context: context, branches: union.branches)
    let reader = Expression.call(.name("BranchReader<Self>"), [.init(.name("decoder"))])
    var body: [Statement] = [.define(keyword: "var", name: "reader", .try(reader))]
    body += [Statement].gated(
      union.branches.map { branch in
        let arguments: [Expression.Argument] = [
          .init(branch.payload.map { shapes.shape(of: $0) } ?? .member(nil, "any")),
          .init(.member(.name("Self"), branch.swiftName)),
        ]
        return (branch.gate, .expression(.call(.name("reader"), "consider", arguments)))
      }
    )
    let choice = Expression.call(
      .name("reader"),
      "choose",
      [.init(.member(.name("Self"), "unrecognized"), label: "orElse")]
    )
    body.append(.assign(.name("self"), choice))
    return body
  }

  private func untaggedEncoding(_ union: Union) -> [Statement] {
    encodingSwitch(union) { _ in [.expression(.try(encode(.name("value"))))] }
  }

  // MARK: Encoding

  func encode(_ value: Expression) -> Expression {
    .call(value, "encode", [.init(.name("encoder"), label: "to")])
  }

  private func encodingSwitch(_ union: Union, _ body: (Branch) -> [Statement]) -> [Statement] {
    var cases = union.branches.map { branch in
      let pattern: Expression =
        branch.payload == nil
        ? .member(nil, branch.swiftName) : .call(nil, branch.swiftName, [.init(.binding("value"))])
      return SwitchCase(pattern: pattern, body: body(branch), isGated: branch.gate == .experimental)
    }
    let pattern = Expression.call(nil, "unrecognized", [.init(.binding("value"))])
    cases.append(SwitchCase(pattern: pattern, body: [.expression(.try(encode(.name("value"))))]))
    return [.switch(.name("self"), cases)]
  }
}
