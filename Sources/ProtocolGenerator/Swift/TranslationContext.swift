/// What every translator needs to know: names of all types, and how public they are.
struct TranslationContext: Sendable {
  /// Who sees what is declared.
  let accessLevel: AccessLevel
  /// `public `, with the space, or another access level.
  var access: String { accessLevel.modifier }
  /// Dotted Swift names by identity.
  private var names: [TypeID: String] = [:]
  private(set) var types: [TypeID: TypeDeclaration] = [:]
  /// What definitions without prose of their own are for, told from the methods that use them.
  private var purposes: [TypeID: String] = [:]

  init(_ model: ProtocolModel, access: AccessLevel = .public) {
    accessLevel = access
    func add(_ type: TypeDeclaration, prefix: String) {
      names[type.id] = prefix + type.swiftName
      types[type.id] = type
      for nested in type.nested { add(nested, prefix: prefix + type.swiftName + ".") }
    }
    for type in model.types { add(type, prefix: "") }
    for type in model.types {
      guard case .messages(let messages) = type.kind else { continue }
      for message in messages.cases { describe(message.params, "Parameters of `\(message.method)`.") }
    }
    for method in model.methods { describe(method.response, "Answer to `\(method.name)`.") }
  }

  private mutating func describe(_ type: TypeReference?, _ purpose: String) {
    if let id = type?.name, purposes[id] == nil { purposes[id] = purpose }
  }

  /// What a type is for, where the schema's prose does not say.
  func purpose(of id: TypeID) -> String? { purposes[id] }

  /// The type as Swift writes it inside `scope`, whose own nested types go by their short names.
  func spelling(_ type: TypeReference, in scope: TypeDeclaration? = nil) -> String {
    switch type {
    case .scalar(let scalar): scalar.rawValue
    case .named(let id): scope?.nested.first { $0.id == id }?.swiftName ?? names[id] ?? id.path
    case .optional(let wrapped): spelling(wrapped, in: scope) + "?"
    case .array(let element): "[\(spelling(element, in: scope))]"
    case .dictionary(let value): "[String: \(spelling(value, in: scope))]"
    case .json: "JSONValue"
    }
  }

  /// The type of the Swift property that stores a property of the schema.
  func storedType(of property: Property, in scope: TypeDeclaration? = nil) -> String {
    let type = spelling(property.type, in: scope)
    if property.isAdditional { return "[String: \(type)]" }
    return switch property.presence {
    case .required, .flattened: type
    case .requiredNullable, .optional: type + "?"
    case .threeState: "Patch<\(type)>"
    }
  }
}
