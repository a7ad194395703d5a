extension TypeTranslator {
  func union(_ union: Union, _ type: TypeDeclaration) -> TypeSyntax {
    var members = [Declaration].conditional(
      union.branches.map { branch in
        let syntax = CaseSyntax(
          comment: branch.documentation.caseComment,
          isIndirect: branch.isBoxed || context.isLarge(branch.payload),
          name: SwiftKeyword.escaped(branch.swiftName),
          payload: branch.payload.map { context.spelling($0, in: type) }
        )
        return (branch.availability, .enumCase(syntax))
      }
    )
    members.append(
      unrecognizedCase(
        "A branch that this release does not know, as the JSON value that was decoded.",
        payload: "JSONValue"
      )
    )
    members.append(isRecognized)
    members.append(describingFunction(description(of: union)))
    members += branchFunctions(
      union.branches.map {
        BranchCase(name: $0.swiftName, hasPayload: $0.payload != nil, availability: $0.availability)
      },
      unrecognized: "json"
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

  // MARK: On the wire

  /// The statements that describe how the branches are told apart, and each branch.
  private func description(of union: Union) -> [Statement] {
    var patterns = PatternTranslator(context: context, branches: union.branches)
    let kind: Expression =
      switch union.kind {
      case .internallyTagged(let tag): .call(.name("type"), "tagged", [.init(.string(tag), label: "by")])
      case .externallyTagged: .call(.name("type"), "tagged", [])
      case .untagged: .call(.name("type"), "untagged", [])
      }
    let branches = union.branches.enumerated().map { number, branch in
      var arguments = [Expression.Argument(.integer(number))]
      let name: String
      switch union.kind.form(of: branch) {
      case .string, .object(_, payload: .none), .object(_, payload: .properties):
        name = "branch"
        arguments.append(.init(.string(branch.tag)))
        if branch.payloadHasTag { arguments.append(.init(.name("true"), label: "writesTag")) }
      case .object(_, payload: .property):
        name = "member"
        arguments.append(.init(.string(branch.tag)))
      case .payload:
        name = "branch"
        let pattern: Expression =
          if let payload = branch.payload { patterns.pattern(of: payload) } else { .member(nil, "any") }
        arguments.append(.init(pattern, label: "matching"))
      }
      return (branch.availability, Statement.expression(.call(.name("type"), name, arguments)))
    }
    return [.expression(kind)] + .conditional(branches)
  }

  /// A branch as the functions need it that convert between the number of a branch and its enum case.
  struct BranchCase {
    var name: String
    var hasPayload: Bool
    var availability: Availability
  }

  /// The requirements `_make(_:from:)` and `_visit(_:)` of `OpenUnion`.
  ///
  /// - Parameter unrecognized: The function of `_BranchReader` that returns the payload of `unrecognized(…)`.
  func branchFunctions(_ branches: [BranchCase], unrecognized: String) -> [Declaration] {
    var making: [SwitchCase] = []
    var visiting: [SwitchCase] = []
    for (number, branch) in branches.enumerated() {
      let number = Expression.integer(number)
      let payload = Expression.try(.call(.name("reader"), "payload", []))
      making.append(
        SwitchCase(
          pattern: number,
          body: .return(branch.hasPayload ? .call(nil, branch.name, [.init(payload)]) : .member(nil, branch.name)),
          isConditional: branch.availability == .experimental
        )
      )
      let arguments = [.init(number)] + (branch.hasPayload ? [Expression.Argument(.name("value"))] : [])
      visiting.append(
        SwitchCase(
          pattern: branch.hasPayload
            ? .call(nil, branch.name, [.init(.binding("value"))]) : .member(nil, branch.name),
          body: .expression(.try(.call(.name("visitor"), branch.hasPayload ? "payload" : "branch", arguments))),
          isConditional: branch.availability == .experimental
        )
      )
    }
    let fallback = Expression.try(.call(.name("reader"), unrecognized, []))
    making.append(
      SwitchCase(pattern: nil, body: .return(.call(nil, "unrecognized", [.init(fallback)])))
    )
    visiting.append(
      SwitchCase(
        pattern: .call(nil, "unrecognized", [.init(.binding("value"))]),
        body: .expression(.try(.call(.name("visitor"), "unrecognized", [.init(.name("value"))])))
      )
    )
    return [
      .function(
        FunctionSyntax(
          access: context.hookAccess + "static ",
          name: "func _make",
          parameters: [
            ParameterSyntax(label: "_", name: "branch", type: "Int"),
            ParameterSyntax(label: "from", name: "reader", type: "inout _BranchReader"),
          ],
          effects: "throws",
          returns: "Self",
          body: [.switch(.name("branch"), making)]
        )
      ),
      .function(
        FunctionSyntax(
          access: context.hookAccess,
          name: "func _visit",
          parameters: [ParameterSyntax(label: "_", name: "visitor", type: "inout _BranchVisitor")],
          effects: "throws",
          body: [.switch(.name("self"), visiting)]
        )
      ),
    ]
  }
}
