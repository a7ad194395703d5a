/// Finds the methods of a model and the response of each method.
struct MethodFinder {
  /// The responses that the caller declares: the definition by the name of the method.
  private let responses: [String: TypeID]
  private let known: Set<TypeID>
  /// The definitions by their names without namespace, sorted.
  private let byName: [String: [TypeID]]

  private init(responses: [String: TypeID], types: [TypeDeclaration]) {
    self.responses = responses
    known = Set(types.map(\.id))
    byName = Dictionary(grouping: types.map(\.id).sorted(), by: \.path.lastComponent)
  }

  /// Adds the methods to a model. A method without a known response gets the type of any JSON value, and a warning.
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
            "there is no definition for the response to the method \"\(message.method)\", so the response is untyped JSON; "
            + "name a definition in the customization, under \"responses\""
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

  /// The definition of a method's response: `XResponse` in the namespace of the parameters `XParams`; if there is none,
  /// `ABCResponse` for the method `a/b/c`.
  private func response(of message: MessageCase) -> TypeID? {
    if let declared = responses[message.method] { return declared }
    let suffix = "Params"
    if let params = message.params?.name, params.path.hasSuffix(suffix) {
      let candidate = TypeID(path: params.path.dropLast(suffix.count) + "Response")
      if known.contains(candidate) { return candidate }
    }
    let name = message.method.split(separator: "/").map { String($0).capitalizedFirst }.joined() + "Response"
    // Of several namespaces, the namespace of the parameters is preferred; without parameters, the newest namespace.
    let candidates = byName[name] ?? []
    let namespace = message.params?.name.map { $0.path.dropLast($0.path.lastComponent.count) }
    return candidates.first { $0.path.dropLast(name.count) == namespace } ?? candidates.last
  }
}
