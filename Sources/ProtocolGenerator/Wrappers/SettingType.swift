/// A type of settings that parameters of wrappers override. Generated code declares what can be written for such a
/// parameter.
struct SettingType: Sendable {
  /// The type in Swift.
  var name: String
  /// Whether the type is declared by generated code, so that generated code makes the type a setting. Arrays and
  /// dictionaries are settings when their elements are.
  var isDeclared: Bool
  /// Whether the type is an enum of the known values of a string.
  var isOpenString = false
  var availability = Availability.always
  /// The cases without a payload.
  var cases: [Case] = []

  struct Case: Sendable {
    var name: String
    var documentation: Documentation
    var availability: Availability
  }

  /// The types that `CodexWire` prepares for overriding.
  private static let known: Set<String> = [
    "String", "Bool", "Int", "Double", "JSONValue", "[String]", "[String: String]", "[String: JSONValue]",
  ]

  /// The types of all settings that the wrappers override, without the presets, sorted by name. The types of elements are
  /// contained.
  static func all(in wrappers: [Wrapper], _ types: NamedTypes) -> [SettingType] {
    var found: [String: SettingType] = [:]
    var open = wrappers.flatMap { $0.parameters + ($0.options?.parameters ?? []) }.compactMap(\.setting)
    while let reference = open.popLast()?.resolved(types) {
      switch reference {
      case .array(let element), .dictionary(let element): open.append(element)
      case .scalar, .json, .named, .optional: break
      }
      let name = types.spelling.text(reference)
      if known.contains(name) || found[name] != nil { continue }
      found[name] = type(reference, name, types)
    }
    return found.values.sorted { $0.name < $1.name }
  }

  private static func type(_ reference: TypeReference, _ name: String, _ types: NamedTypes) -> SettingType {
    var type = SettingType(name: name, isDeclared: false)
    type.availability = reference.leaf.flatMap { types[$0] }?.availability ?? .always
    guard case .named(let id) = reference else { return type }
    type.isDeclared = true
    if case .openEnum(let values)? = types[id]?.kind {
      type.isOpenString = values.isOpenString
      type.cases = values.values.map {
        Case(name: $0.swiftName, documentation: $0.documentation, availability: $0.availability)
      }
    }
    return type
  }
}

extension TypeReference {
  /// The type with the targets of aliases in place of the aliases.
  func resolved(_ types: NamedTypes) -> TypeReference { resolved(types, seen: []) }

  /// - Parameter seen: The aliases that lead to this type. An alias that contains itself stays as it is.
  private func resolved(_ types: NamedTypes, seen: Set<TypeID>) -> TypeReference {
    switch self {
    case .named(let id):
      if case .alias(let target)? = types[id]?.kind, !seen.contains(id) {
        target.resolved(types, seen: seen.union([id]))
      } else {
        self
      }
    case .array(let element): .array(element.resolved(types, seen: seen))
    case .dictionary(let value): .dictionary(value.resolved(types, seen: seen))
    case .optional(let wrapped): .optional(wrapped.resolved(types, seen: seen))
    case .scalar, .json: self
    }
  }

  /// The declaration that the type, or its elements, refer to.
  fileprivate var leaf: TypeID? {
    switch self {
    case .named(let id): id
    case .array(let element), .dictionary(let element), .optional(let element): element.leaf
    case .scalar, .json: nil
    }
  }
}
