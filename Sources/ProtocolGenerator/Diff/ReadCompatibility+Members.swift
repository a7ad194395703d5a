import CodexWire

/// Objects, member by member: whether each is there, or null, where the reader needs it to be.
extension ReadCompatibility {
  func verdict(of written: Structure, as expected: Structure, inside outer: Set<Question>) -> Verdict {
    let names = (written.properties + expected.properties).filter { $0.presence != .flattened }.map(\.name)
    let members = Set(names).sorted().map { name in
      let (w, e) = (writer.member(name, of: written), reader.member(name, of: expected))
      let presence = presence(of: w, as: e)
      guard let w, let e else { return presence }
      return worst([presence, verdict(of: w.type, as: e.type, inside: outer)])
    }
    let unions = expected.properties.filter { $0.presence == .flattened }.map { verdict(of: written, asUnion: $0) }
    return worst(members + unions)
  }

  /// A member that only one of the two structs declares: the other may have it in the branches of a union.
  func presence(of name: String, in written: Structure, as expected: Structure) -> Verdict {
    presence(of: writer.member(name, of: written), as: reader.member(name, of: expected))
  }

  /// A union whose members stand in the same object: the members of one of its branches must be there.
  func verdict(of written: Structure, asUnion property: Property) -> Verdict {
    let branches = reader.branches(of: property)
    if branches.isEmpty { return .risky("\(they) looks for members that the schema does not name") }
    let verdicts = branches.map { branch in
      worst(branch.map { presence(of: writer.member($0.name, of: written), as: $0) })
    }
    if let tags = tags(in: written, of: property) {
      // The tag chooses the branch, so each that may be chosen has to fit.
      let chosen = zip(branches, verdicts).filter { branch, _ in
        branch.contains { $0.name == tags.name && $0.defaultValue.map(tags.values.contains) ?? true }
      }
      return worst(chosen.map(\.1))
    }
    if let best = verdicts.min(by: { $0.severity < $1.severity }), best.severity < .breaking { return best }
    if isClient { return .risky("an old client keeps it as unrecognized, since no branch fits") }
    return .breaking("the new server needs the members of a branch, and an old client sends none")
  }

  /// Whether a member is there, or null, where the reader needs it to be.
  func presence(of written: Property?, as expected: Property?) -> Verdict {
    guard let expected else {
      if isClient { return .safe("an old client passes over what it does not know") }
      return .risky("the new server ignores what an old client says here")
    }
    guard let written else {
      switch expected.presence {
      case .required, .flattened: return .breaking("\(they) needs it and it never comes")
      case .requiredNullable where !isClient:
        return .breaking("the new server needs it, and an old client never sends it")
      default:
        return isClient ? .risky("an old client never gets it any more") : .safe("the new server does without it")
      }
    }
    switch (written.presence, expected.presence) {
    case (.optional, .required), (.threeState, .required): return .breaking("\(they) needs it, and it may be missing")
    case (.optional, .requiredNullable) where !isClient, (.threeState, .requiredNullable) where !isClient:
      return .breaking("the new server needs it or null, and an old client leaves it out")
    case (.requiredNullable, .required): return .breaking("\(they) does not read the null that may come")
    case (.requiredNullable, .optional) where !isClient:
      return .risky("an old client says null where the new server may want it to be left out")
    case (.threeState, .optional) where !isClient:
      return .risky("an old client's null no longer differs from leaving it out")
    case (.optional, .threeState) where isClient:
      return .safe("an old client reads both")
    default: return .safe("\(they) reads what comes")
    }
  }

  /// The member of `written` that is the tag of a flattened union, and the values that it may have, where it lists them.
  private func tags(in written: Structure, of property: Property) -> (name: String, values: [JSONValue])? {
    guard let id = property.type.name, case .union(let union)? = reader.types[id]?.kind,
      let tag = union.kind.tagProperty, let member = writer.member(tag, of: written),
      case .named(let type) = writer.resolved(member.type), case .openEnum(let values)? = writer.types[type]?.kind
    else { return nil }
    return (tag, values.values.map(\.value))
  }
}
