extension _WireDescription where Value: OpenUnion {
  private func union(_ tagging: AnyUnionType.Tagging) {
    let union = UnionType<Value>(Value.self)
    union.tagging = tagging
    type = union
  }

  private func add(_ branch: AnyUnionType.Branch) { (type as? AnyUnionType)?.add(branch) }

  /// Says that the member `tag` names the branch, and that the branch's own members stand beside it.
  public func tagged(by tag: String) { union(.internal(MemberKey(tag))) }

  /// Says that the type is a union of whole messages, told by their `method`.
  public func messages() { union(.message(MemberKey("method"))) }

  /// Says that the name of a member names the branch and its value is the payload; a branch without a payload is a bare
  /// string.
  public func tagged() { union(.external) }

  /// Says that only the shape of a value tells its branch.
  public func untagged() { union(.untagged) }

  /// A branch that `tag` names.
  ///
  /// - Parameter writesTag: Whether the payload has the tag as a member of its own.
  public func branch(_ number: Int, _ tag: String, writesTag: Bool = false) {
    add(AnyUnionType.Branch(number: number, tag: tag, writesTag: writesTag))
  }

  /// A branch that is a member with the name `tag`, whose value is the payload.
  public func member(_ number: Int, _ tag: String) {
    add(AnyUnionType.Branch(number: number, tag: tag, hasPayload: true))
  }

  /// A branch of an untagged union. When a value matches several patterns, the pattern that explains most of it decides.
  public func branch(_ number: Int, matching pattern: _JSONPattern) {
    add(AnyUnionType.Branch(number: number, pattern: pattern))
  }
}
