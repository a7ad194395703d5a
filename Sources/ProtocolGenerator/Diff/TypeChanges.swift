/// Definitions that come, go, get another name or become another kind of type.
extension ModelComparison {
  mutating func compareDefinitions() {
    for type in old.model.types {
      guard let id = matching.new[type.id], let other = new.types[id] else {
        addRemoved(type)
        continue
      }
      if matching.renamed.contains(type.id) { addRenamed(type, other) }
      compare(type, other, isRenamed: matching.renamed.contains(type.id))
    }
    for type in new.model.types where matching.old[type.id] == nil {
      add(
        Change(
          rule: .definitionAdded,
          subject: new.name(of: type.id),
          pointer: type.documentation.pointer,
          availability: type.availability,
          source: .safe("nothing refers to it yet"),
          new: type.kind.kindName,
          message: "The \(type.kind.kindName) \(type.name) is new.",
          reaches: reach(nil, type.id)
        )
      )
    }
  }

  private mutating func addRemoved(_ type: TypeDeclaration) {
    add(
      Change(
        rule: .definitionRemoved,
        subject: old.name(of: type.id),
        pointer: type.documentation.pointer,
        availability: type.availability,
        source: .breaking("the type \(type.swiftName) is gone"),
        old: type.kind.kindName,
        message: "The \(type.kind.kindName) \(type.name) is gone.",
        reaches: reach(type.id, nil)
      )
    )
  }

  private mutating func addRenamed(_ type: TypeDeclaration, _ other: TypeDeclaration) {
    let isSame = type.swiftName == other.swiftName
    add(
      Change(
        rule: .definitionRenamed,
        subject: old.name(of: type.id),
        pointer: other.documentation.pointer,
        availability: other.availability,
        source: isSame
          ? .safe("its Swift name stays \(type.swiftName)")
          : .breaking("the type \(type.swiftName) is called \(other.swiftName) now"),
        old: type.name,
        new: other.name,
        message: "The \(type.kind.kindName) \(type.name) is called \(other.name) now; its shape is the same.",
        reaches: reach(type.id, other.id)
      )
    )
  }

  /// Two types that are the same one, and what is nested in them.
  private mutating func compare(_ type: TypeDeclaration, _ other: TypeDeclaration, isRenamed: Bool = false) {
    let pair = TypePair(
      old: type,
      new: other,
      oldAvailability: old.availabilities[type.id] ?? .always,
      newAvailability: new.availabilities[other.id] ?? .always,
      subject: new.subject(of: other.id),
      reaches: reach(type.id, other.id)
    )
    if !isRenamed, type.swiftName != other.swiftName {
      addSwiftName(pair, pair.subject, type.swiftName, other.swiftName)
    }
    compareStability(of: pair)
    switch (type.kind, other.kind) {
    case (.structure(let before), .structure(let after)): compare(before, after, pair)
    case (.openEnum(let before), .openEnum(let after)): compare(before, after, pair)
    case (.union(let before), .union(let after)): compare(before, after, pair)
    // Messages are compared one by one, with their answers.
    case (.messages(let before), .messages(let after)): compareEnvelopes(before, after, pair)
    case (.alias(let before), .alias(let after)): compareTargets(before, after, pair)
    default:
      addKind(pair)
      return
    }
    for nested in type.nested {
      guard let id = matching.new[nested.id], let counterpart = new.types[id] else { continue }
      compare(nested, counterpart)
    }
  }

  /// Whether there is something beside `method` and `params`; what it is, is a struct like others.
  private mutating func compareEnvelopes(_ before: MessageUnion, _ after: MessageUnion, _ pair: TypePair) {
    guard (before.envelope == nil) != (after.envelope == nil) else { return }
    let members = { (union: MessageUnion, side: ReleaseModel) in
      side.structure(union.envelope.map(TypeReference.named))?.properties.map(\.name).joined(separator: ", ")
    }
    let what = after.envelope == nil ? "no longer" : "now"
    add(
      Change(
        rule: .envelopeChanged,
        subject: pair.subject,
        pointer: pair.new.documentation.pointer,
        availability: pair.newAvailability,
        wire: envelopeVerdict(before, after, pair),
        source: .breaking("each case carries \(after.envelope == nil ? "the parameters alone" : "a whole message")"),
        old: members(before, old),
        new: members(after, new),
        message: "The messages of \(pair.subject) have members beside method and params \(what)."
      )
    )
  }

  private func envelopeVerdict(_ before: MessageUnion, _ after: MessageUnion, _ pair: TypePair) -> Verdict {
    let none = Structure(properties: [])
    let (oldMembers, newMembers) = (
      old.structure(before.envelope.map(TypeReference.named)) ?? none,
      new.structure(after.envelope.map(TypeReference.named)) ?? none
    )
    let reading = before.sender == .client ? wire.sent : wire.received
    let (written, expected) =
      before.sender == .client ? (oldMembers, newMembers) : (newMembers, oldMembers)
    let names = Set((written.properties + expected.properties).map(\.name)).sorted()
    return Verdict.strictest(names.map { reading.presence(of: $0, in: written, as: expected) }) ?? .safe("it is empty")
  }

  private mutating func addKind(_ pair: TypePair) {
    let (before, after) = (pair.old.kind.kindName, pair.new.kind.kindName)
    add(
      Change(
        rule: .typeKindChanged,
        subject: pair.subject,
        pointer: pair.new.documentation.pointer,
        availability: pair.newAvailability,
        wire: wire.declaration(pair.old.id, pair.old, pair.new),
        source: .breaking("\(pair.new.swiftName) is \(after.withArticle) instead of \(before.withArticle)"),
        old: old.describe(pair.old),
        new: new.describe(pair.new),
        message: "\(pair.subject) is \(after.withArticle) now, and was \(before.withArticle).",
        reaches: pair.reaches
      )
    )
  }

  private mutating func compareTargets(_ before: TypeReference, _ after: TypeReference, _ pair: TypePair) {
    if matching.translated(before) == after || source.isSameType(before, after) { return }
    add(
      Change(
        rule: .aliasTargetChanged,
        subject: pair.subject,
        pointer: pair.new.documentation.pointer,
        availability: pair.newAvailability,
        wire: wire.type(pair.old.id, before, after),
        source: source.type(before, after),
        old: old.spelling.text(before),
        new: new.spelling.text(after),
        message:
          "\(pair.subject) stands for \(new.spelling.text(after)) now, and stood for \(old.spelling.text(before)).",
        reaches: pair.reaches
      )
    )
  }

  mutating func addSwiftName(_ pair: TypePair, _ subject: String, _ before: String, _ after: String) {
    add(
      Change(
        rule: .swiftNameChanged,
        subject: subject,
        pointer: pair.new.documentation.pointer,
        availability: pair.newAvailability,
        source: .breaking("the Swift name is \(after) instead of \(before)"),
        old: before,
        new: after,
        message: "\(subject) is called \(after) in Swift now, and was called \(before).",
        reaches: pair.reaches
      )
    )
  }
}

extension TypeDeclaration.Kind {
  var kindName: String {
    switch self {
    case .structure: "struct"
    case .openEnum: "enum"
    case .union: "union"
    case .messages: "union of messages"
    case .alias: "plain name"
    }
  }
}

extension String {
  fileprivate var withArticle: String { (first.map { "aeio".contains($0) } == true ? "an " : "a ") + self }
}

extension ReleaseModel {
  /// `the union DynamicToolSpec`
  func kindAndName(of type: TypeDeclaration) -> String { "the \(type.kind.kindName) \(spelling.path(of: type.id))" }

  /// A definition's name without its namespace, unless that is needed to tell it from another.
  func name(of id: TypeID) -> String { names[id] ?? id.path }

  /// The kind of a type, and what of it fits a line.
  func describe(_ type: TypeDeclaration) -> String {
    switch type.kind {
    case .alias(let target): spelling.text(target)
    case .openEnum(let values): "enum \(values.values.map(\.text).joined(separator: " | "))"
    case .union(let union): "union \(union.branches.map(\.tag).joined(separator: " | "))"
    case .structure, .messages: type.kind.kindName
    }
  }
}
