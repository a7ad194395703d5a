import CodexWire

extension ModelBuilder {
  /// A union of whole messages: told apart by `method`, with `params` and, the same in every branch, what else there is.
  ///
  /// Its parameters are definitions of their own, so no type is nested for a branch; what stands beside them (`id`,
  /// `emittedAtMs`) becomes one struct, the envelope.
  mutating func messages(
    _ node: SchemaNode,
    _ branches: [SchemaNode],
    in scope: inout Scope
  ) -> TypeDeclaration.Shape? {
    guard !branches.contains(where: { $0.reference != nil }), tagName(of: branches) == Self.method else { return nil }
    var beside: [String: SchemaNode] = Dictionary(
      node.properties.map { ($0.name, $0.node) },
      uniquingKeysWith: { first, _ in first }
    )
    var required = node.required
    for (index, branch) in branches.enumerated() {
      let members = branch.properties.filter { $0.name != Self.method && $0.name != Self.params }
      for (name, member) in members {
        if index == 0 {
          beside[name] = member
          if branch.required.contains(name) { required.insert(name) }
        }
        guard let known = beside[name], known.saysTheSame(as: member) else { return nil }
      }
      guard members.count == beside.count - node.properties.count else { return nil }
    }
    var cases: [MessageCase] = []
    for branch in branches {
      let method = branch.properties.first { $0.name == Self.method }.flatMap { resolved($0.node).enumeration?.first }
      cases.append(
        MessageCase(
          method: method?.stringValue ?? "",
          params: params(of: branch, in: &scope),
          documentation: documentation(of: branch)
        )
      )
    }
    let envelope = envelope(beside, required, node, in: &scope)
    return .messages(MessageUnion(cases: cases, envelope: envelope))
  }

  private static var method: String { "method" }
  private static var params: String { "params" }

  private mutating func params(of branch: SchemaNode, in scope: inout Scope) -> TypeReference? {
    guard let node = branch.properties.first(where: { $0.name == Self.params })?.node, node.types != [.null] else {
      return nil
    }
    let method = branch.properties.first { $0.name == Self.method }.flatMap { resolved($0.node).enumeration?.first }
    let words = (method?.stringValue ?? "").split(separator: "/").map { String($0).capitalizedFirst }
    let type = reference(to: node, called: words.joined() + "Params", in: &scope)
    if case .optional = type { return type }
    return branch.required.contains(Self.params) ? type : .optional(type)
  }

  private mutating func envelope(
    _ members: [String: SchemaNode],
    _ required: Set<String>,
    _ node: SchemaNode,
    in scope: inout Scope
  ) -> TypeID? {
    if members.isEmpty { return nil }
    let object = SchemaNode(
      pointer: node.pointer,
      types: [.object],
      properties: members.sorted { $0.key < $1.key }.map { (name: $0.key, node: $0.value) },
      required: required
    )
    let id = scope.child("Envelope")
    var inner = Scope(id: id)
    let structure = structure(of: object, in: &inner)
    scope.nested.append(
      TypeDeclaration(
        id: id,
        name: "Envelope",
        documentation: Documentation(
          prose: "What stands beside `method` and `params`.",
          isDeprecated: false,
          pointer: node.pointer
        ),
        shape: .structure(structure),
        nested: inner.nested
      )
    )
    return id
  }
}
