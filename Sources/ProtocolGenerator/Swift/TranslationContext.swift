/// What every translator needs to know: names of all types, and how public they are.
struct TranslationContext: Sendable {
  /// `public `, with the space, or another access level.
  var access = "public "
  /// Dotted Swift names by identity.
  private var names: [TypeID: String] = [:]
  private(set) var types: [TypeID: TypeDeclaration] = [:]

  init(_ model: ProtocolModel) {
    func add(_ type: TypeDeclaration, prefix: String) {
      names[type.id] = prefix + type.swiftName
      types[type.id] = type
      for nested in type.nested { add(nested, prefix: prefix + type.swiftName + ".") }
    }
    for type in model.types { add(type, prefix: "") }
  }

  /// The type as Swift writes it.
  func spelling(_ type: TypeReference) -> String {
    switch type {
    case .scalar(let scalar): scalar.rawValue
    case .named(let id): names[id] ?? id.path
    case .optional(let wrapped): spelling(wrapped) + "?"
    case .array(let element): "[\(spelling(element))]"
    case .dictionary(let value): "[String: \(spelling(value))]"
    case .json: "JSONValue"
    }
  }
}
