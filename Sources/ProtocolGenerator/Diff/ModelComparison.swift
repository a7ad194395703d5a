/// (two releases) -> [Change]: compares models, never texts. Order, titles and the place of definitions are no change.
///
/// Each area of the model has a file of its own that adds its changes.
struct ModelComparison {
  let old: ReleaseModel
  let new: ReleaseModel
  let matching: TypeMatching
  let wire: WireCompatibility
  let source: SourceCompatibility
  private let tellsDocumentation: Bool
  private var changes: [Change] = []

  /// - Returns: The changes, sorted by subject, then by rule.
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
    tellsDocumentation = documentation
  }

  mutating func add(_ change: Change) {
    if change.rule == .documentationChanged, !tellsDocumentation { return }
    if change.wire == nil, change.source == nil { return }
    // A branch and the type of its value share a subject, and their Swift names change together.
    if change.rule == .swiftNameChanged,
      let index = changes.firstIndex(where: { $0.rule == change.rule && $0.subject == change.subject })
    {
      changes[index].source = Verdict.strictest([changes[index].source, change.source].compactMap(\.self))
      return
    }
    changes.append(change)
  }

  /// The messages that carry a type, in either release.
  func reach(_ oldID: TypeID?, _ newID: TypeID?) -> [String] {
    let reach = (oldID.map { old.usage.reach(of: $0) } ?? []).union(newID.map { new.usage.reach(of: $0) } ?? [])
    return reach.sorted()
  }
}

/// A type that both releases have: what comparing its parts needs to know.
struct TypePair {
  var old: TypeDeclaration
  var new: TypeDeclaration
  var oldAvailability: Availability
  var newAvailability: Availability
  var subject: String
  var reaches: [String]

  func member(_ name: String) -> String { "\(subject).\(name)" }

  /// A change of a part of the type.
  func change(_ rule: Rule, _ member: String, _ message: String) -> Change {
    Change(
      rule: rule,
      subject: self.member(member),
      pointer: new.documentation.pointer,
      availability: newAvailability,
      message: message,
      reaches: reaches
    )
  }
}
