extension ModelBuilder {
  /// A union of messages: the branches have different values of `method`, may have `params`, and are equal in all other
  /// properties.
  ///
  /// The parameters are definitions of their own, so no type is nested for a branch. All properties other than `method`
  /// and `params` (`id`, `emittedAtMs`) form one struct, the envelope.
  mutating func messages(
    _ node: SchemaNode,
    _ branches: [SchemaNode],
    in scope: inout Scope
  ) -> TypeDeclaration.Kind? {
    guard !branches.contains(where: { $0.reference != nil }), tagName(of: branches) == Self.method else { return nil }
    guard let first = branches.first, let members = sharedMembers(of: branches) else { return nil }
    let own = node.properties.filter { !Self.isOwn($0.name) }
    let beside = Dictionary(
      (own + members).map { ($0.name, $0.node) },
      uniquingKeysWith: { _, shared in shared }
    )
    // Any union may have a tag with the name "method". In a union of messages, a branch has parameters, or the branches
    // have nothing but the tag.
    let hasParams = branches.contains { branch in branch.properties.contains { $0.name == Self.params } }
    guard hasParams || beside.isEmpty else { return nil }
    let always = branches.reduce(first.required) { $0.intersection($1.required) }
    let required = node.required.union(always).filter { !Self.isOwn($0) }
    var cases: [MessageCase] = []
    for branch in branches {
      let method = branch.properties.first { $0.name == Self.method }.flatMap { resolved($0.node).enumeration?.first }
      cases.append(
        MessageCase(
          method: method?.stringValue ?? "",
          params: params(of: branch, called: "\(method?.stringValue ?? "")Params", in: &scope),
          documentation: documentation(of: branch)
        )
      )
    }
    let envelope = envelope(beside, required, node, in: &scope)
    return .messages(
      MessageUnion(
        sender: Self.sender(of: scope.id),
        kind: beside["id"] == nil ? .notifications : .requests,
        cases: cases,
        envelope: envelope
      )
    )
  }

  /// The sender of the messages of a union. The schema tells it only by the definition's name: `ClientRequest`,
  /// `ClientNotification`, `ServerRequest`, `ServerNotification`. No other code may look at these names.
  private static func sender(of union: TypeID) -> MessageSender {
    union.path.lastComponent.hasPrefix("Client") ? .client : .server
  }

  private static var method: String { "method" }
  private static var params: String { "params" }

  private static func isOwn(_ name: String) -> Bool { name == method || name == params }

  /// The properties besides `method` and `params`, which are the same in every branch; `nil` when the branches differ.
  private func sharedMembers(of branches: [SchemaNode]) -> [(name: String, node: SchemaNode)]? {
    let members = branches.map { branch in branch.properties.filter { !Self.isOwn($0.name) } }
    guard let first = members.first else { return nil }
    let isShared = members.allSatisfy { other in
      other.map(\.name) == first.map(\.name) && zip(other, first).allSatisfy { $0.node.saysTheSame(as: $1.node) }
    }
    return isShared ? first : nil
  }

  private mutating func params(
    of branch: SchemaNode,
    called name: String,
    in scope: inout Scope
  ) -> TypeReference? {
    guard let node = branch.properties.first(where: { $0.name == Self.params })?.node, !isNull(node) else { return nil }
    let type = reference(to: node, called: name, in: &scope)
    if case .optional(let wrapped) = type { return .optional(wrapped.unwrapped) }
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
    let (id, name) = child("Envelope", of: scope)
    var inner = Scope(id: id)
    let structure = structure(of: object, in: &inner)
    scope.nested.append(
      TypeDeclaration(
        id: id,
        name: name,
        documentation: Documentation(
          prose: "The properties beside `method` and `params`.",
          isDeprecated: false,
          pointer: node.pointer
        ),
        kind: .structure(structure),
        nested: inner.nested
      )
    )
    return id
  }
}
