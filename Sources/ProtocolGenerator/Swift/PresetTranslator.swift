/// Preset -> [Declaration]: the public enum, and the functions that apply its cases to methods' parameters.
struct PresetTranslator {
  let context: TranslationContext

  func translate(_ preset: Preset, among presets: [Preset], parameters: [String: String]) -> [Declaration] {
    var declarations = [enumeration(preset)] + OverrideTranslator(context: context).translate(preset)
    let conflicting = presets.filter { other in preset.cases.contains { $0.conflictsWith.contains(other.name) } }
    if !conflicting.isEmpty { declarations.append(conflictCheck(preset, conflicting, parameters)) }
    if preset.cases.contains(where: { $0.requires != nil }) {
      declarations.append(requirementCheck(preset, parameters[preset.name] ?? preset.name))
    }
    declarations += preset.assignments.map { application(preset, $0) }
    return declarations
  }

  private func enumeration(_ preset: Preset) -> Declaration {
    let cases: [Declaration] = preset.cases.map { preset in
      let comment = CommentSyntax(paragraphs: [preset.documentation])
      return .enumCase(CaseSyntax(comment: comment, name: SwiftKeyword.escaped(preset.name)))
    }
    return .type(
      TypeSyntax(
        comment: CommentSyntax(paragraphs: [preset.documentation]),
        access: context.access,
        keyword: .enumeration,
        name: preset.name,
        inherits: ["String", "CaseIterable", "Codable", "Hashable", "Sendable"],
        members: cases
      )
    )
  }

  /// The function `checkConflicts(sandbox: Bool) throws`, which rejects a case that conflicts with another given
  /// preset.
  private func conflictCheck(_ preset: Preset, _ others: [Preset], _ parameters: [String: String]) -> Declaration {
    let cases = preset.cases.map { presetCase in
      let checks = others.filter { presetCase.conflictsWith.contains($0.name) }.map { other -> Statement in
        let parameter = parameters[other.name] ?? other.name
        let this = "\(parameters[preset.name] ?? preset.name): .\(presetCase.name)"
        let check = Expression.call(
          .name("CodexError"),
          "_rejectConflict",
          [
            .init(.name(SwiftKeyword.escaped(parameter))), .init(.string(parameter), label: "between"),
            .init(.string(this), label: "and"),
          ]
        )
        return .expression(.try(check))
      }
      let nothing = Statement.expression(.name("break"))
      return SwitchCase(pattern: .member(nil, presetCase.name), body: checks.isEmpty ? [nothing] : checks)
    }
    let function = FunctionSyntax(
      comment: CommentSyntax(paragraphs: [
        "Checks that this case can be combined with the other presets that are given.",
        "- Throws: `CodexError.conflict` when the case cannot be combined with them.",
      ]),
      access: "",
      name: "func checkConflicts",
      parameters: others.map {
        ParameterSyntax(name: SwiftKeyword.escaped(parameters[$0.name] ?? $0.name), type: "Bool")
      },
      effects: "throws",
      body: [.switch(.name("self"), cases)]
    )
    return .type(TypeSyntax(keyword: .extension, name: preset.name, members: [.function(function)]))
  }

  /// The function `checkRequirements(of codex: Codex) throws`, which rejects a case that the configuration of `Codex`
  /// does not allow.
  private func requirementCheck(_ preset: Preset, _ parameter: String) -> Declaration {
    let cases = preset.cases.map { presetCase in
      let check = presetCase.requires.map { needed in
        Expression.try(
          .call(
            .name("codex"),
            "_require",
            [.init(.member(nil, needed)), .init(.string("\(parameter): .\(presetCase.name)"), label: "for")]
          )
        )
      }
      return SwitchCase(pattern: .member(nil, presetCase.name), body: .expression(check ?? .name("break")))
    }
    let function = FunctionSyntax(
      comment: CommentSyntax(paragraphs: [
        "Checks that the configuration of the connection allows this case.",
        "- Throws: `CodexError` when the configuration does not allow the case.",
      ]),
      access: "",
      name: "func checkRequirements",
      parameters: [ParameterSyntax(label: "of", name: "codex", type: WrapperSettings.rootType)],
      effects: "throws",
      body: [.switch(.name("self"), cases)]
    )
    return .type(TypeSyntax(keyword: .extension, name: preset.name, members: [.function(function)]))
  }

  /// The function `apply(to params: inout ThreadStartParams)`, which sets the properties of a method's parameters.
  private func application(_ preset: Preset, _ application: Preset.Application) -> Declaration {
    let isExperimental = application.availability == .experimental
    let constants = ConstantTranslator(spelling: context.types.spelling)
    let cases = zip(preset.cases, application.values).map { presetCase, assignments in
      let parts = assignments.map { assignment -> (Availability, Statement) in
        (
          isExperimental ? .always : assignment.availability,
          .assign(.member(.name("params"), assignment.property), constants.expression(assignment.value))
        )
      }
      return SwitchCase(pattern: .member(nil, presetCase.name), body: [Statement].conditional(parts))
    }
    let function = FunctionSyntax(
      access: "",
      name: "func apply",
      parameters: [ParameterSyntax(label: "to", name: "params", type: "inout \(application.params)")],
      body: [.switch(.name("self"), cases)]
    )
    let syntax = Declaration.type(
      TypeSyntax(keyword: .extension, name: preset.name, members: [.function(function)])
    )
    return isExperimental ? .conditional([syntax]) : syntax
  }
}
