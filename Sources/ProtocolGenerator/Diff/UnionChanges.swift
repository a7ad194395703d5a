/// Changes of unions: their branches, the values of the branches, and how the branches are tagged.
extension ModelComparison {
  mutating func compare(_ before: Union, _ after: Union, _ pair: TypePair) {
    compareKinds(before, after, pair)
    let newBranches = Dictionary(after.branches.map { ($0.tag, $0) }, uniquingKeysWith: { first, _ in first })
    let oldTags = Set(before.branches.map(\.tag))
    for branch in before.branches {
      guard let other = newBranches[branch.tag] else {
        reportRemoved(branch, after, pair)
        continue
      }
      if branch.swiftName != other.swiftName {
        reportSwiftName(pair, pair.subject(of: branch.tag), branch.swiftName, other.swiftName)
      }
      comparePayloads(branch, other, after.kind, pair)
      let (oldInfo, newInfo) = (StabilityInfo(branch), StabilityInfo(other))
      compareStability(of: branch.tag, pair, before: oldInfo, after: newInfo) { comparison in
        let wire = comparison.wire.verdict(
          on: pair.old.id,
          clientToServer: { .safe("clients need not opt in to the experimental API any more") },
          serverToClient: { Self.sentWithoutOptIn }
        )
        return (wire, nil)
      }
    }
    for branch in after.branches where !oldTags.contains(branch.tag) { reportAdded(branch, after, pair) }
  }

  private mutating func compareKinds(_ before: Union, _ after: Union, _ pair: TypePair) {
    guard before.kind != after.kind else { return }
    let isOnlyTag = before.kind.tagProperty != nil && after.kind.tagProperty != nil
    let message = "\(pair.subject) is \(after.kind.summary) now. It was \(before.kind.summary)."
    var change = pair.change(isOnlyTag ? .unionTagChanged : .unionKindChanged, message)
    change.wire = wire.declaration(pair.old.id, pair.old, pair.new)
    (change.old, change.new) = (before.kind.summary, after.kind.summary)
    report(change)
  }

  private mutating func reportAdded(_ branch: Branch, _ union: Union, _ pair: TypePair) {
    let message = "The union \(pair.subject) has the new branch \(branch.tag)."
    var change = pair.change(.branchAdded, of: branch.tag, message)
    change.usePointer(of: branch.documentation)
    change.availability = pair.newAvailability.within(branch.availability)
    change.wire = wire.verdict(
      on: pair.old.id,
      clientToServer: { .safe("old clients need not send it") },
      serverToClient: {
        !union.kind.hasTags
          ? .risky("the union is untagged, so an old client may decode the new branch as one of the old ones")
          : .safe("an old client keeps an unknown branch as unrecognized")
      }
    )
    change.source = source.newCase
    change.new = branch.payload.map { new.spelling.text($0) } ?? branch.tag
    report(change)
  }

  private mutating func reportRemoved(_ branch: Branch, _ after: Union, _ pair: TypePair) {
    let message = "The union \(pair.subject) no longer has the branch \(branch.tag)."
    var change = pair.change(.branchRemoved, of: branch.tag, message)
    change.usePointer(of: branch.documentation)
    change.availability = pair.oldAvailability.within(branch.availability)
    change.wire = wire.verdict(
      on: pair.old.id,
      clientToServer: {
        // In an untagged union, another branch may accept the same values.
        if !after.kind.hasTags, let payload = branch.payload {
          return wire.clientToServer.verdict(of: payload, as: .named(pair.new.id))
        }
        return wire.clientToServer.verdict(onUnknown: [branch.tag], "branch")
      },
      serverToClient: { .risky("the new server never sends it, so an old client that waits for it waits forever") }
    )
    change.source = .breaking("the case \(branch.swiftName) was removed")
    change.old = branch.payload.map { old.spelling.text($0) } ?? branch.tag
    report(change)
  }

  private mutating func comparePayloads(_ before: Branch, _ after: Branch, _ kind: Union.Kind, _ pair: TypePair) {
    let rule: Rule
    let what: String
    switch (before.payload, after.payload) {
    case (nil, nil): return
    case (nil, _?):
      rule = .branchPayloadAdded
      what = "The branch \(after.tag) of \(pair.subject) has an associated value now."
    case (_?, nil):
      rule = .branchPayloadRemoved
      what = "The branch \(after.tag) of \(pair.subject) no longer has an associated value."
    case (let oldType?, let newType?):
      if isSameType(oldType, newType) { return }
      rule = .branchPayloadChanged
      let (oldText, newText) = (old.spelling.text(oldType), new.spelling.text(newType))
      what = "The value of the branch \(after.tag) of \(pair.subject) changed from \(oldText) to \(newText)."
    }
    var change = pair.change(rule, of: after.tag, what)
    change.usePointer(of: after.documentation)
    change.availability = pair.newAvailability.within(after.availability)
    change.wire = wire.payload(pair.old.id, before.payload, after.payload, kind)
    change.old = before.payload.map { old.spelling.text($0) }
    change.new = after.payload.map { new.spelling.text($0) }
    change.source =
      if let oldType = before.payload, let newType = after.payload {
        source.type(oldType, newType)
      } else {
        .breaking("the case \(after.swiftName) \(after.payload == nil ? "no longer has" : "has") an associated value")
      }
    report(change)
  }
}
