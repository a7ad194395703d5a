/// What a struct's properties are, and whether they must be there.
extension ModelComparison {
  mutating func compare(_ before: Structure, _ after: Structure, _ pair: TypePair) {
    // A union that is flattened into the object is no member, though it may be called as one was.
    func key(_ property: Property) -> String { (property.presence == .flattened ? "*" : "") + property.name }
    let known = Dictionary(after.properties.map { (key($0), $0) }, uniquingKeysWith: { first, _ in first })
    let old = Set(before.properties.map(key))
    for property in before.properties {
      if let other = known[key(property)] {
        compare(property, other, pair)
      } else {
        addRemoved(property, pair)
      }
    }
    for property in after.properties where !old.contains(key(property)) { addAdded(property, pair) }
    compareAdditional(before.additional, after.additional, pair)
  }

  // MARK: Coming and going

  private mutating func addAdded(_ property: Property, _ pair: TypePair) {
    var change = pair.change(.propertyAdded, property.name, "")
    change.place(at: property.documentation)
    change.availability = pair.newAvailability.within(property.availability)
    change.wire = wire.member(property, pair)
    change.source =
      source.initializer(in: pair.old.id, of: property) ?? .safe("what did not know it need not say it")
    change.new = new.spelling.text(property)
    let must = property.mustBeGiven ? "required " : ""
    change.message = "The \(must)property \(property.name) of \(pair.subject) is new."
    add(change)
  }

  private mutating func addRemoved(_ property: Property, _ pair: TypePair) {
    var change = pair.change(
      .propertyRemoved,
      property.name,
      "The property \(property.name) of \(pair.subject) is gone."
    )
    change.place(at: property.documentation)
    change.availability = pair.oldAvailability.within(property.availability)
    change.wire = wire.member(property, pair)
    change.source = .breaking("the property \(property.swiftName) is gone")
    change.old = old.spelling.text(property)
    add(change)
  }

  /// The members beside the declared ones, where the schema has a type for them.
  private mutating func compareAdditional(_ before: Property?, _ after: Property?, _ pair: TypePair) {
    switch (before, after) {
    case (nil, nil): return
    case (nil, let after?):
      var change = pair.change(
        .propertyAdded,
        after.name,
        "\(pair.subject) keeps members beside the declared ones now."
      )
      change.wire = wire.judge(
        pair.old.id,
        sent: { .safe("there may be none") },
        received: { .safe("an old client passes over what it does not know") }
      )
      change.source = .safe("the initializer has a default for it")
      change.new = new.spelling.text(additional: after)
      add(change)
    case (let before?, nil):
      let message = "\(pair.subject) no longer keeps members beside the declared ones."
      var change = pair.change(.propertyRemoved, before.name, message)
      change.wire = wire.judge(
        pair.old.id,
        sent: { .risky("the new server ignores the other members") },
        received: { .risky("an old client no longer gets other members") }
      )
      change.source = .breaking("the property \(before.swiftName) is gone")
      change.old = old.spelling.text(additional: before)
      add(change)
    case (let before?, let after?):
      compareTypes(before, after, pair, pointer: pair.new.documentation.pointer)
    }
  }

  // MARK: Staying

  private mutating func compare(_ before: Property, _ after: Property, _ pair: TypePair) {
    let pointer = after.documentation.pointer
    if before.swiftName != after.swiftName {
      addSwiftName(pair, pair.member(after.name), before.swiftName, after.swiftName)
    }
    comparePresence(before, after, pair)
    compareTypes(before, after, pair, pointer: pointer)
    compareDefaults(before, after, pair)
    compareStability(of: after.name, pair, before: StabilityInfo(before), after: StabilityInfo(after)) { comparison in
      (comparison.wire.presence(pair.old.id, nil, after), comparison.source.must(after, in: pair.old.id))
    }
  }

  private mutating func comparePresence(_ before: Property, _ after: Property, _ pair: TypePair) {
    guard before.presence != after.presence else { return }
    let rule: Rule
    let what: String
    switch (before.presence, after.presence) {
    case (_, .threeState), (.threeState, _):
      rule = .propertyThreeStateChanged
      what = after.presence == .threeState ? "tells absent from null now" : "no longer tells absent from null"
    case (.optional, _):
      rule = .propertyBecameRequired
      what = "may no longer be left out"
    case (_, .optional):
      rule = .propertyBecameOptional
      what = "may be left out now"
    case (_, .requiredNullable):
      rule = .propertyBecameNullable
      what = "may be null now"
    case (.requiredNullable, _):
      rule = .propertyBecameNonNull
      what = "may no longer be null"
    default: return
    }
    var change = pair.change(rule, after.name, "The property \(after.name) of \(pair.subject) \(what).")
    change.place(at: after.documentation)
    change.availability = pair.newAvailability.within(after.availability)
    change.wire = wire.presence(pair.old.id, before, after)
    // Only the presence: another type is a change of its own.
    var same = before
    same.presence = after.presence
    change.source = source.presence(before, same, in: pair.old.id) ?? .safe("its Swift type stays the same")
    change.old = old.spelling.text(before)
    change.new = new.spelling.text(after)
    add(change)
  }

  private mutating func compareTypes(_ before: Property, _ after: Property, _ pair: TypePair, pointer: String) {
    if matching.translated(before.type) == after.type || source.isSameType(before.type, after.type) { return }
    let isFormat =
      if case .scalar(let from) = old.resolved(before.type), case .scalar(let to) = new.resolved(after.type) {
        from.isNumber && to.isNumber
      } else { false }
    let (oldText, newText) = (old.spelling.text(before.type), new.spelling.text(after.type))
    let message = "The property \(after.name) of \(pair.subject) is \(newText) now, and was \(oldText)."
    var change = pair.change(isFormat ? .propertyFormatChanged : .propertyTypeChanged, after.name, message)
    change.pointer = pointer
    change.availability = pair.newAvailability.within(after.availability)
    change.wire = wire.type(pair.old.id, before.type, after.type)
    change.source = source.type(before.type, after.type)
    change.old = oldText
    change.new = newText
    add(change)
  }

  private mutating func compareDefaults(_ before: Property, _ after: Property, _ pair: TypePair) {
    guard before.defaultValue != after.defaultValue else { return }
    // A default of null says what an optional property says anyway.
    if before.defaultValue ?? .null == after.defaultValue ?? .null { return }
    let text = { (property: Property) in property.defaultValue?.text ?? "none" }
    let message = "The default of \(pair.subject).\(after.name) is \(text(after)) now, and was \(text(before))."
    var change = pair.change(.propertyDefaultChanged, after.name, message)
    change.place(at: after.documentation)
    change.availability = pair.newAvailability.within(after.availability)
    change.wire = wire.judge(
      pair.old.id,
      sent: {
        after.defaultValue == nil
          ? .safe("the schema no longer says what it means to leave it out")
          : .risky("to leave it out means something else")
      },
      received: { .safe("an old client has no default of its own") }
    )
    change.old = before.defaultValue?.text
    change.new = after.defaultValue?.text
    add(change)
  }
}
