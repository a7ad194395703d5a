/// TypeReference -> the `_JSONPattern` by which a branch of an untagged union is recognized.
struct ShapeTranslator {
  let context: TranslationContext
  /// Whether arrays are told by their elements: only where more than one branch may be an array.
  private let tellsElements: Bool

  init(context: TranslationContext, branches: [Branch]) {
    self.context = context
    tellsElements = branches.count { $0.payload.map { context.mayBeArray($0) } ?? true } > 1
  }

  func shape(of type: TypeReference) -> Expression { shape(of: type, inside: []) }

  /// - Parameter outer: The types whose shape is being told: a recursive one says nothing more of itself.
  private func shape(of type: TypeReference, inside outer: Set<TypeID>) -> Expression {
    switch type {
    case .scalar(.string): .call(nil, "string", [])
    case .scalar(.boolean): .member(nil, "boolean")
    case .scalar(let scalar): .member(nil, scalar.isInteger ? "integer" : "number")
    case .array(.json): .member(nil, "array")
    case .array(let element):
      tellsElements
        ? .call(nil, "arrayOf", [.init(shape(of: element, inside: outer))]) : .member(nil, "array")
    case .dictionary: .call(nil, "object", [])
    case .json: .member(nil, "any")
    case .optional(let wrapped): anyOf([.member(nil, "null"), shape(of: wrapped, inside: outer)])
    case .named(let id): shape(of: id, inside: outer)
    }
  }

  private func shape(of id: TypeID, inside outer: Set<TypeID>) -> Expression {
    guard let type = context.types[id], !outer.contains(id) else { return .member(nil, "any") }
    let outer = outer.union([id])
    switch type.kind {
    case .alias(let target): return shape(of: target, inside: outer)
    case .messages: return .call(nil, "object", [])
    case .openEnum(let values):
      if values.rawType != .string { return .member(nil, "integer") }
      let texts = (values.values.map(\.text) + values.aliases.keys.sorted()).map(Expression.string)
      return .call(nil, "string", [.init(.array(texts), label: "among")])
    case .structure(let structure): return object(structure)
    case .union(let union): return anyOf(union.branches.map { shape(of: $0, union.kind, inside: outer) })
    }
  }

  private func shape(of branch: Branch, _ kind: Union.Kind, inside outer: Set<TypeID>) -> Expression {
    switch kind.form(of: branch) {
    case .payload: branch.payload.map { shape(of: $0, inside: outer) } ?? .member(nil, "any")
    case .string(let tag): .call(nil, "string", [.init(.array([.string(tag)]), label: "among")])
    case .object(let tags, .properties): object(structure(of: branch.payload), tags: tags)
    case .object(let tags, .none): object(Structure(properties: []), tags: tags)
    case .object(let tags, .property(let name)):
      object(required: tags.keys + [name], constants: tags, known: tags.keys + [name])
    }
  }

  private func structure(of payload: TypeReference?) -> Structure {
    if let id = payload?.name, case .structure(let structure)? = context.types[id]?.kind { return structure }
    return Structure(properties: [])
  }

  private func object(_ structure: Structure, tags: [String: String] = [:]) -> Expression {
    let members = structure.properties.filter { $0.presence != .flattened && $0.availability == .always }
    let required = members.filter { $0.presence == .required }
    var constants: [String: String] = [:]
    for property in required {
      if let value = onlyValue(of: property.type) { constants[property.name] = value }
    }
    constants.merge(tags, uniquingKeysWith: { _, tag in tag })
    let names = Array(tags.keys)
    return object(
      required: names + required.map(\.name),
      constants: constants,
      known: names + members.map(\.name)
    )
  }

  private func object(required: [String], constants: [String: String], known: [String]) -> Expression {
    var arguments: [Expression.Argument] = []
    func names(_ names: [String]) -> Expression { .array(Array(Set(names)).sorted().map(Expression.string)) }
    // A constant is required anyway.
    let others = required.filter { constants[$0] == nil }
    if !others.isEmpty { arguments.append(.init(names(others), label: "required")) }
    if !constants.isEmpty {
      let members = constants.sorted { $0.key < $1.key }.map {
        (Expression.string($0.key), Expression.string($0.value))
      }
      arguments.append(.init(.dictionary(members), label: "constants"))
    }
    if !known.isEmpty { arguments.append(.init(names(known), label: "known")) }
    return .call(nil, "object", arguments)
  }

  /// The value of an enum that has just one: a property of that type works like a tag.
  private func onlyValue(of type: TypeReference) -> String? {
    guard case .named(let id) = type, let declaration = context.types[id] else { return nil }
    switch declaration.kind {
    case .alias(let target): return onlyValue(of: target)
    case .openEnum(let values) where values.values.count == 1 && values.aliases.isEmpty:
      return values.values[0].value.stringValue
    default: return nil
    }
  }

  private func anyOf(_ shapes: [Expression]) -> Expression {
    var flat: [Expression] = []
    for shape in shapes {
      if case .call(.member(nil, "anyOf"), let arguments) = shape, case .array(let inner) = arguments.first?.value {
        flat += inner
      } else {
        flat.append(shape)
      }
    }
    return flat.count == 1 ? flat[0] : .call(nil, "anyOf", [.init(.array(flat))])
  }
}

extension TranslationContext {
  /// Whether a value of the type may be a JSON array.
  fileprivate func mayBeArray(_ type: TypeReference, inside outer: Set<TypeID> = []) -> Bool {
    switch type {
    case .array, .json: return true
    case .scalar, .dictionary: return false
    case .optional(let wrapped): return mayBeArray(wrapped, inside: outer)
    case .named(let id):
      guard !outer.contains(id) else { return false }
      switch types[id]?.kind {
      case .alias(let target): return mayBeArray(target, inside: outer.union([id]))
      case .union(let union) where !union.kind.hasTags:
        return union.branches.contains { branch in
          branch.payload.map { mayBeArray($0, inside: outer.union([id])) } ?? true
        }
      default: return false
      }
    }
  }
}
