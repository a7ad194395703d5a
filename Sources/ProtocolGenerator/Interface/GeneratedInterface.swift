/// The Swift declarations that are generated for a model, as their users see them.
struct GeneratedInterface: Sendable {
  private let model: ProtocolModel
  private let context: TranslationContext
  private let functions: [String: [Wrapper]]
  private let translator: WrapperTranslator
  private let messages: [ProtocolMessage.Identity: ProtocolMessage]
  private let methods: [String: Method]
  /// The outlines of single types, and of the enums of notifications.
  private var outlines: [TypeID: DeclarationOutline] = [:]

  /// - Parameter types: The types whose outlines are wanted.
  init(_ model: ProtocolModel, _ wrappers: WrapperModel, _ messages: [ProtocolMessage], types: [TypeID]) {
    self.model = model
    context = TranslationContext(model)
    functions = Dictionary(grouping: wrappers.wrappers, by: \.method.name)
    // The names of the presets' parameters only occur in the bodies of functions.
    translator = WrapperTranslator(context: context, presetParameters: [:], presets: wrappers.presets, style: .package)
    self.messages = Dictionary(messages.map { ($0.identity, $0) }, uniquingKeysWith: { first, _ in first })
    methods = Dictionary(model.methods.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    let unions = model.types.filter { if case .messages = $0.kind { true } else { false } }.map(\.id)
    for id in types + unions where outlines[id] == nil {
      guard let type = context.types[id] else { continue }
      let declaration = TypeTranslator(context: context).translate(type)
      outlines[id] = DeclarationOutline(declaration, name: context.types.spelling.path(of: id))
    }
  }

  /// The outline of one of the types that the initializer got. `nil` if the model does not have the type.
  func outline(of id: TypeID) -> DeclarationOutline? { outlines[id] }

  /// The names of the members that a part of a type has in Swift. Empty if the type does not have the part.
  ///
  /// - Parameter part: The name of a property, the text of an enum value or the tag of a branch.
  func names(of part: String, in id: TypeID) -> Set<String> {
    guard let type = context.types[id] else { return [] }
    return switch type.kind {
    case .structure(let structure):
      Set(
        structure.allProperties.filter { $0.name == part }
          .flatMap { [$0.swiftName, $0.representationName] }.filter { !$0.isEmpty }
      )
    case .openEnum(let values): Set(values.values.filter { $0.text == part }.map(\.swiftName))
    case .union(let union): Set(union.branches.filter { $0.tag == part }.map(\.swiftName))
    case .messages(let messages): Set(messages.cases.filter { $0.method == part }.map(\.swiftName))
    case .alias: []
    }
  }

  /// The lines of a method with the functions that call it, or of a notification. Empty if the model does not have the message.
  func lines(of message: ProtocolMessage.Identity) -> [String] {
    guard let found = messages[message] else { return [] }
    switch message.kind {
    case .method: return callLines(of: message.name) + functionLines(of: message.name)
    case .notification:
      // The Swift name is that of a case with its enum, such as `ServerNotification.turnStarted`.
      let parts = found.swiftName.split(separator: ".", maxSplits: 1).map(String.init)
      guard parts.count == 2, let id = model.types.first(where: { $0.swiftName == parts[0] })?.id else { return [] }
      return outline(of: id)?.lines(of: [parts[1]]) ?? []
    }
  }

  /// The lines of the functions that call a method, each with its full name in a comment before it.
  func functionLines(of method: String) -> [String] {
    (functions[method] ?? []).flatMap { wrapper in
      let declarations = translator.translate(wrapper).declarations
      return ["// \(wrapper.fullName)"] + declarations.flatMap(DeclarationOutline.Member.members).flatMap(\.lines)
    }
  }

  /// The lines of the type in `RPC` that stands for the call of a method.
  private func callLines(of method: String) -> [String] {
    guard let method = methods[method] else { return [] }
    let name = "\(context.types.spelling.calls).\(method.swiftName)"
    var outline = DeclarationOutline(MethodTranslator(context: context).translate(method), name: name)
    outline?.members.removeAll { !["Response", "params"].contains($0.name) }
    return outline?.lines() ?? []
  }
}
