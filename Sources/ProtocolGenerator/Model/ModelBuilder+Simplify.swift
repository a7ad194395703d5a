extension ModelBuilder {
  /// The node in a canonical form, which the other parts of the builder expect: `allOf` is replaced by its only
  /// meaningful element or by the merged object, a union of one branch is replaced by the branch, and a type that
  /// follows from other keywords is added.
  mutating func simplified(_ node: SchemaNode) -> SchemaNode {
    var members = node.allOf
    if let reference = node.reference, node.saysMore(than: .reference) {
      members.append(SchemaNode(pointer: node.pointer, reference: reference))
    }
    if members.isEmpty { return withoutLoneBranch(node.withImpliedType) }
    let own = node.copy(allOf: [], reference: .some(nil))
    if own.saysMore(than: .reference) { members.append(own) }
    members = members.filter { $0.saysMore(than: .nothing) }
    // `type: object` adds nothing beside another element that is an object.
    let plain = members.filter { !$0.isPlainObject }
    if !plain.isEmpty, plain.allSatisfy({ resolved($0).isObject }) { members = plain }
    switch members.count {
    case 0: return own
    case 1: return simplified(members[0]).described(by: node)
    default: return merged(members, in: node)
    }
  }

  /// The only branch of a union, unless the branch has a tag and the union can therefore get more branches.
  private mutating func withoutLoneBranch(_ node: SchemaNode) -> SchemaNode {
    let branches = node.anyOf + node.oneOf
    guard branches.count == 1, node.enumeration == nil else { return node }
    let branch = simplified(branches[0])
    if branch.enumeration != nil { return node }
    if branch.reference == nil, tagName(of: [branch]) != nil || isClosedMember(branch) { return node }
    if node.properties.isEmpty { return branch.described(by: node) }
    return merged([node.copy(anyOf: [], oneOf: []), branch], in: node)
  }

  // MARK: Merging

  /// The elements of `allOf` merged to one object, with all properties and all required names.
  private mutating func merged(_ members: [SchemaNode], in node: SchemaNode) -> SchemaNode {
    guard enter(node) else { return SchemaNode(pointer: node.pointer, types: [.object]) }
    defer { leave(node) }
    var properties: [String: SchemaNode] = [:]
    var required: Set<String> = []
    var additional: SchemaNode?
    var alternatives: [SchemaNode] = []
    for member in members {
      let object = resolved(member)
      guard object.isObject, nonNull(object) == nil else {
        report(member, "this element of \"allOf\" is not an object; codexgen merges objects only")
        continue
      }
      for (name, property) in object.properties {
        properties[name] = properties[name].map { both($0, property, called: name) } ?? property
      }
      required.formUnion(object.required)
      if let own = object.additionalProperties {
        if let other = additional, own.kind == .keywords, other.kind == .keywords, !own.saysTheSame(as: other) {
          report(own, "two elements of \"allOf\" give additional properties different schemas")
        }
        additional = additional?.kind == .keywords ? additional : own
      }
      let branches = self.branches(of: object)
      if !alternatives.isEmpty, !branches.isEmpty {
        report(node, "two elements of \"allOf\" have alternatives; codexgen merges one")
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

  /// A property that two elements of `allOf` declare.
  private mutating func both(_ first: SchemaNode, _ second: SchemaNode, called name: String) -> SchemaNode {
    if !first.saysMore(than: .nothing) { return second }
    if !second.saysMore(than: .nothing) { return first }
    if !simplified(first).saysTheSame(as: simplified(second)) {
      report(second, "two elements of \"allOf\" give the property \"\(name)\" different schemas")
    }
    return first
  }

  // MARK: Null

  /// The node without null; `nil` when the node does not allow null, or nothing but null.
  mutating func nonNull(_ node: SchemaNode) -> SchemaNode? {
    let types = node.types.filter { $0 != .null }
    if let values = node.enumeration {
      guard values.count > 1, values.contains(.null) else { return nil }
      return node.copy(types: types, enumeration: values.filter { $0 != .null })
    }
    if node.types.contains(.null), !types.isEmpty { return node.copy(types: types) }
    let branches = node.anyOf + node.oneOf
    guard node.properties.isEmpty, branches.count > 1 else { return nil }
    var rest = branches.filter { !isNull($0) }
    var isNullable = rest.count < branches.count
    if isNullable, rest.count == 1 { return simplified(rest[0]).described(by: node) }
    // Null as an alternative of one branch is an alternative of the whole union.
    for index in rest.indices {
      while let inner = nonNull(simplified(rest[index])) {
        rest[index] = inner
        isNullable = true
      }
      let branch = simplified(rest[index])
      if let reference = branch.reference, !branch.excludesNull, optionalDepth(ofDefinition: reference) > 0 {
        // Without this mark, the union would be taken for nullable again and again.
        rest[index] = branch.copy(excludesNull: true)
        isNullable = true
      }
    }
    return isNullable && !rest.isEmpty ? node.copy(anyOf: rest, oneOf: []) : nil
  }

  func isNull(_ node: SchemaNode) -> Bool { node.types == [.null] || node.enumeration == [.null] }

  // MARK: References and branches

  /// The node at the end of a chain of references.
  mutating func resolved(_ node: SchemaNode) -> SchemaNode {
    var current = simplified(node)
    // `SchemaReader` rejects references that lead to themselves.
    while let reference = current.reference, let target = nodes[reference] {
      // Definitions that merge other definitions, which merge others in turn, would be merged again for each use.
      if let known = simplifiedDefinitions[reference] {
        current = known
      } else {
        current = simplified(target)
        simplifiedDefinitions[reference] = current
      }
    }
    return current
  }

  /// The alternatives of a node: the branches of a union, or each of several types.
  func alternatives(of node: SchemaNode) -> [SchemaNode] {
    let branches = branches(of: node)
    if branches.isEmpty, node.types.count > 1, node.enumeration == nil { return node.types.map(node.only) }
    return branches
  }

  /// The branches of a union. A branch that is nothing but another union is replaced by the branches of that union.
  func branches(of node: SchemaNode) -> [SchemaNode] {
    let branches = node.anyOf + node.oneOf
    // "One of these properties is required" restricts an object without giving the object another type.
    if !node.properties.isEmpty, branches.allSatisfy(\.onlyRequires) { return [] }
    return branches.flatMap { branch -> [SchemaNode] in
      let isPureUnion =
        branch.properties.isEmpty && branch.reference == nil && branch.allOf.isEmpty
        && !(branch.anyOf.isEmpty && branch.oneOf.isEmpty)
      return isPureUnion ? self.branches(of: branch) : [branch]
    }
  }
}
