import CodexWire

/// Judges objects member by member: whether each member is present, and not null, where the reader needs that.
extension ReadCompatibility {
  func verdict(of written: Structure, as expected: Structure, inside outer: Set<Question>) -> Verdict {
    let names = (written.properties + expected.properties).filter { $0.presence != .flattened }.map(\.name)
    let members = Set(names).sorted().map { name in
      let (w, e) = (writer.member(name, of: written), reader.member(name, of: expected))
      let presence = presence(of: w, as: e)
      guard let w, let e else { return presence }
      return strictest([presence, verdict(of: w.type, as: e.type, inside: outer)])
    }
    let unions = expected.properties.filter { $0.presence == .flattened }.map { verdict(of: written, asUnion: $0) }
    return strictest(members + unions)
  }

  /// The verdict on the presence of one member. The struct that does not declare the member may still have it, in the
  /// branches of a flattened union.
  func presence(of name: String, in written: Structure, as expected: Structure) -> Verdict {
    presence(of: writer.member(name, of: written), as: reader.member(name, of: expected))
  }

  /// The verdict on a flattened union that only one of two structs has.
  func verdict(onUnion property: Property, in written: Structure, as expected: Structure) -> Verdict {
    if expected.properties.contains(property) { return verdict(of: written, asUnion: property) }
    if isClient { return .safe("an old client ignores members that it does not know") }
    let names = Set(writer.branches(of: property).joined().map(\.name)).sorted()
    let verdicts = names.map { presence(of: $0, in: written, as: expected) }
    return Verdict.strictest(verdicts) ?? .safe("the union has no members")
  }

  /// The verdict on a flattened union that the reader expects: the members of one of its branches must be present.
  private func verdict(of written: Structure, asUnion property: Property) -> Verdict {
    let branches = reader.branches(of: property)
    if branches.isEmpty { return .risky("\(readerName) looks for members whose names the schema does not declare") }
    let verdicts = branches.map { branch in
      strictest(branch.map { presence(of: writer.member($0.name, of: written), as: $0) })
    }
    if let tags = tags(in: written, of: property) {
      // The writer's tag chooses the branch, so every branch that the tag may choose has to fit.
      let chosen = zip(branches, verdicts).filter { branch, _ in
        branch.contains { $0.name == tags.name && $0.defaultValue.map(tags.values.contains) ?? true }
      }
      return strictest(chosen.map(\.1))
    }
    if let best = verdicts.min(by: { $0.severity < $1.severity }), best.severity < .breaking { return best }
    if isClient { return .risky("no branch fits, so an old client keeps the value as unrecognized") }
    return .breaking("the new server needs the members of a branch, but an old client sends none")
  }

  /// The verdict on the presence of a member: whether the writer sends it, and not null, where the reader needs that. `nil`
  /// stands for a side that does not know the member.
  func presence(of written: Property?, as expected: Property?) -> Verdict {
    guard let expected else {
      if isClient { return .safe("an old client ignores members that it does not know") }
      return .risky("the new server ignores the value that an old client sends")
    }
    guard let written else {
      switch expected.presence {
      case .required, .flattened: return .breaking("\(readerName) needs it, but \(writerName) does not send it")
      case .requiredNullable where !isClient:
        return .breaking("the new server needs it, but an old client does not send it")
      default:
        return isClient
          ? .risky("the new server no longer sends it to an old client")
          : .safe("the new server does not need it")
      }
    }
    switch (written.presence, expected.presence) {
    case (.optional, .required), (.threeState, .required):
      return .breaking("\(readerName) needs it, but \(writerName) may omit it")
    case (.optional, .requiredNullable) where !isClient, (.threeState, .requiredNullable) where !isClient:
      return .breaking("the new server needs a value or null, but an old client may omit it")
    case (.requiredNullable, .required):
      return .breaking("\(writerName) may send null, which \(readerName) does not read")
    case (.requiredNullable, .optional) where !isClient:
      return .risky("an old client sends null where the new server may expect the member to be absent")
    case (.threeState, .optional) where !isClient:
      return .risky("the new server may no longer distinguish an old client's null from an absent member")
    case (.optional, .threeState) where isClient:
      return .safe("an old client reads both null and an absent member")
    default: return .safe("\(readerName) reads what \(writerName) sends")
    }
  }

  /// The tag of a flattened union in what the writer sends, with all values that the writer's enum allows. `nil` if the
  /// writer has no such member, or does not list its values.
  private func tags(in written: Structure, of property: Property) -> (name: String, values: [JSONValue])? {
    guard let id = property.type.name, case .union(let union)? = reader.types[id]?.kind,
      let tag = union.kind.tagProperty, let member = writer.member(tag, of: written),
      case .named(let type) = writer.resolved(member.type), case .openEnum(let values)? = writer.types[type]?.kind
    else { return nil }
    return (tag, values.values.map(\.value))
  }
}
