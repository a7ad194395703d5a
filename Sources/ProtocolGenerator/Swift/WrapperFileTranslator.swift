/// WrapperModel -> [GeneratedFile]: the SDK's public face, in files by protocol area.
struct WrapperFileTranslator {
  private let model: WrapperModel
  private let context: TranslationContext
  private let header: [String]
  private let settings: WrapperSettings
  private let words: Words
  private let release: String?

  /// - Parameter release: The Codex release that the wrappers are for; `nil` when nobody says.
  static func files(
    of wrappers: WrapperModel,
    _ model: ProtocolModel,
    _ customization: Customization,
    release: String?
  ) -> [GeneratedFile] {
    WrapperFileTranslator(wrappers, model, customization, release: release).files()
  }

  /// Everything but the release in one file, for a model that is too small to be distributed: the golden fixtures.
  static func singleFile(
    of wrappers: WrapperModel,
    _ model: ProtocolModel,
    _ customization: Customization,
    named name: String,
    imports: [String]
  ) -> GeneratedFile {
    let translator = WrapperFileTranslator(wrappers, model, customization, release: nil)
    let declarations =
      translator.presets() + translator.areas() + translator.declarations(wrappers.wrappers)
      + translator.serverRequests()
    return translator.file(name, declarations, imports: imports)
  }

  private init(_ wrappers: WrapperModel, _ model: ProtocolModel, _ customization: Customization, release: String?) {
    self.model = wrappers
    context = TranslationContext(model)
    header = GeneratedFile.header(sources: model.sources)
    settings = customization.wrappers
    words = Words(customization.words)
    self.release = release
  }

  private func files() -> [GeneratedFile] {
    let wrappers = Dictionary(grouping: model.wrappers) { FileLayout.file(ofMethod: $0.method.name) }
    var files = FileLayout.areas.map { area in
      file("\(area.file)Methods", declarations(wrappers[area.file] ?? []))
    }
    files.append(file("Presets", presets()))
    files.append(file("Areas", areas()))
    files.append(file("ServerRequestHandlers", serverRequests()))
    if let release { files.append(file("GeneratedFrom", [generatedFrom(release)])) }
    return files
  }

  private func file(
    _ name: String,
    _ declarations: [Declaration],
    imports: [String] = ["CodexProtocol", "CodexWire"]
  ) -> GeneratedFile {
    let text = SwiftPrinter.print(header: header, imports: imports, declarations: declarations)
    return GeneratedFile(path: "CodexSDK/\(name).swift", contents: text)
  }

  // MARK: Wrappers

  private var presetParameters: [String: String] {
    Dictionary(settings.presets.map { ($0.subject, $0.value.parameter) }, uniquingKeysWith: { first, _ in first })
  }

  private func declarations(_ wrappers: [Wrapper]) -> [Declaration] {
    let translator = WrapperTranslator(context: context, presetParameters: presetParameters, presets: model.presets)
    let owners = Dictionary(grouping: wrappers, by: \.owner)
    return owners.sorted { typeName($0.key) < typeName($1.key) }
      .map { owner, wrappers in
        let members = wrappers.sorted { $0.name < $1.name }.map { translator.translate($0) }
        let isAllGated = members.allSatisfy { $0.gate == .experimental }
        let parts = members.flatMap { part in part.declarations.map { (isAllGated ? Gate.always : part.gate, $0) } }
        let type = Declaration.type(
          TypeSyntax(keyword: .extension, name: typeName(owner), members: [Declaration].gated(parts))
        )
        return isAllGated ? .gated([type]) : type
      }
  }

  private func presets() -> [Declaration] {
    let translator = PresetTranslator(context: context)
    return model.presets.flatMap { preset in
      translator.translate(preset, among: model.presets, parameters: presetParameters)
    }
  }

  private func serverRequests() -> [Declaration] {
    ServerRequestTranslator(context: context).translate(model.serverRequests)
  }

  private func generatedFrom(_ release: String) -> Declaration {
    .type(
      TypeSyntax(
        comment: CommentSyntax(paragraphs: ["What this code was generated from."]),
        keyword: .enumeration,
        name: "GeneratedFrom",
        members: [
          .variable(
            VariableSyntax(
              comment: CommentSyntax(paragraphs: ["The Codex release whose schema it was."]),
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
    case .type(let name): name
    case .area(let name): "\(WrapperSettings.door).\(areaType(name))"
    }
  }

  /// `mcpServers` -> `MCPServersMethods`
  private func areaType(_ name: String) -> String { words.upperCamelCase(name) + "Methods" }

  /// The groups of methods, each a property of `Codex`. One whose methods are all gated is gated itself.
  private func areas() -> [Declaration] {
    var gates: [String: Gate] = [:]
    for wrapper in model.wrappers {
      guard case .area(let name) = wrapper.owner else { continue }
      if wrapper.method.gate == .always || gates[name] == nil { gates[name] = wrapper.method.gate }
    }
    let members = gates.sorted { $0.key < $1.key }
      .flatMap { name, gate in [(gate, property(name)), (gate, type(name))] }
    return members.isEmpty
      ? [] : [.type(TypeSyntax(keyword: .extension, name: WrapperSettings.door, members: [Declaration].gated(members)))]
  }

  private func property(_ name: String) -> Declaration {
    .variable(
      VariableSyntax(
        comment: CommentSyntax(paragraphs: ["The methods of the area `\(name)`."]),
        access: context.access,
        name: SwiftKeyword.escaped(name),
        type: areaType(name),
        accessors: .get([.expression(.call(.name(areaType(name)), [.init(.name("self"), label: "codex")]))])
      )
    )
  }

  private func type(_ name: String) -> Declaration {
    .type(
      TypeSyntax(
        comment: CommentSyntax(paragraphs: ["The methods of the area `\(name)`: `codex.\(name)`."]),
        access: context.access,
        keyword: .structure,
        name: areaType(name),
        inherits: ["Sendable"],
        members: [.variable(VariableSyntax(access: "", name: "codex", type: WrapperSettings.door))]
      )
    )
  }
}
