/// ProtocolModel -> [GeneratedFile]: distributes types and methods over the fixed set of files, and prints them.
struct FileTranslator {
  private let model: ProtocolModel
  private let context: TranslationContext

  static func files(of model: ProtocolModel) -> [GeneratedFile] {
    FileTranslator(model: model, context: TranslationContext(model)).files()
  }

  private func files() -> [GeneratedFile] {
    let types = Dictionary(grouping: model.types) { FileLayout.file(ofType: $0.name) }
    let methods = Dictionary(grouping: model.methods) { FileLayout.file(ofMethod: $0.name) }
    var files = FileLayout.areas.map { area in
      file(area.file, types: types[area.file] ?? [], methods: methods[area.file] ?? [])
    }
    files.append(namespace())
    return files.sorted { $0.path < $1.path }
  }

  private func file(_ name: String, types: [TypeDeclaration], methods: [Method]) -> GeneratedFile {
    let translator = TypeTranslator(context: context)
    let byName = types.sorted { $0.swiftName < $1.swiftName }
    var declarations = Self.joined(byName.map { ($0.gate, translator.translate($0)) })
    declarations += calls(methods)
    return print(name, declarations)
  }

  /// The methods of an area, as an extension of the namespace.
  private func calls(_ methods: [Method]) -> [Declaration] {
    if methods.isEmpty { return [] }
    let translator = MethodTranslator(context: context)
    let members = methods.sorted { $0.swiftName < $1.swiftName }.map { ($0.gate, translator.translate($0)) }
    let isAllGated = members.allSatisfy { $0.0 == .experimental }
    let body = isAllGated ? members.map(\.1) : [Declaration].gated(members)
    let syntax = TypeSyntax(access: nil, keyword: .extension, name: Self.namespace, members: body)
    return isAllGated ? [.gated([.type(syntax)])] : [.type(syntax)]
  }

  private static let namespace = "RPC"

  private func namespace() -> GeneratedFile {
    let comment = CommentSyntax(paragraphs: [
      "The methods of the protocol: a value of one is a call, ready to be sent.",
      "Each knows its name on the wire, its parameters and the type of its answer.",
    ])
    let syntax = TypeSyntax(
      comment: comment,
      access: context.access,
      keyword: .enumeration,
      name: Self.namespace,
      members: []
    )
    return print(Self.namespace, [.type(syntax)])
  }

  /// Gated declarations that are neighbours share one `#if`.
  private static func joined(_ declarations: [(Gate, Declaration)]) -> [Declaration] {
    [Declaration].gated(
      declarations.map { gate, declaration in
        if case .gated(let inner, _) = declaration, gate == .experimental, inner.count == 1 { return (gate, inner[0]) }
        return (gate, declaration)
      }
    )
  }

  private func print(_ name: String, _ declarations: [Declaration]) -> GeneratedFile {
    let text = SwiftPrinter.print(
      header: [
        GeneratedFile.marker + " from \(model.sources.map(\.lastComponent).joined(separator: " and ")). Do not edit.",
        "// To regenerate: swift run codexgen generate",
      ],
      imports: ["CodexWire"],
      declarations: declarations
    )
    return GeneratedFile(path: "CodexProtocol/\(name).swift", contents: text)
  }
}
