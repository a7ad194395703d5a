import CodexWire

/// What the keywords of a node amount to, for building the model.
extension SchemaNode {
  enum Emptiness {
    case nothing, reference
  }

  /// Whether keywords give the node a structure: any at all, or any beside its reference.
  func saysMore(than little: Emptiness) -> Bool {
    if little == .nothing, reference != nil || !allOf.isEmpty { return true }
    return kind == .nothing || !types.isEmpty || enumeration != nil || !properties.isEmpty || !required.isEmpty
      || items != nil || additionalProperties != nil || !anyOf.isEmpty || !oneOf.isEmpty
  }

  /// Whether the node's values are objects, as far as it says.
  var isObject: Bool {
    kind == .keywords && enumeration == nil && items == nil && (types.isEmpty || types == [.object])
  }

  /// `type: object` and nothing else.
  var isPlainObject: Bool {
    types == [.object] && !copy(types: []).saysMore(than: .nothing)
  }

  /// Nothing but `required`, with or without `type: object`.
  var onlyRequires: Bool {
    !required.isEmpty && isObject && !copy(types: [], required: []).saysMore(than: .nothing)
  }

  /// The node with the type that its keywords speak of, where it has none.
  var withImpliedType: SchemaNode {
    guard types.isEmpty, enumeration == nil, reference == nil, properties.isEmpty, anyOf.isEmpty, oneOf.isEmpty else {
      return self
    }
    if items != nil { return copy(types: [.array]) }
    return additionalProperties != nil || !required.isEmpty ? copy(types: [.object]) : self
  }

  /// The node as one of its types, with the keywords that are about this one.
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
    isDeprecated: Bool? = nil
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
      isDeprecated: isDeprecated ?? self.isDeprecated
    )
  }

  /// The node with what the node that wraps it says for people: description, title, default and deprecation.
  func described(by wrapper: SchemaNode) -> SchemaNode {
    copy(
      title: wrapper.title,
      documentation: wrapper.documentation,
      defaultValue: wrapper.defaultValue,
      isDeprecated: isDeprecated || wrapper.isDeprecated
    )
  }

  /// Whether two nodes mean the same type.
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
