extension TypeDeclaration {
  /// The declaration and its nested declarations, outermost first.
  var flattened: [TypeDeclaration] { [self] + nested.flatMap(\.flattened) }

  /// Replaces every reference to a type in the declaration and in its nested declarations.
  mutating func mapReferences(_ change: (TypeReference) -> TypeReference) {
    switch kind {
    case .structure(var structure):
      for index in structure.properties.indices {
        structure.properties[index].type = structure.properties[index].type.mapped(change)
      }
      structure.additional?.type.map(change)
      kind = .structure(structure)
    case .union(var union):
      for index in union.branches.indices { union.branches[index].payload?.map(change) }
      kind = .union(union)
    case .messages(var messages):
      for index in messages.cases.indices { messages.cases[index].params?.map(change) }
      if let envelope = messages.envelope, case .named(let id) = change(.named(envelope)) { messages.envelope = id }
      kind = .messages(messages)
    case .alias(let target): kind = .alias(target.mapped(change))
    case .openEnum: break
    }
    for index in nested.indices { nested[index].mapReferences(change) }
  }

  /// The types that a value stores inline. The contents of arrays and dictionaries, and therefore additional
  /// properties, are stored elsewhere.
  var containedTypes: [TypeID] {
    switch kind {
    case .structure(let structure): structure.properties.compactMap(\.type.containedType)
    default: references.compactMap(\.containedType)
    }
  }

  /// The types that the declaration refers to, without those of nested declarations.
  var references: [TypeReference] {
    switch kind {
    case .structure(let structure): structure.properties.map(\.type) + [structure.additional?.type].compactMap(\.self)
    case .union(let union): union.branches.compactMap(\.payload)
    case .messages(let messages): messages.cases.compactMap(\.params) + (messages.envelope.map { [.named($0)] } ?? [])
    case .alias(let target): [target]
    case .openEnum: []
    }
  }
}

extension TypeReference {
  /// The reference with its innermost part replaced.
  func mapped(_ change: (TypeReference) -> TypeReference) -> TypeReference {
    switch self {
    case .optional(let wrapped): .optional(wrapped.mapped(change))
    case .array(let element): .array(element.mapped(change))
    case .dictionary(let value): .dictionary(value.mapped(change))
    case .scalar, .named, .json: change(self)
    }
  }

  fileprivate mutating func map(_ change: (TypeReference) -> TypeReference) { self = mapped(change) }

  /// The type that a value of this type stores inline; `nil` for arrays and dictionaries, whose contents are stored
  /// elsewhere.
  var containedType: TypeID? {
    switch self {
    case .named(let id): id
    case .optional(let wrapped): wrapped.containedType
    case .array, .dictionary, .scalar, .json: nil
    }
  }

  /// The named type inside of optionals, arrays and dictionaries.
  var name: TypeID? {
    switch self {
    case .named(let id): id
    case .optional(let inner), .array(let inner), .dictionary(let inner): inner.name
    case .scalar, .json: nil
    }
  }
}
