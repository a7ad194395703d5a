/// The branches of unions, what they carry, and how they are told apart.
extension ModelComparison {
  mutating func compare(_ before: Union, _ after: Union, _ pair: TypePair) {
    compareKinds(before, after, pair)
    let known = Dictionary(after.branches.map { ($0.tag, $0) }, uniquingKeysWith: { first, _ in first })
    let old = Set(before.branches.map(\.tag))
    for branch in before.branches {
      guard let other = known[branch.tag] else {
        addRemoved(branch, before, after, pair)
        continue
      }
      if branch.swiftName != other.swiftName {
        addSwiftName(pair, pair.member(branch.tag), branch.swiftName, other.swiftName)
      }
      comparePayloads(branch, other, after.kind, pair)
      compareStability(of: branch.tag, pair, before: StabilityInfo(branch), after: StabilityInfo(other)) { _ in
        (nil, nil)
      }
    }
    for branch in after.branches where !old.contains(branch.tag) { addAdded(branch, after, pair) }
  }

  private mutating func compareKinds(_ before: Union, _ after: Union, _ pair: TypePair) {
    guard before.kind != after.kind else { return }
    let isTag = before.kind.tagProperty != nil && after.kind.tagProperty != nil
    add(
      Change(
        rule: isTag ? .unionTagChanged : .unionKindChanged,
        subject: pair.subject,
        pointer: pair.new.documentation.pointer,
        availability: pair.newAvailability,
        wire: wire.declaration(pair.old.id, pair.old, pair.new),
        old: before.kind.description,
        new: after.kind.description,
        message:
          "The branches of \(pair.subject) are told apart \(after.kind.description) now, and were \(before.kind.description).",
        reaches: pair.reaches
      )
    )
  }

  private mutating func addAdded(_ branch: Branch, _ union: Union, _ pair: TypePair) {
    var change = pair.change(.branchAdded, branch.tag, "The union \(pair.subject) has the new branch \(branch.tag).")
    change.place(at: branch.documentation)
    change.availability = pair.newAvailability.within(branch.availability)
    change.wire = wire.judge(
      pair.old.id,
      sent: { .safe("old clients need not send it") },
      received: {
        !union.kind.hasTags
          ? .risky("only its shape tells it, so an old client may take it for another branch")
          : .safe("an old client keeps a branch that it does not know as unrecognized")
      }
    )
    change.source = .safe("the enum is @nonexhaustive: a switch has a default, which warns if it is `@unknown`")
    change.new = branch.payload.map(new.spelling.text) ?? branch.tag
    add(change)
  }

  private mutating func addRemoved(_ branch: Branch, _ before: Union, _ after: Union, _ pair: TypePair) {
    var change = pair.change(.branchRemoved, branch.tag, "The union \(pair.subject) lost the branch \(branch.tag).")
    change.place(at: branch.documentation)
    change.availability = pair.oldAvailability.within(branch.availability)
    change.wire = wire.judge(
      pair.old.id,
      sent: {
        // Without tags another branch may read the same values.
        if !after.kind.hasTags, let payload = branch.payload {
          return wire.sent.verdict(of: payload, as: .named(pair.new.id))
        }
        return wire.sent.known([branch.tag], "branch")
      },
      received: { .risky("it never comes again, so what waits for it waits for ever") }
    )
    change.source = .breaking("the case \(branch.swiftName) is gone")
    change.old = branch.payload.map(old.spelling.text) ?? branch.tag
    add(change)
  }

  private mutating func comparePayloads(_ before: Branch, _ after: Branch, _ kind: Union.Kind, _ pair: TypePair) {
    let rule: Rule
    let what: String
    switch (before.payload, after.payload) {
    case (nil, nil): return
    case (nil, _?):
      rule = .branchPayloadAdded
      what = "has a value now"
    case (_?, nil):
      rule = .branchPayloadRemoved
      what = "has no value any more"
    case (let oldType?, let newType?):
      if matching.translated(oldType) == newType || source.isSameType(oldType, newType) { return }
      rule = .branchPayloadChanged
      what = "is \(new.spelling.text(newType)) now, and was \(old.spelling.text(oldType))"
    }
    var change = pair.change(rule, after.tag, "The branch \(after.tag) of \(pair.subject) \(what).")
    change.place(at: after.documentation)
    change.availability = pair.newAvailability.within(after.availability)
    change.wire = wire.payload(pair.old.id, before.payload, after.payload, kind)
    change.old = before.payload.map(old.spelling.text)
    change.new = after.payload.map(new.spelling.text)
    change.source =
      if let oldType = before.payload, let newType = after.payload {
        source.type(oldType, newType)
      } else {
        .breaking("the case \(after.swiftName) \(after.payload == nil ? "lost" : "has") a value")
      }
    add(change)
  }
}
