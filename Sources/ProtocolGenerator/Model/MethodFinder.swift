/// Finds the methods of a model and pairs each with its answer.
struct MethodFinder {
  /// What the customization says: method name to definition.
  private let responses: [String: TypeID]
  private let known: Set<TypeID>
  /// The definitions of each name, sorted.
  private let byName: [String: [TypeID]]

  private init(responses: [String: TypeID], types: [TypeDeclaration]) {
    self.responses = responses
    known = Set(types.map(\.id))
    byName = Dictionary(grouping: types.map(\.id).sorted(), by: \.path.lastComponent)
  }

  /// The model with its methods. A request whose answer nobody knows is typed as any JSON, with a warning.
  static func find(in model: ProtocolModel, responses: [String: TypeID]) -> ProtocolModel {
    let finder = MethodFinder(responses: responses, types: model.types)
    var model = model
    for type in model.types {
      guard case .messages(let messages) = type.kind, messages.kind == .requests else { continue }
      for message in messages.cases {
        let response = finder.response(of: message)
        if response == nil {
          let pointer = message.documentation.pointer
          model.untyped.append(UntypedNode(pointer: pointer, reason: .noResponse))
          let text =
            "no definition answers the method \"\(message.method)\", so its response is untyped JSON; "
            + "name it in the customization, under \"responses\""
          model.warnings.append(Diagnostic(.warning, file: model.sources.last ?? "", pointer: pointer, message: text))
        }
        model.methods.append(
          Method(
            name: message.method,
            sender: messages.sender,
            params: message.params,
            response: response.map(TypeReference.named) ?? .json,
            documentation: message.documentation,
            availability: message.availability,
            pointer: message.documentation.pointer
          )
        )
      }
    }
    model.methods.sort { ($0.name, $0.sender.rawValue) < ($1.name, $1.sender.rawValue) }
    return model
  }

  /// `XParams` is answered by `XResponse` of the same namespace; else `a/b/c` by `ABCResponse`.
  private func response(of message: MessageCase) -> TypeID? {
    if let declared = responses[message.method] { return declared }
    let suffix = "Params"
    if let params = message.params?.name, params.path.hasSuffix(suffix) {
      let candidate = TypeID(path: params.path.dropLast(suffix.count) + "Response")
      if known.contains(candidate) { return candidate }
    }
    let name = message.method.split(separator: "/").map { String($0).capitalizedFirst }.joined() + "Response"
    // In several namespaces, that of the parameters; without any, the newest.
    let candidates = byName[name] ?? []
    let namespace = message.params?.name.map { $0.path.dropLast($0.path.lastComponent.count) }
    return candidates.first { $0.path.dropLast(name.count) == namespace } ?? candidates.last
  }
}
