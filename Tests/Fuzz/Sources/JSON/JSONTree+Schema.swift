extension JSONTree {
  /// Whether a schema has a union with several branches, one of which refers to a definition that allows null.
  var hasNullableBranch: Bool {
    contains { node in
      ["anyOf", "oneOf"].contains { keyword in
        let branches = node.values(named: keyword).flatMap(\.elements)
        return branches.count > 1
          && branches.contains { branch in
            branch.values(named: "$ref").contains { allowsNull(at: $0, depth: 0) }
          }
      }
    }
  }

  /// Whether the definition that a reference names allows null, as far as the definition itself tells.
  private func allowsNull(at reference: JSONTree, depth: Int) -> Bool {
    let path = (reference.text ?? "").split(separator: "/").dropFirst()
    let definition = path.reduce(self) { $0.values(named: String($1)).first ?? .literal("null") }
    return allowsNull(definition, depth: depth)
  }

  private func allowsNull(_ node: JSONTree, depth: Int) -> Bool {
    // References may lead in a circle. That a definition may allow null is enough here.
    if depth > 8 { return true }
    let types = node.values(named: "type").flatMap { $0.elements + [$0] }
    if types.contains(.string("null")) { return true }
    if node.values(named: "enum").contains(where: { $0.elements.contains(where: \.isNull) }) { return true }
    let branches = ["anyOf", "oneOf", "allOf"].flatMap { node.values(named: $0).flatMap(\.elements) }
    return branches.contains { allowsNull($0, depth: depth + 1) }
      || node.values(named: "$ref").contains { allowsNull(at: $0, depth: depth + 1) }
  }
}
