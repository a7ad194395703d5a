/// Decides the kind of a union. No other code does. The kinds are tried in a fixed order: enum, messages, internally
/// tagged, externally tagged, untagged. "Or null" is removed before.
extension ModelBuilder {
  /// An enum, if the node lists its values in one `enum`, or in one branch for each value.
  mutating func enumeration(of node: SchemaNode) -> TypeDeclaration.Kind? {
    if let values = node.enumeration { return enumeration([(node, values)], node) }
    guard node.properties.isEmpty else { return nil }
    var groups: [(SchemaNode, [JSONValue])] = []
    var others: [SchemaNode] = []
    for branch in alternatives(of: node) {
      if let values = branch.enumeration, branch.properties.isEmpty {
        groups.append((branch, values))
      } else {
        others.append(branch)
      }
    }
    if groups.isEmpty { return nil }
    // A branch for any other string, or for any other integer beside integers, is left out, since every generated enum
    // can have an unrecognized value.
    let isStrings = groups.allSatisfy { $0.1.allSatisfy { $0.stringValue != nil } }
    guard others.allSatisfy({ isBare($0, isStrings ? .string : .integer) }) else { return nil }
    return enumeration(groups, node)
  }

  private mutating func enumeration(
    _ groups: [(node: SchemaNode, values: [JSONValue])],
    _ node: SchemaNode
  ) -> TypeDeclaration.Kind? {
    var values: [OpenEnum.Value] = []
    for (branch, list) in groups {
      for value in list where !values.contains(where: { $0.value == value }) {
        // The description of a list of several values is about all of them, so it is the description of the enum.
        let isOwn = list.count == 1 && branch !== node
        values.append(OpenEnum.Value(value: value, documentation: isOwn ? documentation(of: branch) : Documentation()))
      }
    }
    if values.allSatisfy({ $0.value.stringValue != nil }) {
      return .openEnum(OpenEnum(rawType: .string, values: values))
    }
    if values.allSatisfy({ $0.value.intValue != nil }) {
      let rawType = (node.format ?? groups.first?.node.format).flatMap { Self.integerFormats[$0] } ?? .int
      for (branch, list) in groups {
        for case .integer(let value) in list where rawType.width?.contains(value) == false {
          let format = rawType.rawValue.lowercased()
          report(branch, "the enum value \(value) is not in the range of the format \"\(format)\"")
        }
      }
      return .openEnum(OpenEnum(rawType: rawType, values: values))
    }
    if values.allSatisfy({ $0.value.isWholeNumber }) {
      report(node, "the integers of an enum should be in the range from \(Int64.min) to \(Int64.max)")
    } else {
      report(node, "an enum should have only strings or only integers")
    }
    return nil
  }

  /// The type of a union that is not an enum.
  ///
  /// - Parameter isFlattened: Whether the properties of the branches stand in an object that has other properties.
  mutating func union(
    of branches: [SchemaNode],
    node: SchemaNode,
    isFlattened: Bool = false,
    in scope: inout Scope
  ) -> TypeDeclaration.Kind {
    let real = branches.filter { !isCatchAll($0) }
    if let kind = internallyTagged(real, real.count < branches.count, in: &scope) { return kind }
    let hasValues = real.contains { $0.enumeration?.first?.stringValue != nil }
    let external = hasValues ? real.filter { !isBare($0, .string) } : real
    // In an object that has other properties, only property names can be tags.
    let mayBeExternal = !isFlattened || external.allSatisfy(isSingleMember)
    if mayBeExternal, let kind = externallyTagged(external, external.count < branches.count, in: &scope) {
      return kind
    }
    // In a union without tags, each of several JSON types is a branch. Only a branch that allows every value is left
    // out.
    let told = branches.filter { !($0.kind == .anything || isBare($0) && $0.types.isEmpty) }
    if told.isEmpty { return .alias(open(node, .anything)) }
    if branches.count == 1, !isFlattened { return .alias(reference(to: told[0], called: "Value", in: &scope)) }
    let single = told.flatMap { isBare($0) && $0.types.count > 1 ? $0.types.map($0.only) : [$0] }
    return untagged(single, told.count < branches.count, in: &scope)
  }

  /// Whether a branch takes every value that no other branch takes. The generated case `unrecognized` stands for such a
  /// branch.
  private func isCatchAll(_ node: SchemaNode) -> Bool {
    node.kind == .anything || (isBare(node) && (node.types.count > 1 || node.types.isEmpty || isBare(node, .object)))
  }

  /// Whether a node has no keyword except `type`.
  private func isBare(_ node: SchemaNode, _ type: SchemaType? = nil) -> Bool {
    node.kind == .keywords && node.enumeration == nil && node.properties.isEmpty && node.items == nil
      && node.reference == nil && node.allOf.isEmpty && node.anyOf.isEmpty && node.oneOf.isEmpty
      && node.additionalProperties == nil && node.required.isEmpty && (type == nil || node.types == type.map { [$0] })
  }

  // MARK: Internally tagged

  /// The name of the property whose value tells the branches apart.
  mutating func tagName(of objects: [SchemaNode]) -> String? {
    var candidates: [String: Set<String>] = [:]
    for (index, object) in objects.enumerated() {
      let tags = constants(of: object)
      if index == 0 {
        candidates = tags.mapValues { [$0] }
      } else {
        candidates = candidates.reduce(into: [:]) { kept, candidate in
          guard let value = tags[candidate.key], !candidate.value.contains(value) else { return }
          kept[candidate.key] = candidate.value.union([value])
        }
      }
    }
    if candidates["type"] != nil { return "type" }
    return candidates.keys.min()
  }

  /// The required properties of an object whose only value is one string.
  private mutating func constants(of object: SchemaNode) -> [String: String] {
    var constants: [String: String] = [:]
    for (name, property) in object.properties where object.required.contains(name) {
      let values = resolved(property).enumeration
      if values?.count == 1, let value = values?.first?.stringValue { constants[name] = value }
    }
    return constants
  }

  private mutating func internallyTagged(
    _ branches: [SchemaNode],
    _ hasCatchAll: Bool,
    in scope: inout Scope
  ) -> TypeDeclaration.Kind? {
    var objects: [SchemaNode] = []
    for branch in branches { objects.append(resolved(branch)) }
    guard let tag = tagName(of: objects) else { return nil }
    var cases: [Branch] = []
    for (branch, object) in zip(branches, objects) {
      let value = constants(of: object)[tag] ?? ""
      var result = Branch(tag: value, documentation: documentation(of: branch))
      if simplified(branch).reference != nil {
        result.payload = reference(to: branch, called: value, in: &scope).unwrapped
        result.payloadHasTag = true
      } else {
        result.payload = payload(of: object, without: tag, called: value, in: &scope)
      }
      cases.append(result)
    }
    return .union(Union(kind: .internallyTagged(tag), branches: cases, hasCatchAll: hasCatchAll))
  }

  /// The struct of the properties beside the tag; `nil` when there are none.
  private mutating func payload(
    of object: SchemaNode,
    without tag: String,
    called name: String,
    in scope: inout Scope
  ) -> TypeReference? {
    let (id, name) = child(name, of: scope)
    var inner = Scope(id: id)
    let structure = structure(of: object, without: tag, in: &inner)
    if structure.properties.isEmpty, structure.additional == nil { return nil }
    scope.nested.append(
      TypeDeclaration(
        id: id,
        name: name,
        documentation: documentation(of: object),
        kind: .structure(structure),
        nested: inner.nested
      )
    )
    return .named(id)
  }

  // MARK: Externally tagged

  private mutating func externallyTagged(
    _ branches: [SchemaNode],
    _ hasCatchAll: Bool,
    in scope: inout Scope
  ) -> TypeDeclaration.Kind? {
    let isTagged = branches.allSatisfy { branch in
      branch.reference == nil && branch.allOf.isEmpty
        && (branch.enumeration?.allSatisfy { $0.stringValue != nil } ?? isSingleMember(branch))
    }
    // A single object with one property is a struct, unless the object allows no other property.
    let objects = branches.filter { $0.enumeration == nil }
    guard isTagged, !objects.isEmpty, branches.count > 1 || objects.allSatisfy(isClosedMember) else {
      return nil
    }
    var cases: [Branch] = []
    for branch in branches {
      if let values = branch.enumeration {
        let isOwn = values.count == 1
        cases += values.compactMap(\.stringValue)
          .map { Branch(tag: $0, documentation: isOwn ? documentation(of: branch) : Documentation()) }
      } else if let (name, node) = branch.properties.first {
        let payload = reference(to: node, called: name, in: &scope)
        cases.append(Branch(tag: name, payload: payload, documentation: documentation(of: branch)))
      }
    }
    guard Set(cases.map(\.tag)).count == cases.count else { return nil }
    return .union(Union(kind: .externallyTagged, branches: cases, hasCatchAll: hasCatchAll))
  }

  private func isSingleMember(_ node: SchemaNode) -> Bool {
    node.properties.count == 1 && node.required == Set(node.properties.map(\.name)) && node.enumeration == nil
      && node.anyOf.isEmpty && node.oneOf.isEmpty && node.additionalProperties?.kind ?? .nothing == .nothing
  }

  /// Whether a node is an object that must have exactly one property, whose name is the tag.
  func isClosedMember(_ node: SchemaNode) -> Bool {
    isSingleMember(node) && node.additionalProperties?.kind == .nothing
  }

  // MARK: Untagged

  private mutating func untagged(
    _ branches: [SchemaNode],
    _ hasCatchAll: Bool,
    in scope: inout Scope
  ) -> TypeDeclaration.Kind {
    var objects: [SchemaNode] = []
    for branch in branches { objects.append(resolved(branch)) }
    var cases: [Branch] = []
    for (index, branch) in branches.enumerated() {
      let others = objects.indices.filter { $0 != index }.map { objects[$0] }
      let name = branchName(of: simplified(branch), others: others)
      let isTaken = { name in cases.contains { $0.tag == name } }
      var unique = isTaken(name) ? branch.title ?? name : name
      while isTaken(unique) { unique += "Alternative" }
      let payload = reference(to: branch, called: unique, in: &scope).unwrapped
      cases.append(Branch(tag: unique, payload: payload, documentation: documentation(of: branch)))
    }
    return .union(Union(kind: .untagged, branches: cases, hasCatchAll: hasCatchAll))
  }

  /// The name of a branch without a tag: the name of its type, or of the property that only this branch requires.
  private mutating func branchName(of node: SchemaNode, others: [SchemaNode]) -> String {
    if let reference = node.reference {
      return reference.lastComponent
    }
    if !node.properties.isEmpty {
      let foreign = others.reduce(into: Set<String>()) { $0.formUnion($1.properties.map(\.name)) }
      return node.required.subtracting(foreign).min() ?? node.title ?? "object"
    }
    if let values = node.enumeration { return values.count == 1 ? values[0].stringValue ?? "value" : "value" }
    if node.types.first == .array {
      return node.items.map { branchName(of: simplified($0), others: []) + "s" } ?? "array"
    }
    return node.types.first?.rawValue ?? "value"
  }
}

extension JSONValue {
  /// Whether the value is an integer of any size.
  fileprivate var isWholeNumber: Bool {
    switch self {
    case .integer, .unsignedInteger: true
    case .number(let number): number == number.rounded()
    case .null, .bool, .string, .array, .object: false
    }
  }
}
