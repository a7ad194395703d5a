import CodexWire

/// Decides the kind of a union, in this order: enum, internally tagged, externally tagged, untagged.
extension SchemaCompiler {
  typealias Source = (json: JSONValue, pointer: String)

  /// The node that allows one of `branches`, none of which is null.
  mutating func union(
    of branches: [Source],
    at pointer: String,
    definition: String?,
    wasNullable: Bool
  ) -> SchemaNode {
    if wasNullable, branches.count == 1 {
      return node(branches[0].json, at: branches[0].pointer, definition: definition)
    }
    if let form = enumeration(branches) { return SchemaNode(pointer: pointer, form: form) }
    let real = branches.filter { !isCatchAll($0.json) }
    let open = branches.filter { isCatchAll($0.json) }
    if !real.isEmpty {
      if let union = internallyTagged(real, open) ?? externallyTagged(real, open) {
        return SchemaNode(pointer: pointer, form: .union(union))
      }
    }
    if branches.count == 1 { return node(branches[0].json, at: branches[0].pointer, definition: definition) }
    // Without tags, an object without properties is a branch like any other. A branch that allows any value comes last.
    let told = branches.filter { !isCatchAll($0.json) || Self.types($0.json) == ["object"] }
    let rest = branches.filter { isCatchAll($0.json) && Self.types($0.json) != ["object"] }
    let union = SchemaNode.Union(
      kind: .untagged,
      branches: told.map { SchemaNode.Branch(tag: "", node: node($0.json, at: $0.pointer)) },
      catchAlls: rest.map { node($0.json, at: $0.pointer) }
    )
    return SchemaNode(pointer: pointer, form: .union(union))
  }

  /// An enum, when all branches list values, or one of them allows any string.
  private func enumeration(_ branches: [Source]) -> SchemaNode.Form? {
    var values: [JSONValue] = []
    var isOpen = false
    for branch in branches {
      if let some = Self.values(branch.json), branch.json["properties"] == nil {
        values += some
      } else if branch.json == true || (isBare(branch.json) && Self.types(branch.json) == ["string"]) {
        isOpen = true
      } else {
        return nil
      }
    }
    return values.isEmpty ? nil : .enumeration(values, isOpen: isOpen)
  }

  private func isCatchAll(_ json: JSONValue) -> Bool {
    if json == true { return true }
    let types = Self.types(json)
    return isBare(json) && (types.count != 1 || types == ["object"])
  }

  /// Whether a node has no keyword besides its type.
  private func isBare(_ json: JSONValue) -> Bool {
    let telling = ["$ref", "enum", "const", "properties", "items", "additionalProperties", "allOf", "anyOf", "oneOf"]
    return json.objectValue != nil && !telling.contains { json[$0] != nil }
  }

  private mutating func internallyTagged(_ branches: [Source], _ open: [Source]) -> SchemaNode.Union? {
    let constants = branches.map { self.constants(of: resolved($0.json)) }
    let candidates = constants[0].keys.filter { name in
      let values = constants.compactMap { $0[name] }
      return values.count == branches.count && Set(values).count == values.count
    }
    guard let tag = candidates.contains("type") ? "type" : candidates.min() else { return nil }
    return SchemaNode.Union(
      kind: .internallyTagged(by: tag),
      branches: zip(branches, constants).map { branch, constants in
        SchemaNode.Branch(tag: constants[tag] ?? "", node: node(branch.json, at: branch.pointer))
      },
      catchAlls: open.map { node($0.json, at: $0.pointer) }
    )
  }

  /// The required properties of an object whose only value is one string.
  private func constants(of object: JSONValue) -> [String: String] {
    let required = (object["required"]?.arrayValue ?? []).compactMap(\.stringValue)
    var constants: [String: String] = [:]
    for name in required {
      guard let property = object["properties"]?[name] else { continue }
      guard let values = Self.values(resolved(property)), values.count == 1 else { continue }
      constants[name] = values[0].stringValue
    }
    return constants
  }

  private mutating func externallyTagged(_ branches: [Source], _ open: [Source]) -> SchemaNode.Union? {
    var cases: [SchemaNode.Branch] = []
    for (json, pointer) in branches {
      if let values = Self.values(json), json["properties"] == nil {
        for value in values {
          guard let text = value.stringValue else { return nil }
          cases.append(SchemaNode.Branch(tag: text))
        }
      } else if let (name, schema) = singleMember(json) {
        cases.append(SchemaNode.Branch(tag: name, node: node(schema, at: "\(pointer)/properties/\(name)")))
      } else {
        return nil
      }
    }
    guard cases.contains(where: { $0.node != nil }), Set(cases.map(\.tag)).count == cases.count else { return nil }
    return SchemaNode.Union(
      kind: .externallyTagged,
      branches: cases,
      catchAlls: open.map { node($0.json, at: $0.pointer) }
    )
  }

  /// The only property of an object, when it is required and the object allows no other members.
  private func singleMember(_ json: JSONValue) -> (name: String, schema: JSONValue)? {
    guard let properties = json["properties"]?.objectValue, properties.count == 1, let only = properties.first,
      json["required"] == [.string(only.key)], json["additionalProperties"] ?? false == false,
      !["$ref", "allOf", "anyOf", "oneOf"].contains(where: { json[$0] != nil })
    else { return nil }
    return (only.key, only.value)
  }
}
