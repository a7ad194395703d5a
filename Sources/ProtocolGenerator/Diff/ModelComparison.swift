/// Finds the changes between two releases by comparing their models.
///
/// Texts are never compared, so the order of definitions, their titles and the namespace of a definition make no change.
/// Each part of the model (messages, definitions, properties, enums, unions, stability, SDK functions) has a file of its own
/// with an extension that reports its changes.
struct ModelComparison {
  let old: ReleaseModel
  let new: ReleaseModel
  let matching: TypeMatching
  let wire: WireCompatibility
  let source: SourceCompatibility
  private let reportsDocumentation: Bool
  private var changes: [Change] = []

  /// The changes from one release to another, sorted by subject, then by rule.
  ///
  /// - Parameter documentation: Whether changes of the documentation are reported too.
  static func changes(from old: ReleaseModel, to new: ReleaseModel, documentation: Bool = false) -> [Change] {
    var comparison = ModelComparison(old, new, documentation)
    comparison.compareMessages()
    comparison.compareDefinitions()
    comparison.compareWrappers()
    return comparison.changes.sorted {
      ($0.subject, $0.rule.rawValue, $0.pointer) < ($1.subject, $1.rule.rawValue, $1.pointer)
    }
  }

  private init(_ old: ReleaseModel, _ new: ReleaseModel, _ documentation: Bool) {
    self.old = old
    self.new = new
    matching = TypeMatching(old.model, new.model)
    wire = WireCompatibility(old, new, matching)
    source = SourceCompatibility(old: old, new: new, matching: matching)
    reportsDocumentation = documentation
  }

  /// Adds a change to the result, unless it has no verdict at all.
  mutating func report(_ change: Change) {
    if change.rule == .documentationChanged, !reportsDocumentation { return }
    if change.wire == nil, change.source == nil { return }
    // A branch and the type of its value have the same subject, and their Swift names change together: one change is enough.
    if change.rule == .swiftNameChanged,
      let index = changes.firstIndex(where: { $0.rule == change.rule && $0.subject == change.subject })
    {
      changes[index].source = Verdict.strictest([changes[index].source, change.source].compactMap(\.self))
      return
    }
    changes.append(change)
  }

  /// Whether a type of the old release and a type of the new release are the same, apart from renamed definitions and
  /// aliases.
  func isSameType(_ before: TypeReference, _ after: TypeReference) -> Bool {
    matching.translated(before) == after
      || old.spelling.text(old.resolved(before)) == new.spelling.text(new.resolved(after))
  }

  /// The names of the messages that contain a type, in either release, sorted.
  func messages(with oldID: TypeID?, _ newID: TypeID?) -> [String] {
    let oldMessages = oldID.map { old.usage.messages(with: $0) } ?? []
    let newMessages = newID.map { new.usage.messages(with: $0) } ?? []
    return oldMessages.union(newMessages).sorted()
  }
}

/// A type of the old release, and the type of the new release that corresponds to it.
struct TypePair {
  var old: TypeDeclaration
  var new: TypeDeclaration
  var oldAvailability: Availability
  var newAvailability: Availability
  /// What reports call the type.
  var subject: String
  /// The names of the messages that contain the type in one of the releases, sorted.
  var affectedMessages: [String]

  /// What reports call a part of the type, such as a property.
  func subject(of part: String) -> String { "\(subject).\(part)" }

  /// A change of a part of the type. The caller adds the verdicts.
  func change(_ rule: Rule, of part: String, _ message: String) -> Change {
    var change = change(rule, subject: subject(of: part), message)
    change.declaration = .type(old: old.id, new: new.id, part: part)
    return change
  }

  /// A change of the whole type. The caller adds the verdicts.
  func change(_ rule: Rule, _ message: String) -> Change { change(rule, subject: subject, message) }

  /// A change whose subject is given in full. The caller adds the verdicts.
  func change(_ rule: Rule, subject: String, _ message: String) -> Change {
    Change(
      rule: rule,
      subject: subject,
      pointer: new.documentation.pointer,
      availability: newAvailability,
      message: message,
      affectedMessages: affectedMessages,
      declaration: .type(old: old.id, new: new.id)
    )
  }
}
