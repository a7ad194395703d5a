/// Changes of enums: their values and the type of the values.
extension ModelComparison {
  mutating func compare(_ before: OpenEnum, _ after: OpenEnum, _ pair: TypePair) {
    if before.rawType != after.rawType {
      reportRawType(before, after, pair)
      if before.rawType.isInteger != after.rawType.isInteger { return }
    }
    let newValues = Dictionary(after.values.map { ($0.text, $0) }, uniquingKeysWith: { first, _ in first })
    let oldTexts = Set(before.values.map(\.text))
    for value in before.values {
      guard let other = newValues[value.text] else {
        // A value that the new release reads as an alias of another value is still accepted.
        reportRemoved(value, pair, isAlias: after.aliases[value.text] != nil)
        continue
      }
      if value.swiftName != other.swiftName {
        reportSwiftName(pair, pair.subject(of: value.text), value.swiftName, other.swiftName)
      }
      let (oldInfo, newInfo) = (StabilityInfo(value), StabilityInfo(other))
      compareStability(of: value.text, pair, before: oldInfo, after: newInfo) { _ in (nil, nil) }
    }
    for value in after.values where !oldTexts.contains(value.text) { reportAdded(value, pair) }
  }

  private mutating func reportAdded(_ value: OpenEnum.Value, _ pair: TypePair) {
    let message = "The enum \(pair.subject) has the new value \(value.text)."
    var change = pair.change(.enumValueAdded, of: value.text, message)
    change.usePointer(of: value.documentation)
    change.availability = pair.newAvailability.within(value.availability)
    change.wire = wire.verdict(
      on: pair.old.id,
      clientToServer: { .safe("old clients need not send it") },
      serverToClient: { .safe("an old client keeps an unknown value as unrecognized") }
    )
    change.source = source.newCase
    change.new = value.text
    report(change)
  }

  private mutating func reportRemoved(_ value: OpenEnum.Value, _ pair: TypePair, isAlias: Bool) {
    let message = "The enum \(pair.subject) no longer has the value \(value.text)."
    var change = pair.change(.enumValueRemoved, of: value.text, message)
    change.availability = pair.oldAvailability.within(value.availability)
    change.wire = wire.verdict(
      on: pair.old.id,
      clientToServer: { wire.clientToServer.verdict(onUnknown: isAlias ? [] : [value.text], "value") },
      serverToClient: { .risky("the new server never sends it, so an old client that waits for it waits forever") }
    )
    change.source = .breaking("the case \(value.swiftName) was removed")
    change.old = value.text
    report(change)
  }

  private mutating func reportRawType(_ before: OpenEnum, _ after: OpenEnum, _ pair: TypePair) {
    let (oldText, newText) = (before.rawType.rawValue, after.rawType.rawValue)
    let message = "The values of the enum \(pair.subject) changed from \(oldText) to \(newText)."
    var change = pair.change(.enumRawTypeChanged, message)
    change.wire = wire.type(pair.old.id, .scalar(before.rawType), .scalar(after.rawType))
    let (oldType, newType) = (before.rawType.swiftType, after.rawType.swiftType)
    if oldType != newType {
      change.source = .breaking("the raw value is \(newType.rawValue) instead of \(oldType.rawValue)")
    }
    (change.old, change.new) = (oldText, newText)
    report(change)
  }
}
