import CodexWire

/// Changes that leave the type as it is: constraints on values, and other aliases of the same type.
extension ModelComparison {
  /// Compares the constraints on the values of two properties with the same type.
  mutating func compareConstraints(_ before: Property, _ after: Property, _ pair: TypePair) {
    let pointers = (before.documentation.pointer, after.documentation.pointer)
    guard !pointers.0.isEmpty, !pointers.1.isEmpty else { return }
    compareConstraints(
      pointers,
      of: "the property \(after.name) of \(pair.subject)",
      pair.change(.constraintChanged, of: after.name, ""),
      pair,
      pair.newAvailability.within(after.availability)
    )
  }

  /// Compares the constraints on the values of two definitions with the same type.
  mutating func compareConstraints(_ pair: TypePair) {
    compareConstraints(
      (pair.old.documentation.pointer, pair.new.documentation.pointer),
      of: pair.subject,
      pair.change(.constraintChanged, ""),
      pair,
      pair.newAvailability
    )
  }

  private mutating func compareConstraints(
    _ pointers: (old: String, new: String),
    of what: String,
    _ draft: Change,
    _ pair: TypePair,
    _ availability: Availability
  ) {
    let changes = old.constraints(at: pointers.old).changes(to: new.constraints(at: pointers.new))
    if changes.isEmpty { return }
    let texts = changes.map { change in
      switch (change.old, change.new) {
      case (let old?, let new?): "\(change.keyword) is \(new.text) instead of \(old.text)"
      case (nil, let new?): "\(change.keyword) \(new.text) is new"
      case (_, nil): "\(change.keyword) was removed"
      }
    }
    var change = draft
    change.message = "The constraints on the values of \(what) changed: \(texts.joined(separator: ", "))."
    change.pointer = pointers.new
    change.availability = availability
    let isStricter = changes.contains { $0.trend == .stricter }
    change.wire = wire.verdict(
      on: pair.old.id,
      clientToServer: {
        isStricter
          ? .risky("the new server may refuse a value that an old client sends")
          : .safe("the new server accepts all values that the old server accepted")
      },
      serverToClient: { .safe("an old client does not check constraints") }
    )
    change.old = text(changes.compactMap { change in change.old.map { (change.keyword, $0) } })
    change.new = text(changes.compactMap { change in change.new.map { (change.keyword, $0) } })
    report(change)
  }

  private func text(_ constraints: [(String, JSONValue)]) -> String? {
    constraints.isEmpty ? nil : constraints.map { "\($0): \($1.text)" }.joined(separator: ", ")
  }

  /// Reports that a property has the same type under another name, or through another alias.
  mutating func compareAliases(_ before: Property, _ after: Property, _ pair: TypePair, pointer: String) {
    guard matching.translated(before.type) != after.type else { return }
    let oldAliases = Set(before.type.names.filter { old.isAlias($0) }.map { matching.newIDs[$0] ?? $0 })
    let newAliases = Set(after.type.names.filter { new.isAlias($0) })
    guard oldAliases != newAliases else { return }
    let (oldText, newText) = (old.spelling.text(before.type), new.spelling.text(after.type))
    let message = "The property \(after.name) of \(pair.subject) is declared as \(newText) instead of \(oldText)."
    var change = pair.change(.propertyAliasChanged, of: after.name, message)
    change.pointer = pointer
    change.availability = pair.newAvailability.within(after.availability)
    // The description of an alias often restricts the values, as that of AbsolutePathBuf does.
    let described = newAliases.subtracting(oldAliases).compactMap { new.types[$0] }
      .filter { !$0.documentation.text.isEmpty }.map { new.definitionName(of: $0.id) }.sorted()
    change.wire = wire.verdict(
      on: pair.old.id,
      clientToServer: {
        described.isEmpty
          ? .safe("the type in JSON stays the same")
          : .risky("the description of \(described.joined(separator: " and ")) may restrict the values")
      },
      serverToClient: { .safe("the type in JSON stays the same") }
    )
    change.source = .safe("both names are aliases of the same type")
    (change.old, change.new) = (oldText, newText)
    report(change)
  }
}

extension TypeReference {
  /// The identities of all named types in the reference.
  fileprivate var names: [TypeID] {
    switch self {
    case .named(let id): [id]
    case .optional(let inner), .array(let inner), .dictionary(let inner): inner.names
    case .scalar, .json: []
    }
  }
}

extension ReleaseModel {
  fileprivate func isAlias(_ id: TypeID) -> Bool { if case .alias? = types[id]?.kind { true } else { false } }

  fileprivate func constraints(at pointer: String) -> Constraints {
    Constraints(of: schema.value(at: pointer) ?? .null)
  }
}
