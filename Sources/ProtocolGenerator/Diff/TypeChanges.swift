/// Changes of definitions: which are added, removed or renamed, and which become another kind of type.
extension ModelComparison {
  mutating func compareDefinitions() {
    for type in old.model.types {
      guard let id = matching.newIDs[type.id], let other = new.types[id] else {
        reportRemoved(type)
        continue
      }
      let isRenamed = matching.renamed.contains(type.id)
      if isRenamed { reportRenamed(type, other) }
      compare(type, other, isRenamed: isRenamed)
    }
    for type in new.model.types where matching.oldIDs[type.id] == nil { reportAdded(type) }
  }

  private mutating func reportAdded(_ type: TypeDeclaration) {
    report(
      Change(
        rule: .definitionAdded,
        subject: new.definitionName(of: type.id),
        pointer: type.documentation.pointer,
        availability: type.availability,
        source: .safe("no existing code refers to it"),
        new: type.kind.name,
        message: "The \(type.kind.name) \(type.name) is new.",
        affectedMessages: messages(with: nil, type.id),
        declaration: .type(old: nil, new: type.id)
      )
    )
  }

  private mutating func reportRemoved(_ type: TypeDeclaration) {
    report(
      Change(
        rule: .definitionRemoved,
        subject: old.definitionName(of: type.id),
        pointer: type.documentation.pointer,
        availability: type.availability,
        source: .breaking("the type \(type.swiftName) was removed"),
        old: type.kind.name,
        message: "The \(type.kind.name) \(type.name) was removed.",
        affectedMessages: messages(with: type.id, nil),
        declaration: .type(old: type.id, new: nil)
      )
    )
  }

  private mutating func reportRenamed(_ type: TypeDeclaration, _ other: TypeDeclaration) {
    report(
      Change(
        rule: .definitionRenamed,
        subject: old.definitionName(of: type.id),
        pointer: other.documentation.pointer,
        availability: other.availability,
        source: type.swiftName == other.swiftName
          ? .safe("its Swift name is still \(type.swiftName)")
          : .breaking("the Swift name is \(other.swiftName) instead of \(type.swiftName)"),
        old: type.name,
        new: other.name,
        message: "The \(type.kind.name) \(type.name) was renamed to \(other.name). Its contents did not change.",
        affectedMessages: messages(with: type.id, other.id),
        declaration: .type(old: type.id, new: other.id)
      )
    )
  }

  // MARK: Types of both releases

  /// Compares two corresponding types, and the types that are nested in them.
  private mutating func compare(_ type: TypeDeclaration, _ other: TypeDeclaration, isRenamed: Bool = false) {
    let pair = TypePair(
      old: type,
      new: other,
      oldAvailability: old.availabilities[type.id] ?? .always,
      newAvailability: new.availabilities[other.id] ?? .always,
      subject: new.subject(of: other.id),
      affectedMessages: messages(with: type.id, other.id)
    )
    if !isRenamed, type.swiftName != other.swiftName {
      reportSwiftName(pair, pair.subject, type.swiftName, other.swiftName)
    }
    compareStability(of: pair)
    switch (type.kind, other.kind) {
    case (.structure(let before), .structure(let after)): compare(before, after, pair)
    case (.openEnum(let before), .openEnum(let after)): compare(before, after, pair)
    case (.union(let before), .union(let after)): compare(before, after, pair)
    // The messages of the unions are compared one by one, with their responses.
    case (.messages(let before), .messages(let after)): compareEnvelopes(before, after, pair)
    case (.alias(let before), .alias(let after)): compareTargets(before, after, pair)
    default:
      reportKind(pair)
      return
    }
    for nested in type.nested {
      guard let id = matching.newIDs[nested.id], let counterpart = new.types[id] else { continue }
      compare(nested, counterpart)
    }
  }

  /// Compares whether messages have members in addition to `method` and `params`. The type of these members, the envelope, is
  /// a struct that is compared like any other struct.
  private mutating func compareEnvelopes(_ before: MessageUnion, _ after: MessageUnion, _ pair: TypePair) {
    guard (before.envelope == nil) != (after.envelope == nil) else { return }
    let isGone = after.envelope == nil
    let oldMembers = old.structure(before.envelope.map(TypeReference.named))
    let newMembers = new.structure(after.envelope.map(TypeReference.named))
    let message =
      "The messages of \(pair.subject) \(isGone ? "no longer" : "now") have members in addition to method and params."
    var change = pair.change(.envelopeChanged, message)
    // The union's messages are compared one by one, so this change affects none of them in particular.
    change.affectedMessages = []
    change.wire = envelopeVerdict(before.sender, oldMembers, newMembers)
    change.source = .breaking("each case carries \(isGone ? "only the parameters" : "a whole message")")
    change.old = oldMembers?.properties.map(\.name).joined(separator: ", ")
    change.new = newMembers?.properties.map(\.name).joined(separator: ", ")
    report(change)
  }

  private func envelopeVerdict(_ sender: MessageSender, _ before: Structure?, _ after: Structure?) -> Verdict {
    let (before, after) = (before ?? Structure(properties: []), after ?? Structure(properties: []))
    let reading = sender == .client ? wire.clientToServer : wire.serverToClient
    let (written, expected) = sender == .client ? (before, after) : (after, before)
    let names = Set((written.properties + expected.properties).map(\.name)).sorted()
    let verdicts = names.map { reading.presence(of: $0, in: written, as: expected) }
    return Verdict.strictest(verdicts) ?? .safe("the schema names no such member")
  }

  private mutating func reportKind(_ pair: TypePair) {
    let (before, after) = (pair.old.kind.name.withArticle, pair.new.kind.name.withArticle)
    var change = pair.change(.typeKindChanged, "\(pair.subject) changed from \(before) to \(after).")
    change.wire = wire.declaration(pair.old.id, pair.old, pair.new)
    change.source = .breaking("\(pair.new.swiftName) is \(after) instead of \(before)")
    change.old = old.summary(of: pair.old)
    change.new = new.summary(of: pair.new)
    report(change)
  }

  private mutating func compareTargets(_ before: TypeReference, _ after: TypeReference, _ pair: TypePair) {
    if isSameType(before, after) { return compareConstraints(pair) }
    let (oldText, newText) = (old.spelling.text(before), new.spelling.text(after))
    let message = "\(pair.subject) is an alias of \(newText) now. It was an alias of \(oldText)."
    var change = pair.change(.aliasTargetChanged, message)
    change.wire = wire.type(pair.old.id, before, after)
    change.source = source.type(before, after)
    (change.old, change.new) = (oldText, newText)
    report(change)
  }

  mutating func reportSwiftName(_ pair: TypePair, _ subject: String, _ before: String, _ after: String) {
    let message = "The Swift name of \(subject) changed from \(before) to \(after)."
    var change = pair.change(.swiftNameChanged, subject: subject, message)
    change.source = .breaking("the Swift name is \(after) instead of \(before)")
    (change.old, change.new) = (before, after)
    report(change)
  }
}

extension String {
  /// The word with its indefinite article, for the names of kinds: `an enum`, `a union`.
  fileprivate var withArticle: String { (first.map { "aeio".contains($0) } == true ? "an " : "a ") + self }
}
