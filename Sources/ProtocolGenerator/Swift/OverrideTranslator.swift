/// Parameters and types of overridden settings -> syntax: how functions declare and convert the arguments, and what callers
/// can write with a dot.
struct OverrideTranslator {
  let context: TranslationContext

  // MARK: Parameters

  /// The type of a parameter in the declaration of a function: `OverrideArgument<String>` for an `Override<String>`.
  func argumentType(of parameter: Wrapper.Parameter) -> String {
    guard parameter.isOverride else { return parameter.type }
    if case .json? = parameter.setting?.resolved(context.types) { return "JSONOverrideArgument" }
    if let name = openString(parameter) { return Self.argumentName(name) }
    return "OverrideArgument" + parameter.type.dropFirst("Override".count)
  }

  /// The argument as an `Override`; the argument itself if the parameter is none.
  func override(_ parameter: Wrapper.Parameter) -> Expression {
    let name = Expression.name(SwiftKeyword.escaped(parameter.name))
    guard parameter.isOverride else { return name }
    if openString(parameter) != nil { return .call(.name(parameter.type), [.init(name, label: "_string")]) }
    return .call(.name("Override"), [.init(name)])
  }

  /// The value of an override, as the optional that the parameters of a method have.
  func value(_ parameter: Wrapper.Parameter, of override: Expression) -> Expression {
    let value = parameter.isOverride ? Expression.member(override, "value") : override
    return converted(value, parameter)
  }

  /// The value of a property: `_WireDuration.milliseconds(timeout)`, `cwd.map(ThreadListCwdFilter.strings)`, or the
  /// parameter itself.
  private func converted(_ value: Expression, _ parameter: Wrapper.Parameter) -> Expression {
    switch parameter.conversion {
    case nil: return value
    case .representation(let representation):
      return .call(.name(representation.hook + "." + (representation.unit?.rawValue ?? "base64")), [.init(value)])
    case .branch(let type, let name):
      let make = Expression.name("\(type).\(SwiftKeyword.escaped(name))")
      let isOptional = parameter.isOverride || parameter.type.hasSuffix("?")
      return isOptional ? .call(.member(value, "map"), [.init(make)]) : .call(make, [.init(value)])
    }
  }

  /// The name of the open string that the parameter overrides; `nil` for settings of another type.
  private func openString(_ parameter: Wrapper.Parameter) -> String? {
    guard case .named(let id)? = parameter.setting?.resolved(context.types),
      case .openEnum(let values)? = context.types[id]?.kind, values.isOpenString
    else { return nil }
    return context.types.spelling.path(of: id)
  }

  private static func argumentName(_ type: String) -> String { type.replacing(".", with: "") + "Argument" }

  private static func protocolName(_ type: String) -> String { type.replacing(".", with: "") + "Convertible" }

  // MARK: Types of settings

  /// The declarations that make the type a setting: its conformance, and the static members of arguments.
  func translate(_ setting: SettingType) -> [Declaration] {
    var declarations: [Declaration] = []
    if setting.isDeclared { declarations.append(conformance(of: setting.name)) }
    if setting.isOpenString { declarations += openString(setting.name) }
    declarations += members(of: setting)
    return setting.availability == .experimental ? [.conditional(declarations)] : declarations
  }

  /// The members for a preset. Its cases are members of `Override` too.
  func translate(_ preset: Preset) -> [Declaration] {
    let cases = preset.cases.map { presetCase in
      SettingType.Case(
        name: presetCase.name,
        documentation: Documentation(of: presetCase.documentation),
        availability: .always
      )
    }
    let setting = SettingType(name: preset.name, isDeclared: true, cases: cases)
    return [conformance(of: preset.name)] + members(of: setting)
  }

  private func conformance(of type: String) -> Declaration {
    let alias = AliasSyntax(access: context.access, name: "Setting", target: type)
    return .type(
      TypeSyntax(keyword: .extension, name: type, inherits: ["OverrideConvertible"], members: [.alias(alias)])
    )
  }

  /// The protocol of the values that can be given for an open string, and its conformances. Strings are among the values,
  /// so literals can be written.
  private func openString(_ type: String) -> [Declaration] {
    let name = Self.protocolName(type)
    let declaration = TypeSyntax(
      comment: CommentSyntax(paragraphs: [
        "A value that can be given for a setting of type `\(type)`: a value of the type, a string, or an `Override`."
      ]),
      access: context.access,
      keyword: .protocol,
      name: name,
      inherits: ["StringOverrideConvertible"],
      members: []
    )
    let alias = AliasSyntax(
      comment: CommentSyntax(paragraphs: [
        "An argument for a setting of type `\(type)`. Like `OverrideArgument`, and strings can be given too."
      ]),
      access: context.access,
      name: Self.argumentName(type),
      target: "(any \(name))?"
    )
    let conforming = [type, "String"].map {
      Declaration.type(TypeSyntax(keyword: .extension, name: $0, inherits: [name], members: []))
    }
    let override = TypeSyntax(
      keyword: .extension,
      name: "Override",
      inherits: ["\(name) where Value: \(name)"],
      members: []
    )
    return [.type(declaration), .alias(alias)] + conforming + [.type(override)]
  }

  /// The static members of arguments and of `Override`: `inherit`, and the cases of an enum.
  private func members(of setting: SettingType) -> [Declaration] {
    let nothing = Documentation(of: "Sends nothing: the server keeps its setting.")
    let inherit = member("inherit", nothing, .member(.name("Override<\(setting.name)>"), "inherit"))
    let cases = cases(of: setting, isOptional: true) { .member(.name(setting.name), $0) }
    let setCases = self.cases(of: setting) { .call(nil, "set", [.init(.member(nil, $0))]) }
    guard setting.isOpenString else {
      let argument = extending(
        "Optional where Wrapped == any OverrideConvertible<\(setting.name)>",
        [inherit, setter(setting.name)] + cases
      )
      return setCases.isEmpty ? [argument] : [argument, extending("Override where Value == \(setting.name)", setCases)]
    }
    let wrapped = "any \(Self.protocolName(setting.name))"
    return [
      extending("Optional where Wrapped == \(wrapped)", [inherit, setter(setting.name)] + cases),
      extending("Override where Value == \(setting.name)", [conversion(setting.name)] + setCases),
    ]
  }

  /// The function `set(_:)` of an argument.
  private func setter(_ type: String) -> Declaration {
    .function(
      FunctionSyntax(
        comment: CommentSyntax(paragraphs: ["Sends this value."]),
        access: context.access,
        name: "static func set",
        parameters: [ParameterSyntax(label: "_", name: "value", type: type)],
        returns: "Self",
        body: [.expression(.name("value"))]
      )
    )
  }

  /// The initializer that converts an argument for an open string.
  private func conversion(_ type: String) -> Declaration {
    .function(
      FunctionSyntax(
        comment: CommentSyntax(paragraphs: ["Converts an argument: a value is set, and `nil` is `inherit`."]),
        access: context.access,
        name: "init",
        parameters: [ParameterSyntax(label: "_", name: "argument", type: Self.argumentName(type))],
        body: [.expression(.call(.name("self.init"), [.init(.name("argument"), label: "_string")]))]
      )
    )
  }

  /// The members of all arguments and of `Override`. A case with such a name is written with the name of its enum.
  private static let taken: Set<String> = ["inherit", "set"]

  /// Static members for the cases of an enum.
  ///
  /// - Parameter isOptional: Whether the members belong to an optional, for which `.none` also means `nil`. The member
  ///   makes `.none` ambiguous, so that it cannot inherit by mistake.
  private func cases(
    of setting: SettingType,
    isOptional: Bool = false,
    _ value: (String) -> Expression
  ) -> [Declaration] {
    .conditional(
      setting.cases.filter { !Self.taken.contains($0.name) }.map { settingCase in
        var documentation = settingCase.documentation
        if isOptional, ["none", "some"].contains(settingCase.name) {
          let name = "`\(setting.name).\(settingCase.name)`"
          documentation = Documentation(
            of:
              "Write \(name). `.\(settingCase.name)` alone is ambiguous, since it could also mean the case of `Optional`."
          )
        }
        return (settingCase.availability, member(settingCase.name, documentation, value(settingCase.name)))
      }
    )
  }

  private func member(_ name: String, _ documentation: Documentation, _ value: Expression) -> Declaration {
    .variable(
      VariableSyntax(
        comment: documentation.comment(),
        attributes: [documentation.deprecationAttribute].compactMap(\.self),
        access: context.access,
        isStatic: true,
        name: SwiftKeyword.escaped(name),
        type: "Self",
        accessors: .get([.expression(value)])
      )
    )
  }

  private func extending(_ name: String, _ members: [Declaration]) -> Declaration {
    .type(TypeSyntax(keyword: .extension, name: name, members: members))
  }
}

extension Documentation {
  fileprivate init(of text: String) {
    self.init()
    self.text = text
  }
}
