/// Wrapper.Options -> Declaration: the struct with the settings that few programs need, and a function that builds a
/// method's parameters from it.
struct OptionsTranslator {
  let context: TranslationContext
  private var overrides: OverrideTranslator { OverrideTranslator(context: context) }

  /// - Parameters:
  ///   - wrapper: The wrapper with the options.
  ///   - users: The names of all functions that take the options.
  func translate(_ options: Wrapper.Options, of wrapper: Wrapper, users: [String]) -> Declaration {
    let all = options.parameters
    let stable = all.filter { $0.availability == .always }
    let isExperimental = wrapper.method.availability == .experimental
    let isSplit = !isExperimental && stable.count < all.count
    var members = [Declaration].conditional(
      all.map { (isExperimental ? .always : $0.availability, property($0)) }
    )
    for make in [initializer, { builder($0, wrapper) }] {
      let function = Declaration.function(make(all))
      members.append(isSplit ? .conditional([function], otherwise: [.function(make(stable))]) : function)
    }
    let functions = users.map(\.codeSpan).joined(separator: " and ")
    let type = Declaration.type(
      TypeSyntax(
        comment: CommentSyntax(paragraphs: [
          "Settings that few programs need, for \(functions).",
          "A setting that is not given is inherited: nothing is sent for it.",
        ]),
        access: context.access,
        keyword: .structure,
        name: options.name,
        inherits: ["Hashable", "Sendable"],
        members: members
      )
    )
    return isExperimental ? .conditional([type]) : type
  }

  private func property(_ parameter: Wrapper.Parameter) -> Declaration {
    .variable(
      VariableSyntax(
        comment: CommentSyntax(paragraphs: [parameter.documentation]),
        access: context.access,
        name: SwiftKeyword.escaped(parameter.name),
        type: parameter.type
      )
    )
  }

  /// The memberwise initializer, whose parameters take the same arguments as those of functions.
  private func initializer(_ parameters: [Wrapper.Parameter]) -> FunctionSyntax {
    var comment = CommentSyntax(paragraphs: ["Makes options. A setting that is not given is inherited."])
    let described = parameters.filter { !$0.documentation.isEmpty }
    if !described.isEmpty {
      comment.append("- Parameters:")
      comment.append(described.map { "  - \($0.name): \($0.documentation)" })
    }
    return FunctionSyntax(
      comment: comment,
      access: context.access,
      name: "init",
      parameters: parameters.map {
        ParameterSyntax(
          name: SwiftKeyword.escaped($0.name),
          type: overrides.argumentType(of: $0),
          defaultValue: $0.defaultValue.map { Expression($0) }
        )
      },
      body: parameters.map { .assign(.member(.name("self"), $0.name), overrides.override($0)) }
    )
  }

  /// The function `params(threadID:model:)`, which builds the method's parameters from the options and from the properties
  /// that are no options.
  private func builder(_ parameters: [Wrapper.Parameter], _ wrapper: Wrapper) -> FunctionSyntax {
    let moved = Dictionary(parameters.compactMap { option in option.property.map { ($0, option) } }) { first, _ in first
    }
    let given = wrapper.givenProperties
    let all = context.properties(of: wrapper)
    return FunctionSyntax(
      access: "",
      name: "func params",
      parameters: all.filter { given.contains($0.swiftName) }.map {
        ParameterSyntax(name: SwiftKeyword.escaped($0.swiftName), type: context.types.spelling.text($0))
      },
      returns: wrapper.params,
      body: [
        .expression(
          .call(
            .name(wrapper.params ?? ""),
            all.compactMap { property in
              if let option = moved[property.swiftName] {
                let name = Expression.name(SwiftKeyword.escaped(option.name))
                return .init(overrides.value(option, of: name), label: property.swiftName)
              }
              guard given.contains(property.swiftName) else { return nil }
              return .init(.name(SwiftKeyword.escaped(property.swiftName)), label: property.swiftName)
            }
          )
        )
      ]
    )
  }
}

extension TranslationContext {
  /// The properties of the wrapper's parameters' type, in the order of its initializer.
  func properties(of wrapper: Wrapper) -> [Property] {
    guard let id = wrapper.method.params?.name, case .structure(let structure)? = types[id]?.kind else { return [] }
    return structure.allProperties
  }
}
