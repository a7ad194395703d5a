import CodexWire

/// How a schema interprets a value, after following references, handling null and choosing the branch of a union.
enum SchemaReading: Sendable {
  /// An untyped value, which is kept as JSON.
  case untyped
  /// A value that matches no branch of the union or none of the allowed types, which is kept as JSON.
  case unrecognized(String)
  case scalar
  /// A value of the enum at the pointer, which the enum may not have.
  case enumeration(pointer: String, isKnown: Bool)
  case array(SchemaNode)
  case dictionary(SchemaNode)
  case structure(Members)
  /// A branch of an externally tagged union. The node is that of the member's value.
  case externallyTagged(String, SchemaNode?)

  /// The members that an object may have, including those of its union.
  struct Members: Sendable {
    var properties: [String: SchemaNode.Property] = [:]
    var additional: SchemaNode?
    /// The properties whose values chose the branch of a union.
    var tags: Set<String> = []
    /// The properties whose presence chose the branch of a union.
    var keys: Set<String> = []
    /// The branch is unknown, so the whole object is kept as JSON: undeclared members and null may belong to the branch.
    var keepsRest = false
  }
}

/// Interprets values by the schemas of a bundle. Like generated types, it accepts unknown enum values and branches, and
/// undeclared members of structs.
struct SchemaReader: Sendable {
  let bundle: SchemaBundle

  func read(_ value: JSONValue, as node: SchemaNode) -> SchemaReading {
    switch (node.form, value) {
    case (.reference(let name), _): read(value, as: bundle[name])
    case (.anything, _): .untyped
    case (.nullable, .null), (.null, .null): .scalar
    case (.nullable(let inner), _): read(value, as: inner)
    case (.boolean, .bool), (.string, .string), (.number, .integer), (.number, .unsignedInteger), (.number, .number):
      .scalar
    case (.integer(let limits), _) where limits.allow(value): .scalar
    case (.enumeration(let values, let isOpen), _) where values.contains { $0.isSameKind(as: value) }:
      .enumeration(pointer: node.pointer, isKnown: isOpen || values.contains(value))
    case (.array(let items), .array): .array(items)
    case (.dictionary(let values), .object): .dictionary(values)
    case (.structure(let structure), .object): .structure(members(of: structure, value))
    case (.union(let union), _): branch(of: union, at: node.pointer, value)
    default: .unrecognized("\(node.pointer) allows no such value")
    }
  }

  // MARK: Unions

  private func branch(of union: SchemaNode.Union, at pointer: String, _ value: JSONValue) -> SchemaReading {
    switch union.kind {
    case .internallyTagged(by: let tag):
      let branch = union.branches.first { .string($0.tag) == value[tag] }
      if let node = branch?.node, case .structure(var members) = read(value, as: node) {
        members.tags.insert(tag)
        return .structure(members)
      }
    case .externallyTagged:
      for branch in union.branches {
        switch branch.node {
        case nil where value == .string(branch.tag): return .externallyTagged(branch.tag, nil)
        case let node? where value.objectValue?.count == 1 && value[branch.tag] != nil:
          return .externallyTagged(branch.tag, node)
        default: break
        }
      }
    case .untagged:
      if let node = best(of: union.branches.compactMap(\.node), value).first { return read(value, as: node) }
    }
    let isAllowed = union.catchAlls.contains { accepts(value, as: $0, isBranch: true) }
    return isAllowed ? .untyped : .unrecognized("no branch of \(pointer) fits")
  }

  /// The branches of an untagged union that match the value with the fewest undeclared members and unknown values and, among
  /// those, lose least of the value. When there are several, the result should not depend on which one is taken.
  func best(of branches: [SchemaNode], _ value: JSONValue) -> [SchemaNode] {
    let canonical = Canonical(bundle: bundle)
    let fitting = branches.filter { accepts(value, as: $0, isBranch: true) }
    if fitting.count < 2 { return fitting }
    let ranks = fitting.map { node in
      let result = canonical.expected(value, as: node)
      return (surprises: result.notes.count, lost: -result.value.size)
    }
    guard let best = ranks.min(by: <) else { return [] }
    return zip(fitting, ranks).filter { $0.1 == best }.map(\.0)
  }

  /// Whether the value can be decoded as the node. For a branch of an untagged union (`isBranch`) the schema must also
  /// contain the value: otherwise an enum or a union would match every value, and no other branch would be taken.
  func accepts(_ value: JSONValue, as node: SchemaNode, isBranch: Bool = false) -> Bool {
    if case .union(let union) = bundle.resolved(node).form, case .untagged = union.kind, isBranch {
      return union.branches.contains { branch in branch.node.map { accepts(value, as: $0, isBranch: true) } ?? false }
    }
    switch read(value, as: node) {
    case .untyped, .scalar: return true
    case .unrecognized:
      if case .union = bundle.withoutNull(node).form { return !isBranch }
      return false
    case .enumeration(_, let isKnown): return isKnown || !isBranch
    case .array(let items): return (value.arrayValue ?? []).allSatisfy { accepts($0, as: items) }
    case .dictionary(let values): return (value.objectValue ?? [:]).values.allSatisfy { accepts($0, as: values) }
    case .structure(let members): return accepts(value, members, isBranch: isBranch)
    case .externallyTagged(let tag, let payload):
      guard let payload, let inner = value[tag] else { return true }
      return accepts(inner, as: payload)
    }
  }

  private func accepts(_ value: JSONValue, _ members: SchemaReading.Members, isBranch: Bool) -> Bool {
    members.properties.values.allSatisfy { property in
      guard let member = value[property.name] else { return !property.isRequired }
      if member == .null, !property.isRequired { return true }
      if isBranch, property.isRequired, case .enumeration(let values, false) = bundle.resolved(property.node).form,
        values.count == 1
      {
        return values[0] == member
      }
      return accepts(member, as: property.node)
    }
  }

  // MARK: Objects

  private func members(of structure: SchemaNode.Structure, _ value: JSONValue) -> SchemaReading.Members {
    var members = SchemaReading.Members()
    for property in structure.properties { members.properties[property.name] = property }
    members.additional = structure.additional
    guard let variant = structure.variant else { return members }
    let inner = variantMembers(of: variant, value)
    members.properties.merge(inner.properties) { own, _ in own }
    members.additional = members.additional ?? inner.additional
    members.tags = inner.tags
    members.keys = inner.keys
    members.keepsRest = inner.keepsRest
    return members
  }

  /// The members of a union in an object with other properties.
  private func variantMembers(of variant: SchemaNode, _ value: JSONValue) -> SchemaReading.Members {
    // In an object with other properties, the member of an externally tagged branch is not the only member.
    if case .union(let union) = variant.form, union.kind == .externallyTagged,
      let branch = union.branches.first(where: { $0.node != nil && value[$0.tag] != nil }), let node = branch.node
    {
      let property = SchemaNode.Property(name: branch.tag, node: node, isRequired: true, keepsNull: false)
      return SchemaReading.Members(properties: [branch.tag: property], keys: [branch.tag])
    }
    if case .structure(let members) = read(value, as: variant) { return members }
    return SchemaReading.Members(keepsRest: true)
  }
}

extension SchemaNode.IntegerLimits {
  /// Whether the value is an integer in the range of the Swift type: `UInt64` for the format `uint64`, and `Int` for all other
  /// formats, whatever width the schema gives the integer.
  fileprivate func allow(_ value: JSONValue) -> Bool {
    let isUInt64 = maximum == UInt64.max
    return switch value {
    case .integer(let value): value >= 0 || !isUInt64
    case .unsignedInteger: isUInt64
    default: false
    }
  }
}

extension JSONValue {
  /// Both strings or both integers.
  fileprivate func isSameKind(as other: JSONValue) -> Bool {
    switch (self, other) {
    case (.string, .string), (.integer, .integer): true
    default: false
    }
  }
}
