/// Questions about the keywords of a node, for building the model.
extension SchemaNode {
  enum Emptiness {
    case nothing, reference
  }

  /// Whether the node has keywords that determine a type: any such keyword, or any besides a reference.
  func saysMore(than little: Emptiness) -> Bool {
    if little == .nothing, reference != nil || !allOf.isEmpty { return true }
    return kind == .nothing || !types.isEmpty || enumeration != nil || !properties.isEmpty || !required.isEmpty
      || items != nil || additionalProperties != nil || !anyOf.isEmpty || !oneOf.isEmpty
  }

  /// Whether every value of the node is an object, as far as the node's keywords say.
  var isObject: Bool {
    kind == .keywords && enumeration == nil && items == nil && (types.isEmpty || types == [.object])
  }

  /// Whether the node is `type: object` without any other keyword that determines a type.
  var isPlainObject: Bool {
    types == [.object] && !copy(types: []).saysMore(than: .nothing)
  }

  /// Whether the node only requires properties, with or without `type: object`.
  var onlyRequires: Bool {
    !required.isEmpty && isObject && !copy(types: [], required: []).saysMore(than: .nothing)
  }

  /// The node with the type that follows from its other keywords, if it has no `type`.
  var withImpliedType: SchemaNode {
    guard types.isEmpty, enumeration == nil, reference == nil, properties.isEmpty, anyOf.isEmpty, oneOf.isEmpty else {
      return self
    }
    if items != nil { return copy(types: [.array]) }
    return additionalProperties != nil || !required.isEmpty ? copy(types: [.object]) : self
  }

  /// The node with only one of its types, and the keywords about this type.
  func only(_ type: SchemaType) -> SchemaNode {
    let isObject = type == .object
    return SchemaNode(
      pointer: pointer,
      types: [type],
      format: format,
      properties: isObject ? properties : [],
      required: isObject ? required : [],
      items: type == .array ? items : nil,
      additionalProperties: isObject ? additionalProperties : nil,
      title: title,
      defaultValue: defaultValue
    )
  }

  /// The node with some keywords replaced.
  func copy(
    types: [SchemaType]? = nil,
    enumeration: [JSONValue]? = nil,
    required: Set<String>? = nil,
    allOf: [SchemaNode]? = nil,
    anyOf: [SchemaNode]? = nil,
    oneOf: [SchemaNode]? = nil,
    reference: String?? = nil,
    title: String? = nil,
    documentation: String? = nil,
    defaultValue: JSONValue? = nil,
    isDeprecated: Bool? = nil,
    excludesNull: Bool? = nil
  ) -> SchemaNode {
    SchemaNode(
      pointer: pointer,
      kind: kind,
      types: types ?? self.types,
      format: format,
      enumeration: enumeration ?? self.enumeration,
      properties: properties,
      required: required ?? self.required,
      items: items,
      additionalProperties: additionalProperties,
      allOf: allOf ?? self.allOf,
      anyOf: anyOf ?? self.anyOf,
      oneOf: oneOf ?? self.oneOf,
      reference: reference ?? self.reference,
      title: title ?? self.title,
      documentation: documentation ?? self.documentation,
      defaultValue: defaultValue ?? self.defaultValue,
      isDeprecated: isDeprecated ?? self.isDeprecated,
      excludesNull: excludesNull ?? self.excludesNull
    )
  }

  /// The node with the description, the title, the default value and the deprecation of the node that wraps it.
  func described(by wrapper: SchemaNode) -> SchemaNode {
    copy(
      title: wrapper.title,
      documentation: wrapper.documentation,
      defaultValue: wrapper.defaultValue,
      isDeprecated: isDeprecated || wrapper.isDeprecated
    )
  }

  /// Whether two nodes have the same type.
  func saysTheSame(as other: SchemaNode) -> Bool {
    func same(_ left: [SchemaNode], _ right: [SchemaNode]) -> Bool {
      left.count == right.count && zip(left, right).allSatisfy { $0.saysTheSame(as: $1) }
    }
    func same(_ left: SchemaNode?, _ right: SchemaNode?) -> Bool {
      same([left].compactMap(\.self), [right].compactMap(\.self))
    }
    return kind == other.kind && types == other.types && format == other.format && enumeration == other.enumeration
      && reference == other.reference && required == other.required
      && properties.map(\.name) == other.properties.map(\.name)
      && same(properties.map(\.node), other.properties.map(\.node)) && same(items, other.items)
      && same(additionalProperties, other.additionalProperties) && same(allOf, other.allOf)
      && same(anyOf, other.anyOf) && same(oneOf, other.oneOf)
  }
}
