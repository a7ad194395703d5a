extension ProtocolModel {
  /// Makes secrets of all properties whose names look like names of secrets, except for those that the customization lists
  /// under `notSecrets`.
  ///
  /// A customization that lists some properties should decide about each such property, so there is a warning about a property
  /// that it does not list. A customization that lists none accepts the redaction by names, and gets no warnings.
  ///
  /// - Parameter others: Properties that are no secrets either, although the customization does not list them.
  mutating func treatSecretNamesAsSecrets(
    _ customization: Customization,
    except others: [Customization.Entry<Void>] = []
  ) {
    let excused = Set((customization.notSecrets + others).map(\.subject))
    let listsSecrets = !customization.secrets.isEmpty || !customization.notSecrets.isEmpty
    let aliases = aliases
    let file = sources.last ?? ""
    func treat(_ type: inout TypeDeclaration) -> [Diagnostic] {
      var warnings: [Diagnostic] = []
      for index in type.nested.indices { warnings += treat(&type.nested[index]) }
      guard case .structure(var structure) = type.kind else { return warnings }
      for index in structure.properties.indices where !structure.properties[index].isSecret {
        let property = structure.properties[index]
        let path = "\(type.id.path).\(property.name)"
        guard !excused.contains(path), property.looksSecret(among: aliases) else { continue }
        structure.properties[index].isSecret = true
        let message =
          "the name of the property \"\(path)\" looks like a secret, so descriptions do not show the value; list the "
          + "property in the customization, under \"secrets\" or, if the value may be shown, under \"notSecrets\""
        warnings.append(Diagnostic(.warning, file: file, pointer: property.documentation.pointer, message: message))
      }
      type.kind = .structure(structure)
      return warnings
    }
    for index in types.indices {
      let found = treat(&types[index])
      if listsSecrets { warnings += found }
    }
  }
}

extension ProtocolModel {
  /// The type that each alias stands for.
  var aliases: [TypeID: TypeReference] {
    var aliases: [TypeID: TypeReference] = [:]
    for type in types { if case .alias(let target) = type.kind { aliases[type.id] = target } }
    return aliases
  }
}

extension Property {
  /// Whether the name looks like the name of a secret, and the type is one that a secret can have: text, any JSON, or a list or
  /// dictionary of these. The properties of other structs are judged themselves.
  ///
  /// Environment variables and HTTP headers often contain secrets, so a dictionary with such a name looks like a secret, too.
  ///
  /// - Parameter aliases: The types that the aliases of the model stand for.
  func looksSecret(among aliases: [TypeID: TypeReference]) -> Bool {
    guard presence != .flattened, !isBoxed else { return false }
    var type = type.unwrapped
    var seen: Set<TypeID> = []
    while true {
      switch type {
      case .scalar(let scalar): return scalar == .string && Redaction.isSecretName(name)
      case .json: return Redaction.isSecretName(name)
      case .optional(let wrapped), .array(let wrapped): type = wrapped
      case .dictionary(let value):
        if Redaction.isNameOfSecretValues(name) { return true }
        type = value
      case .named(let id):
        guard seen.insert(id).inserted, let target = aliases[id] else { return false }
        type = target
      }
    }
  }
}
