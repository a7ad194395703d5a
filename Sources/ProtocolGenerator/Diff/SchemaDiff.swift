import CodexWire

/// What one comparison of two releases gives.
public struct SchemaDiff: Sendable {
  /// How messages and reports call the two releases.
  public var old: String
  public var new: String
  /// Sorted by subject; only those that the scope asks for.
  var changes: [Change]
  var scope: Scope
  /// How many changes were looked at and accepted: they are not among `changes`.
  var accepted = 0
  /// The bundles of the new release, for annotations: what every client has, and what only some have.
  var stableFile: String?
  var experimentalFile: String?

  /// Compares two releases, each with the same customization: names and functions differ only where the schemas do.
  ///
  /// Entries of the customization that do not fit one of them are passed over, since it was written for one release only.
  ///
  /// - Parameters:
  ///   - allow: The list of changes that are accepted.
  ///   - documentation: Whether changes of the prose are told too.
  /// - Throws: `GeneratorError` with everything that is wrong with the bundles, or with entries that match no change.
  public static func compare(
    old: GeneratorInput,
    new: GeneratorInput,
    names: (old: String, new: String),
    scope: Scope = .all,
    allow: SourceFile? = nil,
    documentation: Bool = false
  ) throws(GeneratorError) -> SchemaDiff {
    let list = try allow.map { file throws(GeneratorError) in try AllowList(file) }
    let before = try side(old)
    // Most commits do not touch the schema: what is the same need not be read twice.
    let after = hasSameBytes(old, new) ? before : try side(new)
    let all = ModelComparison.changes(from: before, to: after, documentation: documentation)
    let changes = try list?.rest(of: all) ?? all
    return SchemaDiff(
      old: names.old,
      new: names.new,
      changes: changes.filter { $0.severity(in: scope) != nil },
      scope: scope,
      accepted: all.count - changes.count,
      stableFile: new.stable?.path,
      experimentalFile: new.experimental?.path
    )
  }

  static func side(_ input: GeneratorInput) throws(GeneratorError) -> ReleaseModel {
    let customization = try ModelPipeline.customization(of: input)
    let model = try ModelPipeline.model(of: input, customization, isLenient: true)
    return ReleaseModel(model, try WrapperBuilder.build(model, customization, isLenient: true))
  }

  private static func hasSameBytes(_ old: GeneratorInput, _ new: GeneratorInput) -> Bool {
    [\GeneratorInput.stable, \.experimental, \.customization].allSatisfy {
      old[keyPath: $0]?.bytes == new[keyPath: $0]?.bytes
    }
  }

  /// Whether there is any change at all.
  public var isEmpty: Bool { changes.isEmpty && accepted == 0 }

  /// Whether the comparison found changes for which a build in CI should fail.
  public func fails(on condition: FailureCondition) -> Bool {
    switch condition {
    case .none: false
    case .any: !changes.isEmpty
    case .breaking: changes.contains { severity(of: $0) == .breaking }
    }
  }

  func severity(of change: Change) -> Severity { change.severity(in: scope) ?? .safe }

  func changes(_ severity: Severity) -> [Change] { changes.filter { self.severity(of: $0) == severity } }

  /// The list of all rules, for people.
  public static var rules: String {
    Rule.allCases.map { "\($0.rawValue)\n    \($0.definition.explanation)" }.joined(separator: "\n")
  }
}

extension SchemaDiff {
  /// Which of the two verdicts on a change count: whether clients break on the wire, or whether source code breaks.
  /// The raw value is what users write after `--scope`.
  public enum Scope: String, Hashable, Sendable, CaseIterable {
    case wire, source, all
  }

  /// Which changes make `codexgen diff` end with the exit code 1. The raw value is what users write after `--fail-on`.
  public enum FailureCondition: String, Hashable, Sendable, CaseIterable {
    case breaking, any, none
  }
}
