import CodexWire

/// The result of the comparison of two releases.
public struct SchemaDiff: Sendable {
  /// What messages and reports call the old release.
  public var old: String
  /// What messages and reports call the new release.
  public var new: String
  /// The changes with a verdict in the scope, without accepted changes, sorted by subject.
  var changes: [Change]
  var scope: Scope
  /// The number of changes that the allow list accepts. They are not in `changes`.
  var accepted = 0
  /// The bundle of the old release to which the pointers of changes belong.
  var oldFile: SourceFile?
  /// The bundle of the new release to which the pointers of changes belong.
  var newFile: SourceFile?
  /// The two releases, for reports that show their Swift declarations.
  var models: (old: ReleaseModel, new: ReleaseModel)?

  /// Compares two releases. Both use the same customization, so names and functions differ only where the schemas differ.
  /// Entries of the customization that do not fit a release are ignored, since the customization was written for one
  /// release only.
  ///
  /// - Parameters:
  ///   - names: What messages and reports call the two releases.
  ///   - scope: Which verdicts count.
  ///   - allow: The list of accepted changes: a JSON array of objects with the members `rule`, `subject` and `reason`.
  ///   - documentation: Whether changes of the documentation are reported too.
  ///   - severities: The severities that replace those of some rules: a JSON object with the ids of rules.
  ///
  /// If the two releases have a `module`, only what the module has is compared, for code that is generated for the module.
  /// - Throws: `GeneratorError` with all errors of the bundles, with entries of the module's settings that neither release has, or with the entries of `allow` that match no change.
  public static func compare(
    old: GeneratorInput,
    new: GeneratorInput,
    names: (old: String, new: String),
    scope: Scope = .all,
    allow: SourceFile? = nil,
    documentation: Bool = false,
    severities: SourceFile? = nil
  ) throws(GeneratorError) -> SchemaDiff {
    let severities = try severities.map { file throws(GeneratorError) in try SeverityList(file) }
    let list = try allow.map { file throws(GeneratorError) in try AllowList(file) }
    let before = try releaseModel(of: old)
    // Most commits do not change the schema, and equal input need not be read twice.
    let after = hasSameBytes(old, new) ? before : try releaseModel(of: new)
    let unknown = after.unknown.filter { entry in before.unknown.contains { $0.pointer == entry.pointer } }
    if !unknown.isEmpty { throw GeneratorError(unknown) }
    let found = ModelComparison.changes(from: before.model, to: after.model, documentation: documentation)
    let all = severities?.applied(to: found) ?? found
    let changes = try list?.removingAccepted(from: all) ?? all
    return SchemaDiff(
      old: names.old,
      new: names.new,
      changes: changes.filter { $0.severity(in: scope) != nil },
      scope: scope,
      accepted: all.count - changes.count,
      // If a release has both bundles, its model is that of the experimental bundle.
      oldFile: old.experimental ?? old.stable,
      newFile: new.experimental ?? new.stable,
      models: (before.model, after.model)
    )
  }

  /// The model of a release, or of the part of it that a module has, and the entries of the module's settings that name nothing in
  /// the release.
  static func releaseModel(
    of input: GeneratorInput
  ) throws(GeneratorError) -> (model: ReleaseModel, unknown: [Diagnostic]) {
    let settings = try input.module.map { module throws(GeneratorError) in try ModuleSettings.read(module) }
    var input = input
    if let inline = settings?.inlineCustomization { input.customization = inline }
    let customization = try ModelPipeline.customization(of: input)
    if settings?.usesSDKDefaults == false { input.defaults = nil }
    let model = try ModelPipeline.model(of: input, customization, isLenient: true)
    var wrappers = try WrapperBuilder.build(model, customization, isLenient: true)
    let schema =
      try (input.experimental ?? input.stable).map { file throws(GeneratorError) in try file.json() } ?? .null
    guard let settings else { return (ReleaseModel(model, wrappers, schema: schema), []) }
    let selection = try Selection(settings, in: model, isLenient: true)
    wrappers.wrappers.removeAll { !selection.wrappers.contains($0.method.name) }
    let part = ReleaseModel(
      selection.applied(to: model),
      wrappers,
      schema: schema,
      isOwnModule: settings.access != .public
    )
    return (part, selection.diagnostics)
  }

  private static func hasSameBytes(_ old: GeneratorInput, _ new: GeneratorInput) -> Bool {
    [\GeneratorInput.stable, \.experimental, \.customization].allSatisfy {
      old[keyPath: $0]?.bytes == new[keyPath: $0]?.bytes
    }
  }

  /// Whether the comparison found no changes at all, not even accepted ones.
  public var isEmpty: Bool { changes.isEmpty && accepted == 0 }

  /// Whether the comparison found changes for which a build in CI should fail.
  public func fails(on condition: FailureCondition) -> Bool {
    switch condition {
    case .none: false
    case .any: !changes.isEmpty
    case .breaking: changes.contains { severity(of: $0) == .breaking }
    case .risky: changes.contains { severity(of: $0) >= .risky }
    }
  }

  /// The text that `codexgen diff --rules` prints: the id and the explanation of each rule.
  public static var rules: String {
    Rule.allCases.map { "\($0.rawValue)\n    \($0.definition.explanation)" }.joined(separator: "\n")
  }

  // MARK: For reports

  func severity(of change: Change) -> Severity { change.severity(in: scope) ?? .safe }

  func changes(_ severity: Severity) -> [Change] { changes.filter { self.severity(of: $0) == severity } }

  /// The number of changes by severity, such as `2 breaking, 1 risky, 30 safe changes`, or `no changes`.
  var summary: String {
    if isEmpty { return "no changes" }
    let counts = Severity.allCases.sorted(by: >).map { "\(changes($0).count) \($0.rawValue)" }
    let text = counts.joined(separator: ", ") + " change\(changes.count == 1 ? "" : "s")"
    return accepted == 0 ? text : "\(text), \(accepted) accepted"
  }
}

extension SchemaDiff {
  /// Which verdicts on a change count. The raw value is what users write after `--scope`.
  public enum Scope: String, Hashable, Sendable, CaseIterable {
    /// Whether clients and servers of different releases understand each other's messages.
    case wire
    /// Whether programs still compile.
    case source
    /// Both verdicts.
    case all
  }

  /// Which changes make `codexgen diff` exit with code 1. The raw value is what users write after `--fail-on`.
  public enum FailureCondition: String, Hashable, Sendable, CaseIterable {
    case breaking, risky, any, none
  }
}
