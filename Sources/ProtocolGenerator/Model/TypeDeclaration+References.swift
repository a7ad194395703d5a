extension TypeDeclaration {
  /// The declaration and all that are nested in it, outermost first.
  var flattened: [TypeDeclaration] { [self] + nested.flatMap(\.flattened) }

  /// Changes every reference to a type in the declaration and in those nested in it.
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

  /// The types that a value contains in its own storage. What is in arrays and dictionaries, as additional members are, is
  /// elsewhere.
  var containedTypes: [TypeID] {
    switch kind {
    case .structure(let structure): structure.properties.compactMap(\.type.containedType)
    default: references.compactMap(\.containedType)
    }
  }

  /// The references that the declaration itself makes, without those of nested ones.
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
  /// The reference with its innermost part changed.
  func mapped(_ change: (TypeReference) -> TypeReference) -> TypeReference {
    switch self {
    case .optional(let wrapped): .optional(wrapped.mapped(change))
    case .array(let element): .array(element.mapped(change))
    case .dictionary(let value): .dictionary(value.mapped(change))
    case .scalar, .named, .json: change(self)
    }
  }

  fileprivate mutating func map(_ change: (TypeReference) -> TypeReference) { self = mapped(change) }

  /// The named type that a value of this type contains in its own storage; what is in arrays and dictionaries is elsewhere.
  var containedType: TypeID? {
    switch self {
    case .named(let id): id
    case .optional(let wrapped): wrapped.containedType
    case .array, .dictionary, .scalar, .json: nil
    }
  }

  /// The named type inside, whatever wraps it.
  var name: TypeID? {
    switch self {
    case .named(let id): id
    case .optional(let inner), .array(let inner), .dictionary(let inner): inner.name
    case .scalar, .json: nil
    }
  }
}
