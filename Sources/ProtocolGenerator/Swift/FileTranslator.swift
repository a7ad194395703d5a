/// ProtocolModel -> [GeneratedFile]: distributes types and methods over the files of `FileLayout`, and prints them.
struct FileTranslator {
  private let model: ProtocolModel
  private let context: TranslationContext
  private let style: OutputStyle

  /// - Parameters:
  ///   - whole: The model that `model` was selected from, if it is only a part: the whole model knows which methods use a
  ///     type.
  ///   - wrappers: The functions that descriptions of parameters refer to.
  static func files(
    of model: ProtocolModel,
    in whole: ProtocolModel? = nil,
    style: OutputStyle = .package,
    wrappers: [Wrapper] = []
  ) -> [GeneratedFile] {
    FileTranslator(model, in: whole, style: style, wrappers: wrappers).files()
  }

  /// The warnings about the code that `files(of:)` generates, where the code is less precise than the schema.
  static func warnings(about model: ProtocolModel, in whole: ProtocolModel? = nil) -> [Diagnostic] {
    TranslationContext(whole ?? model).patternWarnings(model)
  }

  private init(
    _ model: ProtocolModel,
    in whole: ProtocolModel? = nil,
    style: OutputStyle = .package,
    wrappers: [Wrapper] = []
  ) {
    self.model = model
    self.style = style
    let functions = Dictionary(wrappers.map { ($0.method.name, $0.call) }) { first, _ in first }
    context = TranslationContext(whole ?? model, access: style.access, functions: functions)
  }

  /// The text of one file with all types and methods, for the golden fixtures.
  ///
  /// The namespace of the methods is left out when there are no methods.
  static func singleFile(of model: ProtocolModel) -> String {
    let translator = FileTranslator(model)
    var declarations = translator.types(model.types)
    if !model.methods.isEmpty { declarations += [translator.callsEnum()] + translator.calls(model.methods) }
    let imports = translator.imports(of: model.types)
    return translator.print("Types", declarations, imports: imports)?.contents ?? ""
  }

  private func files() -> [GeneratedFile] {
    let types = Dictionary(grouping: model.types) { FileLayout.file(ofType: $0.name) }
    let methods = Dictionary(grouping: model.methods) { FileLayout.file(ofMethod: $0.name) }
    var files = FileLayout.groups.compactMap { group in
      file(group.file, types: types[group.file] ?? [], methods: methods[group.file] ?? [])
    }
    // A module without calls needs no namespace for calls.
    let hasCalls = if case .module = style { !model.methods.isEmpty } else { true }
    if let file = print(Self.callsName, namespaces(hasCalls: hasCalls)) { files.append(file) }
    return files.sorted { $0.path < $1.path }
  }

  private func file(_ name: String, types: [TypeDeclaration], methods: [Method]) -> GeneratedFile? {
    print(name, self.types(types) + calls(methods), imports: imports(of: types))
  }

  /// The modules that the types need beside those that every file imports.
  private func imports(of types: [TypeDeclaration]) -> [ImportSyntax] {
    let properties = types.flatMap(\.flattened).flatMap { type -> [Property] in
      if case .structure(let structure) = type.kind { structure.properties } else { [] }
    }
    return properties.contains { $0.representation?.needsFoundation == true } ? [OutputStyle.foundation] : []
  }

  /// The types of a file, sorted by name.
  private func types(_ types: [TypeDeclaration]) -> [Declaration] {
    let translator = TypeTranslator(context: context)
    let byName = types.sorted { $0.swiftName < $1.swiftName }
    let declarations = Self.joined(byName.map { ($0.availability, translator.translate($0)) })
    guard let namespace = model.namespace, !declarations.isEmpty else { return declarations }
    return [.type(TypeSyntax(access: nil, keyword: .extension, name: namespace, members: declarations))]
  }

  /// The methods of a file group, as an extension of the namespace.
  private func calls(_ methods: [Method]) -> [Declaration] {
    if methods.isEmpty { return [] }
    let translator = MethodTranslator(context: context)
    let members = methods.sorted { $0.swiftName < $1.swiftName }.map { ($0.availability, translator.translate($0)) }
    let isAllExperimental = members.allSatisfy { $0.0 == .experimental }
    let body = isAllExperimental ? members.map(\.1) : [Declaration].conditional(members)
    let syntax = TypeSyntax(access: nil, keyword: .extension, name: context.types.spelling.calls, members: body)
    return isAllExperimental ? [.conditional([.type(syntax)])] : [.type(syntax)]
  }

  private static let callsName = ModuleFileNames.namespace

  /// The enums that contain other declarations.
  private func namespaces(hasCalls: Bool) -> [Declaration] {
    let calls = hasCalls ? [callsEnum()] : []
    guard let name = model.namespace else { return calls }
    let comment = CommentSyntax(paragraphs: ["The types and the methods of the protocol."])
    return [
      .type(
        TypeSyntax(comment: comment, access: context.access, keyword: .enumeration, name: name, members: calls)
      )
    ]
  }

  private func callsEnum() -> Declaration {
    let comment = CommentSyntax(paragraphs: [
      "The methods of the protocol. A value of a method's type is a call that can be sent.",
      "Each type contains the method's name, its parameters and the type of its response.",
    ])
    return .type(
      TypeSyntax(
        comment: comment,
        access: context.access,
        keyword: .enumeration,
        name: TypeSpelling.callsEnum,
        members: []
      )
    )
  }

  /// The declarations in their order. Consecutive experimental declarations share one `#if`.
  private static func joined(_ declarations: [(Availability, Declaration)]) -> [Declaration] {
    [Declaration].conditional(
      declarations.map { availability, declaration in
        if case .conditional(let inner, _) = declaration, availability == .experimental, inner.count == 1 {
          return (availability, inner[0])
        }
        return (availability, declaration)
      }
    )
  }

  private func print(
    _ name: String,
    _ declarations: [Declaration],
    imports: [ImportSyntax] = []
  ) -> GeneratedFile? {
    style.file(style.typesFile(name), declarations, imports: OutputStyle.typeImports + imports, sources: model.sources)
  }
}
