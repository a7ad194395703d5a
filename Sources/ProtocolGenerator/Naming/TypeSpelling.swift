/// How types are written in Swift: `[String: ThreadItem.AgentMessage]?`.
struct TypeSpelling {
  private var paths: [TypeID: String] = [:]

  /// - Parameter types: Definitions after naming.
  init(_ types: [TypeDeclaration]) {
    for type in types { add(type, in: nil) }
  }

  private mutating func add(_ type: TypeDeclaration, in parent: String?) {
    let path = parent.map { "\($0).\(type.swiftName)" } ?? type.swiftName
    paths[type.id] = path
    for nested in type.nested { add(nested, in: path) }
  }

  /// The dotted Swift name, such as `ThreadItem.AgentMessage`. A type that nobody declares keeps its path on the wire, so
  /// that the report shows the mistake instead of hiding it.
  func path(of id: TypeID) -> String { paths[id] ?? id.path }

  func text(_ reference: TypeReference) -> String {
    switch reference {
    case .scalar(let scalar): scalar.rawValue
    case .named(let id): path(of: id)
    case .optional(let wrapped): text(wrapped) + "?"
    case .array(let element): "[\(text(element))]"
    case .dictionary(let value): "[String: \(text(value))]"
    case .json: "JSONValue"
    }
  }

  /// The type of the stored property, which says what its presence means.
  func text(_ property: Property) -> String {
    let type = text(property.type)
    switch property.presence {
    case .required, .flattened: return type
    case .requiredNullable, .optional: return type + "?"
    case .threeState: return "Patch<\(type)>"
    }
  }

  /// Whatever the object has beside its declared members.
  func text(additional property: Property) -> String { "[String: \(text(property.type))]" }
}
