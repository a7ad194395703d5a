/// WrapperModel -> [GeneratedFile]: distributes the SDK's generated functions over the files of `FileLayout`, and
/// prints them.
struct WrapperFileTranslator {
  private let model: WrapperModel
  private let context: TranslationContext
  private let sources: [String]
  private let style: OutputStyle
  private let settings: WrapperSettings
  private let words: Words

  /// - Parameters:
  ///   - release: The Codex release of the bundles; `nil` when it is not known.
  ///   - history: What older releases do not have; `nil` when it is not known.
  static func files(
    of wrappers: WrapperModel,
    _ model: ProtocolModel,
    _ customization: Customization,
    release: String?,
    history: ReleaseHistory?
  ) -> [GeneratedFile] {
    let translator = WrapperFileTranslator(wrappers, model, customization)
    let notifications = NotificationTranslator(context: translator.context).translate(wrappers.notifications)
    let files = [
      translator.shared("ServerRequestHandlers", translator.serverRequests()),
      translator.shared("NotificationTable", notifications),
      translator.shared("RepeatableMethods", ReadsTranslator.translate(wrappers.reads)),
      translator.shared("Operations", OperationTranslator(context: translator.context).translate(wrappers.operations)),
      translator.shared("MessageSecrets", SecretNamesTranslator.translate(model)),
      translator.shared(
        "ServerLimits",
        LimitTranslator(context: translator.context).translate(translator.settings.limits)
      ),
      translator.shared("ServerAdditions", history.map(HistoryTranslator.translate) ?? []),
      translator.shared("GeneratedFrom", release.map { [translator.generatedFrom($0)] } ?? []),
    ]
    return translator.files() + files.compactMap(\.self)
  }

  /// The files with the wrappers of a module of another package.
  static func moduleFiles(
    of wrappers: WrapperModel?,
    _ model: ProtocolModel,
    _ customization: Customization,
    style: OutputStyle
  ) -> [GeneratedFile] {
    let translator = WrapperFileTranslator(wrappers ?? WrapperModel(), model, customization, style: style)
    let api = translator.shared(ModuleFileNames.api, wrappers == nil ? [] : [translator.api()])
    return translator.files() + [api].compactMap(\.self)
  }

  /// The text of one file with everything but the release, for the golden fixtures.
  static func singleFile(
    of wrappers: WrapperModel,
    _ model: ProtocolModel,
    _ customization: Customization,
    imports: [ImportSyntax]
  ) -> String {
    let translator = WrapperFileTranslator(wrappers, model, customization)
    let declarations =
      translator.presets() + translator.areas() + translator.declarations(wrappers.wrappers)
      + translator.serverRequests()
    return translator.file("Wrappers", declarations, imports: imports + Self.imports(of: wrappers.wrappers))?.contents
      ?? ""
  }

  private init(
    _ wrappers: WrapperModel,
    _ model: ProtocolModel,
    _ customization: Customization,
    style: OutputStyle = .package
  ) {
    self.model = wrappers
    context = TranslationContext(model, access: style.access)
    sources = model.sources
    settings = customization.wrappers
    words = Words(customization.words)
    self.style = style
  }

  private func files() -> [GeneratedFile] {
    let wrappers = Dictionary(grouping: model.wrappers) { FileLayout.file(ofMethod: $0.method.name) }
    let files = FileLayout.groups.map { group in
      let members = wrappers[group.file] ?? []
      return file(
        style.wrappersFile(group.file),
        declarations(members),
        imports: style.wrapperImports + Self.imports(of: members)
      )
    }
    let shared = [shared(ModuleFileNames.presets, presets()), shared(ModuleFileNames.areas, areas())]
    return (files + shared).compactMap(\.self)
  }

  /// The modules that functions need beside those that every file imports.
  private static func imports(of wrappers: [Wrapper]) -> [ImportSyntax] {
    wrappers.contains(where: \.needsFoundation) ? [OutputStyle.foundation] : []
  }

  /// A file with declarations that belong to no file group.
  private func shared(_ name: String, _ declarations: [Declaration]) -> GeneratedFile? {
    file(style.sharedWrappersFile(name), declarations)
  }

  private func file(_ path: String, _ declarations: [Declaration], imports: [ImportSyntax]? = nil) -> GeneratedFile? {
    style.file(path, declarations, imports: imports ?? style.wrapperImports, sources: sources)
  }

  // MARK: Wrappers

  private var presetParameters: [String: String] {
    Dictionary(settings.presets.map { ($0.subject, $0.value.parameter) }, uniquingKeysWith: { first, _ in first })
  }

  private func declarations(_ wrappers: [Wrapper]) -> [Declaration] {
    let translator = WrapperTranslator(
      context: context,
      presetParameters: presetParameters,
      presets: model.presets,
      style: style
    )
    let pageTranslator = PageTranslator(context: context, style: style)
    let owners = Dictionary(grouping: wrappers, by: \.owner)
    return options(of: wrappers)
      + owners.sorted { typeName($0.key) < typeName($1.key) }
      .map { owner, wrappers in
        let functions = wrappers.map { (name: $0.name, part: translator.translate($0)) }
        let sequences = wrappers.compactMap { wrapper in
          wrapper.pages.map { (name: $0.name, part: pageTranslator.translate(wrapper, $0)) }
        }
        let members = (functions + sequences).sorted { $0.name < $1.name }.map(\.part)
        let isAllExperimental = members.allSatisfy { $0.availability == .experimental }
        let parts = members.flatMap { part in
          part.declarations.map { (isAllExperimental ? Availability.always : part.availability, $0) }
        }
        let type = Declaration.type(
          TypeSyntax(keyword: .extension, name: typeName(owner), members: [Declaration].conditional(parts))
        )
        return isAllExperimental ? .conditional([type]) : type
      }
  }

  /// The option structs of some wrappers, each once.
  private func options(of wrappers: [Wrapper]) -> [Declaration] {
    let translator = OptionsTranslator(context: context)
    let users = Dictionary(grouping: wrappers.filter { $0.options != nil }) { $0.options?.name ?? "" }
    return users.sorted { $0.key < $1.key }.compactMap { _, users in
      guard let wrapper = users.first, let options = wrapper.options else { return nil }
      let names = users.map { "\(typeName($0.owner)).\($0.name)" }.sorted()
      return translator.translate(options, of: wrapper, users: names)
    }
  }

  /// The presets, and what makes the types of settings ones that parameters can override.
  private func presets() -> [Declaration] {
    let translator = PresetTranslator(context: context)
    return model.presets.flatMap { preset in
      translator.translate(preset, among: model.presets, parameters: presetParameters)
    } + model.settingTypes.flatMap { OverrideTranslator(context: context).translate($0) }
  }

  private func serverRequests() -> [Declaration] {
    ServerRequestTranslator(context: context).translate(model.serverRequests)
  }

  private func generatedFrom(_ release: String) -> Declaration {
    .type(
      TypeSyntax(
        comment: CommentSyntax(paragraphs: ["The release that this code was generated from."]),
        keyword: .enumeration,
        name: "GeneratedFrom",
        members: [
          .variable(
            VariableSyntax(
              comment: CommentSyntax(paragraphs: ["The version of the Codex release."]),
              access: "",
              isStatic: true,
              name: "codexVersion",
              type: "String",
              accessors: .get([.expression(.string(release))])
            )
          )
        ]
      )
    )
  }

  // MARK: Areas

  private func typeName(_ owner: Wrapper.Owner) -> String {
    switch owner {
    case .type(WrapperSettings.rootType): style.rootType
    case .type(let name): name
    case .area(let name): "\(style.rootType).\(areaType(name))"
    }
  }

  /// The name of an area's type: `MCPServersAPI` for the area `mcpServers`.
  private func areaType(_ name: String) -> String { words.upperCamelCase(name) + "API" }

  /// The areas, each a property of the root type. An area whose methods are all experimental is experimental.
  private func areas() -> [Declaration] {
    var availabilities: [String: Availability] = [:]
    for wrapper in model.wrappers {
      guard case .area(let name) = wrapper.owner else { continue }
      if wrapper.method.availability == .always || availabilities[name] == nil {
        availabilities[name] = wrapper.method.availability
      }
    }
    let members = availabilities.sorted { $0.key < $1.key }
      .flatMap { name, availability in [(availability, property(name)), (availability, type(name))] }
    return members.isEmpty
      ? [] : [.type(TypeSyntax(keyword: .extension, name: style.rootType, members: [Declaration].conditional(members)))]
  }

  private func property(_ name: String) -> Declaration {
    .variable(
      VariableSyntax(
        comment: CommentSyntax(paragraphs: ["The functions of the API area `\(name)`."]),
        access: context.access,
        name: SwiftKeyword.escaped(name),
        type: areaType(name),
        accessors: .get([.expression(.call(.name(areaType(name)), [.init(.name(style.connection), label: "codex")]))])
      )
    )
  }

  private func type(_ name: String) -> Declaration {
    let rootType = if case .package = style { "codex" } else { "\(style.rootType)(codex)" }
    return .type(
      TypeSyntax(
        comment: CommentSyntax(
          paragraphs: ["The functions of the API area `\(name)`. Use them through `\(rootType).\(name)`."]
        ),
        access: context.access,
        keyword: .structure,
        name: areaType(name),
        inherits: ["Sendable"],
        members: [.variable(VariableSyntax(access: "", name: "codex", type: WrapperSettings.rootType))]
      )
    )
  }

  /// The struct that has the wrappers of a module of another package. Extensions of `Codex` would be ambiguous beside
  /// those of the SDK.
  private func api() -> Declaration {
    .type(
      TypeSyntax(
        comment: CommentSyntax(paragraphs: [
          "The methods of the app-server, as functions that send requests through a connection."
        ]),
        access: context.access,
        keyword: .structure,
        name: style.rootType,
        inherits: ["Sendable"],
        members: [
          .variable(
            VariableSyntax(
              comment: CommentSyntax(paragraphs: ["The connection that requests are sent through."]),
              access: context.access,
              isConstant: true,
              name: style.connection,
              type: WrapperSettings.rootType
            )
          ),
          .function(
            FunctionSyntax(
              access: context.access,
              name: "init",
              parameters: [ParameterSyntax(label: "_", name: style.connection, type: WrapperSettings.rootType)],
              body: [.assign(.member(.name("self"), style.connection), .name(style.connection))]
            )
          ),
        ]
      )
    )
  }
}
