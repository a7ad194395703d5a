@_spi(Generated) extension _WireDescription where Value: OpenUnion {
  private func union(_ tagging: UnionBranches.Tagging) {
    requireOfDescription(type == nil, "\(Value.self) is described twice, as a union and as something else")
    type = UnionType<Value>(tagging)
  }

  private func add(_ branch: UnionBranches.Branch) {
    guard let union = type as? UnionType<Value> else {
      stopForDescription("\(Value.self) describes a branch before it says how its branches are tagged")
    }
    union.add(branch)
  }

  /// Says that the member `tag` names the branch, and that the members of the payload are members of the same object.
  public func tagged(by tag: String) { union(.internal(MemberKey(tag))) }

  /// Says that the type is a union of JSON-RPC messages, whose member `method` names the branch.
  public func messages() { union(.message(MemberKey("method"))) }

  /// Says that the name of a member names the branch and the member's value is the payload. A branch without a payload is
  /// a string.
  public func tagged() { union(.external) }

  /// Says that nothing names the branch: the first of the best matching patterns decides.
  public func untagged() { union(.untagged) }

  /// A branch that `tag` names.
  ///
  /// - Parameter writesTag: Whether the payload's own description contains the tag.
  public func branch(_ number: Int, _ tag: String, writesTag: Bool = false) {
    add(UnionBranches.Branch(number: number, tag: tag, writesTag: writesTag))
  }

  /// A branch of an externally tagged union: a member with the name `tag`, whose value is the payload.
  public func member(_ number: Int, _ tag: String) {
    add(UnionBranches.Branch(number: number, tag: tag, hasPayload: true))
  }

  /// A branch of an untagged union. When a value matches several patterns, the pattern that explains most of it decides.
  public func branch(_ number: Int, matching pattern: _JSONPattern) {
    add(UnionBranches.Branch(number: number, pattern: pattern))
  }
}
