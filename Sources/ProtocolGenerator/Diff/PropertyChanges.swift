/// Changes of structs: their properties, and whether the properties are required or nullable.
extension ModelComparison {
  mutating func compare(_ before: Structure, _ after: Structure, _ pair: TypePair) {
    // A flattened union is not a member of the object, so it never corresponds to a member of the same name.
    func key(_ property: Property) -> String { (property.presence == .flattened ? "*" : "") + property.name }
    let newProperties = Dictionary(after.properties.map { (key($0), $0) }, uniquingKeysWith: { first, _ in first })
    let oldKeys = Set(before.properties.map(key))
    let removed = before.properties.filter { newProperties[key($0)] == nil }
    let added = after.properties.filter { !oldKeys.contains(key($0)) }
    for property in before.properties {
      if let other = newProperties[key(property)] {
        compare(property, other, pair)
      } else {
        reportRemoved(property, pair, renamed: added.first { isSameInSwift(property, $0) })
      }
    }
    for property in added {
      reportAdded(property, pair, renamed: removed.first { isSameInSwift($0, property) })
    }
    compareAdditional(before.additional, after.additional, pair)
  }

  // MARK: Added and removed properties

  /// Whether a program does not notice that the one property was replaced by the other one: `includeHidden` and
  /// `include_hidden` have the same Swift name.
  private func isSameInSwift(_ before: Property, _ after: Property) -> Bool {
    before.swiftName == after.swiftName && before.presence == after.presence && before.presence != .flattened
      && isSameType(before.type, after.type)
  }

  /// - Parameter renamed: The property of the old release that has the same name and type in Swift.
  private mutating func reportAdded(_ property: Property, _ pair: TypePair, renamed: Property?) {
    let required = property.mustBeGiven ? "required " : ""
    let message = "The \(required)property \(property.name) of \(pair.subject) is new."
    var change = pair.change(.propertyAdded, of: property.name, message)
    change.usePointer(of: property.documentation)
    change.availability = pair.newAvailability.within(property.availability)
    change.wire = wire.member(property, pair)
    change.source =
      if let renamed {
        .safe("it has the Swift name and the type of \(renamed.name), which was removed")
      } else {
        source.initializer(in: pair.old.id, of: property)
          ?? .safe("existing calls of the initializer compile without it")
      }
    change.new = new.spelling.text(property)
    report(change)
  }

  /// - Parameter renamed: The property of the new release that has the same name and type in Swift.
  private mutating func reportRemoved(_ property: Property, _ pair: TypePair, renamed: Property?) {
    let message = "The property \(property.name) of \(pair.subject) was removed."
    var change = pair.change(.propertyRemoved, of: property.name, message)
    change.usePointer(of: property.documentation)
    change.availability = pair.oldAvailability.within(property.availability)
    change.wire = wire.member(property, pair)
    change.source =
      if let renamed {
        .safe("the new property \(renamed.name) has the same Swift name and type")
      } else {
        .breaking("the property \(property.swiftName) was removed")
      }
    change.old = old.spelling.text(property)
    report(change)
  }

  /// Compares the additional properties of two structs: the members for which the schema has a type but no names.
  private mutating func compareAdditional(_ before: Property?, _ after: Property?, _ pair: TypePair) {
    switch (before, after) {
    case (nil, nil): return
    case (nil, let after?):
      let message = "\(pair.subject) now has additional properties: members whose names the schema does not declare."
      var change = pair.change(.propertyAdded, of: after.name, message)
      change.wire = wire.verdict(
        on: pair.old.id,
        clientToServer: { .safe("the new server does not need additional properties") },
        serverToClient: { .safe("an old client ignores members that it does not know") }
      )
      change.source = .safe("the initializer has a default value for it")
      change.new = new.spelling.text(additional: after)
      report(change)
    case (let before?, nil):
      let message =
        "\(pair.subject) no longer has additional properties: members whose names the schema does not declare."
      var change = pair.change(.propertyRemoved, of: before.name, message)
      change.wire = wire.verdict(
        on: pair.old.id,
        clientToServer: { .risky("the new server ignores the additional properties that an old client sends") },
        serverToClient: { .risky("the new server no longer sends additional properties to an old client") }
      )
      change.source = .breaking("the property \(before.swiftName) was removed")
      change.old = old.spelling.text(additional: before)
      report(change)
    case (let before?, let after?):
      compareTypes(before, after, pair, pointer: pair.new.documentation.pointer)
    }
  }

  // MARK: Properties of both releases

  private mutating func compare(_ before: Property, _ after: Property, _ pair: TypePair) {
    if before.swiftName != after.swiftName {
      reportSwiftName(pair, pair.subject(of: after.name), before.swiftName, after.swiftName)
    }
    comparePresence(before, after, pair)
    compareTypes(before, after, pair, pointer: after.documentation.pointer)
    if isSameType(before.type, after.type) { compareConstraints(before, after, pair) }
    compareDefaults(before, after, pair)
    let (oldInfo, newInfo) = (StabilityInfo(before), StabilityInfo(after))
    // A client of the old release cannot read the type without the property.
    let isNeeded = before.presence == .required || before.presence == .flattened
    compareStability(
      of: after.name,
      pair,
      before: oldInfo,
      after: newInfo,
      lostByClient: isNeeded ? Self.missingWithoutOptIn : Self.notSentWithoutOptIn
    ) { comparison in
      (
        comparison.wire.presence(pair.old.id, nil, after),
        comparison.source.requiredArgument(for: after, in: pair.old.id)
      )
    }
  }

  private mutating func comparePresence(_ before: Property, _ after: Property, _ pair: TypePair) {
    guard before.presence != after.presence else { return }
    let rule: Rule
    let what: String
    switch (before.presence, after.presence) {
    case (_, .threeState):
      rule = .propertyThreeStateChanged
      what = "now has different meanings when it is absent and when it is null"
    case (.threeState, _):
      rule = .propertyThreeStateChanged
      what = "no longer has different meanings when it is absent and when it is null"
    case (.optional, _):
      rule = .propertyBecameRequired
      what = "is required now"
    case (_, .optional):
      rule = .propertyBecameOptional
      what = "is optional now"
    case (_, .requiredNullable):
      rule = .propertyBecameNullable
      what = "is nullable now"
    case (.requiredNullable, _):
      rule = .propertyBecameNonNull
      what = "is no longer nullable"
    default: return
    }
    var change = pair.change(rule, of: after.name, "The property \(after.name) of \(pair.subject) \(what).")
    change.usePointer(of: after.documentation)
    change.availability = pair.newAvailability.within(after.availability)
    change.wire = wire.presence(pair.old.id, before, after)
    // Only the presence differs here: another type is a change of its own.
    var changed = before
    changed.presence = after.presence
    change.source = source.presence(before, changed, in: pair.old.id) ?? .safe("its Swift type stays the same")
    change.old = old.spelling.text(before)
    change.new = new.spelling.text(after)
    report(change)
  }

  private mutating func compareTypes(_ before: Property, _ after: Property, _ pair: TypePair, pointer: String) {
    if isSameType(before.type, after.type) {
      return compareAliases(before, after, pair, pointer: pointer)
    }
    let isFormat =
      if case .scalar(let from) = old.resolved(before.type), case .scalar(let to) = new.resolved(after.type) {
        from.isNumber && to.isNumber
      } else { false }
    let (oldText, newText) = (old.spelling.text(before.type), new.spelling.text(after.type))
    let message = "The type of the property \(after.name) of \(pair.subject) changed from \(oldText) to \(newText)."
    var change = pair.change(isFormat ? .propertyFormatChanged : .propertyTypeChanged, of: after.name, message)
    change.pointer = pointer
    change.availability = pair.newAvailability.within(after.availability)
    change.wire = wire.type(pair.old.id, before.type, after.type)
    change.source = source.type(before.type, after.type)
    (change.old, change.new) = (oldText, newText)
    report(change)
  }

  private mutating func compareDefaults(_ before: Property, _ after: Property, _ pair: TypePair) {
    // An optional property without a default value and one whose default value is null mean the same.
    guard before.defaultValue ?? .null != after.defaultValue ?? .null else { return }
    let text = { (property: Property) in property.defaultValue?.text ?? "none" }
    let subject = "The default value of the property \(after.name) of \(pair.subject)"
    let message = "\(subject) changed from \(text(before)) to \(text(after))."
    var change = pair.change(.propertyDefaultChanged, of: after.name, message)
    change.usePointer(of: after.documentation)
    change.availability = pair.newAvailability.within(after.availability)
    change.wire = wire.verdict(
      on: pair.old.id,
      clientToServer: {
        after.defaultValue == nil
          ? .safe("the schema no longer has a default value for the property")
          : .risky("a client that omits the property gets another value")
      },
      serverToClient: { .safe("an old client does not use default values") }
    )
    change.old = before.defaultValue?.text
    change.new = after.defaultValue?.text
    report(change)
  }
}
