/// How Swift writes the types of a model, such as `[String: ThreadItem.AgentMessage]?`.
struct TypeSpelling: Sendable {
  private var paths: [TypeID: String] = [:]
  /// Whether integers are written with the width that the schema gives them, for messages about the schema. Generated code
  /// has fewer types, see `Scalar.swiftType`.
  private var showsWidths = false
  private let definitions: Set<TypeID>
  /// The Swift name of the enum that contains the calls, such as `RPC` or `My.RPC`.
  let calls: String

  /// - Parameters:
  ///   - types: The definitions of a model after naming.
  ///   - namespace: The name of the enum in which the types are declared. `nil` for the top level.
  init(_ types: [TypeDeclaration], namespace: String? = nil) {
    definitions = Set(types.map(\.id))
    calls = (namespace.map { $0 + "." } ?? "") + Self.callsEnum
    for type in types { add(type, in: namespace) }
  }

  /// The Swift name of the enum that contains the calls, without the namespace.
  static let callsEnum = "RPC"

  /// Whether a type is a definition of the schema, and not nested in another type.
  func isDefinition(_ id: TypeID) -> Bool { definitions.contains(id) }

  /// The same names, and integers with their widths.
  var withWidths: TypeSpelling {
    var spelling = self
    spelling.showsWidths = true
    return spelling
  }

  private mutating func add(_ type: TypeDeclaration, in parent: String?) {
    let path = parent.map { "\($0).\(type.swiftName)" } ?? type.swiftName
    paths[type.id] = path
    for nested in type.nested { add(nested, in: path) }
  }

  /// The dotted Swift name of a declaration, such as `ThreadItem.AgentMessage`. A type without a declaration gets a name from
  /// its path in the schema, so that a report or the compiler shows the mistake.
  func path(of id: TypeID) -> String {
    paths[id] ?? "Missing_" + id.path.unicodeScalars.map { $0.isIdentifierPart ? String($0) : "_" }.joined()
  }

  /// A type in Swift.
  func text(_ reference: TypeReference) -> String { text(reference, in: nil) }

  /// A type in Swift.
  ///
  /// - Parameter scope: The declaration in which the text is used: the types nested in it go by their short names.
  func text(_ reference: TypeReference, in scope: TypeDeclaration?) -> String {
    switch reference {
    case .scalar(let scalar): showsWidths ? scalar.rawValue : scalar.swiftType.rawValue
    case .named(let id): scope?.nested.first { $0.id == id }?.swiftName ?? path(of: id)
    case .optional(let wrapped): text(wrapped, in: scope) + "?"
    case .array(let element): "[\(text(element, in: scope))]"
    case .dictionary(let value): "[String: \(text(value, in: scope))]"
    case .json: "JSONValue"
    }
  }

  /// The type of the Swift property that stores a property of the schema. The type expresses the property's presence.
  func text(_ property: Property) -> String { text(property, in: nil) }

  /// The type of the Swift property that stores a property of the schema, as it is written inside of `scope`.
  func text(_ property: Property, in scope: TypeDeclaration?) -> String {
    let type = text(property.type, in: scope)
    if property.isAdditional { return "[String: \(type)]" }
    return switch property.presence {
    case .required, .flattened: type
    case .requiredNullable, .optional: type + "?"
    case .threeState: "Patch<\(type)>"
    }
  }

  /// The type of the Swift property that stores the additional properties of an object.
  func text(additional property: Property) -> String { text(property) }
}
