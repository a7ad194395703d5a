import CodexWire

extension ModelBuilder {
  /// The node with `allOf` resolved: one member that says something is that member; several objects are merged.
  mutating func simplified(_ node: SchemaNode) -> SchemaNode {
    var members = node.allOf
    if let reference = node.reference, hasStructure(node, besidesReference: true) {
      members.append(SchemaNode(pointer: node.pointer, reference: reference))
    }
    guard !members.isEmpty else { return node }
    let own = node.copy(allOf: [], reference: nil)
    if hasStructure(own, besidesReference: true) { members.append(own) }
    members = members.filter { hasStructure($0, besidesReference: false) }
    switch members.count {
    case 0: return node.copy(allOf: [], reference: nil)
    case 1: return simplified(members[0]).described(by: node)
    default: return merged(members, in: node)
    }
  }

  private func hasStructure(_ node: SchemaNode, besidesReference: Bool) -> Bool {
    node.kind != .keywords || !node.types.isEmpty || node.enumeration != nil || !node.properties.isEmpty
      || !node.required.isEmpty || node.items != nil || node.additionalProperties != nil || !node.anyOf.isEmpty
      || !node.oneOf.isEmpty || (!besidesReference && (node.reference != nil || !node.allOf.isEmpty))
  }

  /// Several members of `allOf` as one object: all properties, all that is required.
  private mutating func merged(_ members: [SchemaNode], in node: SchemaNode) -> SchemaNode {
    var properties: [String: SchemaNode] = [:]
    var required: Set<String> = []
    var additional: SchemaNode?
    var alternatives: [SchemaNode] = []
    for member in members {
      let object = resolved(member)
      guard object.enumeration == nil, object.items == nil, object.types.isEmpty || object.types == [.object] else {
        report(member, "this member of \"allOf\" is no object; codexgen merges objects only")
        continue
      }
      for (name, property) in object.properties {
        if let other = properties[name], !other.saysTheSame(as: property) {
          report(property, "two members of \"allOf\" give the property \"\(name)\" different schemas")
        }
        properties[name] = property
      }
      required.formUnion(object.required)
      additional = object.additionalProperties ?? additional
      let branches = self.alternatives(of: object)
      if !alternatives.isEmpty, !branches.isEmpty {
        report(node, "two members of \"allOf\" have alternatives; codexgen merges one")
      }
      alternatives += branches
    }
    return SchemaNode(
      pointer: node.pointer,
      types: [.object],
      properties: properties.sorted { $0.key < $1.key }.map { (name: $0.key, node: $0.value) },
      required: required,
      additionalProperties: additional,
      oneOf: alternatives,
      title: node.title,
      documentation: node.documentation,
      defaultValue: node.defaultValue,
      isDeprecated: node.isDeprecated
    )
  }

  /// The node without null, when it allows null and something else.
  mutating func nonNull(_ node: SchemaNode) -> SchemaNode? {
    if node.types.count > 1, node.types.contains(.null) {
      let values = node.enumeration?.filter { $0 != .null }
      return node.copy(types: node.types.filter { $0 != .null }, enumeration: values)
    }
    if let values = node.enumeration, values.count > 1, values.contains(.null) {
      return node.copy(enumeration: values.filter { $0 != .null })
    }
    let branches = node.anyOf.isEmpty ? node.oneOf : node.anyOf
    guard node.properties.isEmpty, branches.contains(where: isNull) else { return nil }
    let rest = branches.filter { !isNull($0) }
    switch rest.count {
    case 0: return nil
    case 1: return simplified(rest[0]).described(by: node)
    default: return node.copy(anyOf: rest, oneOf: [])
    }
  }

  private func isNull(_ node: SchemaNode) -> Bool {
    node.types == [.null] || node.enumeration == [.null]
  }

  /// What a chain of references leads to.
  mutating func resolved(_ node: SchemaNode) -> SchemaNode {
    var current = simplified(node)
    var remaining = nodes.count + 1
    while let reference = current.reference, let target = nodes[reference], remaining > 0 {
      current = simplified(target)
      remaining -= 1
    }
    return current
  }

  /// The branches of a union, with inline unions that have nothing else of their own taken in.
  func alternatives(of node: SchemaNode) -> [SchemaNode] {
    let branches = node.oneOf.isEmpty ? node.anyOf : node.oneOf
    if branches.isEmpty, node.types.count > 1, node.properties.isEmpty, node.enumeration == nil {
      // The description is the union's, not that of each type.
      return node.types.map { type in
        SchemaNode(
          pointer: node.pointer,
          types: [type],
          format: node.format,
          items: node.items,
          additionalProperties: node.additionalProperties
        )
      }
    }
    return branches.flatMap { branch -> [SchemaNode] in
      let isPureUnion =
        branch.properties.isEmpty && branch.reference == nil && branch.allOf.isEmpty
        && !(branch.anyOf.isEmpty && branch.oneOf.isEmpty)
      return isPureUnion ? alternatives(of: branch) : [branch]
    }
  }
}

extension SchemaNode {
  /// The node with some keywords replaced.
  func copy(
    types: [SchemaType]? = nil,
    enumeration: [JSONValue]? = nil,
    allOf: [SchemaNode]? = nil,
    anyOf: [SchemaNode]? = nil,
    oneOf: [SchemaNode]? = nil,
    reference: String?? = nil,
    documentation: String? = nil,
    defaultValue: JSONValue? = nil
  ) -> SchemaNode {
    SchemaNode(
      pointer: pointer,
      kind: kind,
      types: types ?? self.types,
      format: format,
      enumeration: enumeration ?? self.enumeration,
      properties: properties,
      required: required,
      items: items,
      additionalProperties: additionalProperties,
      allOf: allOf ?? self.allOf,
      anyOf: anyOf ?? self.anyOf,
      oneOf: oneOf ?? self.oneOf,
      reference: reference ?? self.reference,
      title: title,
      documentation: documentation ?? self.documentation,
      defaultValue: defaultValue ?? self.defaultValue,
      isDeprecated: isDeprecated
    )
  }

  /// The node with the description and the default of the node that wraps it, where that has them.
  func described(by wrapper: SchemaNode) -> SchemaNode {
    copy(documentation: wrapper.documentation, defaultValue: wrapper.defaultValue)
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
