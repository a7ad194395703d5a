/// The values of enums.
extension ModelComparison {
  mutating func compare(_ before: OpenEnum, _ after: OpenEnum, _ pair: TypePair) {
    if before.rawType != after.rawType {
      addRawType(before, after, pair)
      if before.rawType.isInteger != after.rawType.isInteger { return }
    }
    let known = Dictionary(after.values.map { ($0.text, $0) }, uniquingKeysWith: { first, _ in first })
    let old = Set(before.values.map(\.text))
    for value in before.values {
      guard let other = known[value.text] else {
        // What is read as another value now is still read.
        addRemoved(value, pair, standsFor: after.aliases[value.text])
        continue
      }
      if value.swiftName != other.swiftName {
        addSwiftName(pair, pair.member(value.text), value.swiftName, other.swiftName)
      }
      compareStability(of: value.text, pair, before: StabilityInfo(value), after: StabilityInfo(other)) { _ in (nil, nil) }
    }
    for value in after.values where !old.contains(value.text) { addAdded(value, pair) }
  }

  private mutating func addAdded(_ value: OpenEnum.Value, _ pair: TypePair) {
    var change = pair.change(.enumValueAdded, value.text, "The enum \(pair.subject) has the new value \(value.text).")
    change.place(at: value.documentation)
    change.availability = pair.newAvailability.within(value.availability)
    change.wire = wire.judge(
      pair.old.id,
      sent: { .safe("old clients need not send it") },
      received: { .safe("an old client keeps a value that it does not know as unrecognized") }
    )
    change.source = .safe("the enum is @nonexhaustive: a switch has a default, which warns if it is `@unknown`")
    change.new = value.text
    add(change)
  }

  private mutating func addRemoved(_ value: OpenEnum.Value, _ pair: TypePair, standsFor other: String?) {
    var change = pair.change(.enumValueRemoved, value.text, "The enum \(pair.subject) lost the value \(value.text).")
    change.availability = pair.oldAvailability.within(value.availability)
    change.wire = wire.judge(
      pair.old.id,
      sent: { wire.sent.known(other == nil ? [value.text] : [], "value") },
      received: { .risky("it never comes again, so what waits for it waits for ever") }
    )
    change.source = .breaking("the case \(value.swiftName) is gone")
    change.old = value.text
    add(change)
  }

  private mutating func addRawType(_ before: OpenEnum, _ after: OpenEnum, _ pair: TypePair) {
    let (oldText, newText) = (before.rawType.rawValue, after.rawType.rawValue)
    add(
      Change(
        rule: .enumRawTypeChanged,
        subject: pair.subject,
        pointer: pair.new.documentation.pointer,
        availability: pair.newAvailability,
        wire: wire.type(pair.old.id, .scalar(before.rawType), .scalar(after.rawType)),
        source: .breaking("the raw value is \(newText) instead of \(oldText)"),
        old: oldText,
        new: newText,
        message: "The values of \(pair.subject) are \(newText) now, and were \(oldText).",
        reaches: pair.reaches
      )
    )
  }
}
