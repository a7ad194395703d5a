/// Wrapper -> Declaration: a function whose parameters are the properties of the method's parameters. The function
/// builds the method's parameters and sends the request.
struct WrapperTranslator {
  let context: TranslationContext
  /// The names of the parameters of presets, by the names of the presets.
  let presetParameters: [String: String]
  let presets: [Preset]
  let style: OutputStyle
  private var overrides: OverrideTranslator { OverrideTranslator(context: context) }

  /// The function; two functions, one with and one without `ExperimentalAPI`, when only some of the parameters are
  /// experimental.
  func translate(_ wrapper: Wrapper) -> (availability: Availability, declarations: [Declaration]) {
    let function = Declaration.function(self.function(wrapper, includingExperimental: true))
    if wrapper.method.availability == .experimental { return (.experimental, [function]) }
    if wrapper.parameters.allSatisfy({ $0.availability == .always }) { return (.always, [function]) }
    let stable = Declaration.function(self.function(wrapper, includingExperimental: false))
    return (.always, [.conditional([function], otherwise: [stable])])
  }

  private func function(_ wrapper: Wrapper, includingExperimental: Bool) -> FunctionSyntax {
    let parameters = wrapper.parameters.filter { includingExperimental || $0.availability == .always }
    let discardable = wrapper.isDiscardable ? [AttributeSyntax(text: "@discardableResult")] : []
    var comment = wrapper.documentation.comment(isType: true, fallback: ["Calls \(wrapper.method.name.codeSpan)."])
    if !wrapper.documentation.text.isEmpty {
      comment.append("- Note: This is the method \(wrapper.method.name.codeSpan).")
    }
    let described = parameters.filter { !$0.documentation.isEmpty }
    comment.append("- Parameters:")
    comment.append(described.map { "  - \($0.name): \($0.documentation)" } + [timeoutDocumentation(wrapper)])
    comment.append("- Throws: \(style.link(to: "CodexError")).")
    return FunctionSyntax(
      comment: comment,
      attributes: [wrapper.method.documentation.deprecationAttribute].compactMap(\.self) + discardable,
      access: context.access,
      name: "func \(SwiftKeyword.escaped(wrapper.name))",
      parameters: parameters.map {
        ParameterSyntax(
          label: $0.label,
          name: SwiftKeyword.escaped($0.name),
          type: overrides.argumentType(of: $0),
          defaultValue: $0.defaultValue.map { Expression($0) }
        )
      } + [ParameterSyntax(name: Wrapper.timeout, type: "Duration?", defaultValue: .nil)],
      effects: "async throws",
      returns: returnType(wrapper),
      body: body(wrapper, parameters)
    )
  }

  private func timeoutDocumentation(_ wrapper: Wrapper) -> String {
    let setting = wrapper.waitsForTurn ? "turnTimeout" : "requestTimeout"
    let limited =
      wrapper.waitsForTurn
      ? "How long the call may take until the turn has ended." : "How long to wait for the response."
    return "  - timeout: \(limited) `nil` uses \(style.link(to: "CodexConfiguration/\(setting)"))."
  }

  private func returnType(_ wrapper: Wrapper) -> String? {
    switch wrapper.returns {
    case .nothing: nil
    case .response(let type), .part(_, let type), .handle(let type): type
    }
  }

  // MARK: Bodies

  private func body(_ wrapper: Wrapper, _ parameters: [Wrapper.Parameter]) -> [Statement] {
    let body = callBody(wrapper, parameters)
    return wrapper.endsOperation
      ? body + [.expression(.call(.name(OperationTranslator.operation), "finish", []))] : body
  }

  private func callBody(_ wrapper: Wrapper, _ parameters: [Wrapper.Parameter]) -> [Statement] {
    var body = presetValues(parameters) + conflictChecks(parameters) + requirementChecks(wrapper, parameters)
    let applications = self.applications(parameters)
    let local = Self.local(parameters)
    guard let params = wrapper.params else {
      let arguments = parameters.map { Expression.Argument(.name(SwiftKeyword.escaped($0.name))) }
      return body + [send(wrapper, arguments, isOnly: body.isEmpty)]
    }
    let arguments = self.arguments(wrapper, parameters)
    let value =
      wrapper.options == nil ? Expression.call(.name(params), arguments) : .call(.name("options"), "params", arguments)
    if applications.isEmpty { return body + [send(wrapper, [.init(value)], isOnly: body.isEmpty)] }
    body.append(.define(keyword: "var", name: local, value))
    body += applications
    return body + [send(wrapper, [.init(.name(local))], isOnly: false)]
  }

  /// The name of the variable in which the method's parameters are built.
  private static func local(_ parameters: [Wrapper.Parameter]) -> String {
    parameters.contains { $0.name == "params" } ? "callParams" : "params"
  }

  /// A member of the type that the wrapper belongs to, with `self` if a parameter has the same name.
  private func own(_ name: String, _ wrapper: Wrapper) -> Expression {
    wrapper.parameters.contains { $0.name == name } ? .member(.name("self"), name) : .name(name)
  }

  private func isOnRootType(_ wrapper: Wrapper) -> Bool { wrapper.owner == .type(WrapperSettings.rootType) }

  /// The connection that the wrapper sends the request through.
  private func connection(_ wrapper: Wrapper) -> Expression {
    let member = isOnRootType(wrapper) ? style.connection : "codex"
    return member == "self" ? .name(member) : own(member, wrapper)
  }

  /// The arguments for the memberwise initializer of the method's parameters, in its order.
  private func arguments(_ wrapper: Wrapper, _ parameters: [Wrapper.Parameter]) -> [Expression.Argument] {
    context.properties(of: wrapper).compactMap { property in
      if let filled = wrapper.filled.first(where: { $0.property == property.swiftName }) {
        return .init(value(of: filled, wrapper), label: property.swiftName)
      }
      guard let parameter = parameters.first(where: { $0.property == property.swiftName }) else { return nil }
      return .init(overrides.value(parameter, of: overrides.override(parameter)), label: property.swiftName)
    }
  }

  private func value(of filled: Wrapper.Filled, _ wrapper: Wrapper) -> Expression {
    switch filled.value {
    case .ownerMember(let name): own(name, wrapper)
    case .newID: .call(.name(WrapperSettings.rootType), "_newID", [])
    case .constant(let constant): ConstantTranslator(spelling: context.types.spelling).expression(constant)
    }
  }

  /// Constants with the values of presets, such as `let sandbox = Override(sandbox).value`.
  private func presetValues(_ parameters: [Wrapper.Parameter]) -> [Statement] {
    parameters.compactMap { parameter in
      guard case .preset(_, _, isOverride: true) = parameter.source else { return nil }
      let value = overrides.value(parameter, of: overrides.override(parameter))
      return .define(keyword: "let", name: SwiftKeyword.escaped(parameter.name), value)
    }
  }

  /// Calls such as `approvalMode.checkConflicts(sandbox: sandbox != nil)`.
  private func conflictChecks(_ parameters: [Wrapper.Parameter]) -> [Statement] {
    parameters.compactMap { parameter in
      guard case .preset(let name, _, _) = parameter.source, let preset = presets.first(where: { $0.name == name })
      else {
        return nil
      }
      let others = presets.filter { other in preset.cases.contains { $0.conflictsWith.contains(other.name) } }
      if others.isEmpty { return nil }
      let arguments = others.map { other -> Expression.Argument in
        let given = parameters.first { if case .preset(other.name, _, _) = $0.source { true } else { false } }
        return .init(given.map { isGiven($0) } ?? .name("false"), label: presetParameters[other.name])
      }
      return .expression(.try(.call(receiver(parameter), "checkConflicts", arguments)))
    }
  }

  /// Calls such as `approvalMode.checkRequirements(of: codex)`.
  private func requirementChecks(_ wrapper: Wrapper, _ parameters: [Wrapper.Parameter]) -> [Statement] {
    return parameters.compactMap { parameter in
      guard case .preset(let name, _, _) = parameter.source,
        let preset = presets.first(where: { $0.name == name }), preset.cases.contains(where: { $0.requires != nil })
      else {
        return nil
      }
      let codex = Expression.Argument(connection(wrapper), label: "of")
      return .expression(.try(.call(receiver(parameter), "checkRequirements", [codex])))
    }
  }

  private func applications(_ parameters: [Wrapper.Parameter]) -> [Statement] {
    let target = Expression.Argument(.reference(Self.local(parameters)), label: "to")
    return parameters.compactMap { parameter in
      switch parameter.source {
      case .property, .whole, .options: nil
      case .adapter: .expression(.try(.call(receiver(parameter), "apply", [target])))
      case .preset: .expression(.call(receiver(parameter), "apply", [target]))
      }
    }
  }

  /// The value of a preset or an adapter, in a form that a member can follow.
  private func receiver(_ parameter: Wrapper.Parameter) -> Expression {
    let name = Expression.name(SwiftKeyword.escaped(parameter.name))
    return switch parameter.source {
    case .preset(_, _, isOverride: true), .preset(_, isOptional: true, _): .chained(name)
    case .preset, .adapter, .property, .whole, .options: name
    }
  }

  /// An expression for whether the caller gave a value. A parameter with a default argument other than `nil` always has
  /// a value.
  private func isGiven(_ parameter: Wrapper.Parameter) -> Expression {
    if case .chained(let value) = receiver(parameter) { .isNotNil(value) } else { .name("true") }
  }

  /// The statement that sends the request and returns the result.
  private func send(_ wrapper: Wrapper, _ arguments: [Expression.Argument], isOnly: Bool) -> Statement {
    let call = Expression.call(.name("\(context.types.spelling.calls).\(wrapper.method.swiftName)"), arguments)
    let isOnCodex = isOnRootType(wrapper) && style.connection == "self"
    let send = isOnCodex ? own("send", wrapper) : .member(connection(wrapper), "send")
    let timeout = Expression.Argument(.name(Wrapper.timeout), label: Wrapper.timeout)
    let sent = Expression.call(send, [.init(call), timeout])
    switch wrapper.returns {
    case .nothing: return .assign(.name("_"), .tryAwait(sent))
    case .response: return isOnly ? .expression(.tryAwait(sent)) : .return(.tryAwait(sent))
    case .part(let property, _):
      let part = Expression.tryAwait(.member(sent, property))
      return isOnly ? .expression(part) : .return(part)
    case .handle(let type):
      // A type that is opened by a member of the root type or of an area gets the connection; a type that is opened by
      // a handle gets the handle.
      let isArea = if case .area = wrapper.owner { true } else { false }
      let owner = isArea || isOnRootType(wrapper) ? connection(wrapper) : .name("self")
      let opened = Expression.tryAwait(.call(.name(type), "_open", [.init(call), .init(owner, label: "on"), timeout]))
      return isOnly ? .expression(opened) : .return(opened)
    }
  }
}
