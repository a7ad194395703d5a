#if os(macOS) || os(Linux)
import CommandLineSupport
import ProtocolGenerator

/// `codexgen diff` compares two releases of the schema.
struct DiffCommand: Subcommand {
  enum Action: Hashable {
    case compare(DiffOptions)
    /// `--rules`
    case listRules
  }

  static let description = CommandDescription(
    name: "diff",
    summary: "Compares two releases, and shows which changes break clients or source code.",
    discussion: """
      Compares two releases. For each change, shows whether it breaks the communication of existing
      clients with the server, and whether it breaks source code that uses the generated code.
      """,
    usage: [["OLD", "NEW"] + comparisonOptions.map(\.optional), [rulesOption.description.signature]],
    operands: OperandsDescription(
      "OLD and NEW are each one of:",
      [
        ("FILE", "A JSON Schema bundle; '-' stands for standard input."),
        (
          "DIR",
          """
          A folder with stable.json and experimental.json, or app-server.stable.json and app-server.experimental.json.
          """
        ),
        ("pin", "The pinned bundles."),
        ("git:COMMIT", "The bundles that were pinned at this git commit."),
      ]
    ),
    options: comparisonOptions + [rulesOption.description],
    notes: [InputOptions.packageNote],
    examples: ["swift run codexgen diff git:HEAD~1 pin --format markdown"]
  )

  var action: Action

  init(_ action: Action) { self.action = action }

  init(_ arguments: Arguments) throws(UsageError) {
    if try arguments.value(of: Self.rulesOption) {
      guard arguments.operands.isEmpty, arguments.givenOptions == [Self.rulesOption.name] else {
        throw arguments.failure("'--rules' lists the rules, and cannot be combined with other arguments")
      }
      action = .listRules
    } else {
      action = .compare(try DiffOptions(arguments))
    }
  }

  func run(_ session: Session) throws(Failure) -> Int32 {
    switch action {
    case .listRules:
      session.out(SchemaDiff.rules)
      return ExitCode.success
    case .compare(let options): return try compare(options, session)
    }
  }

  private func compare(_ options: DiffOptions, _ session: Session) throws(Failure) -> Int32 {
    let workspace = session.workspace
    let (old, new) = try workspace.diffInputs(options)
    let operands = options.reverse ? (options.new, options.old) : (options.old, options.new)
    let names = (try Self.name(operands.0, old), try Self.name(operands.1, new))
    let allow = try options.allow.map { path throws(Failure) in try workspace.allowList(path) }
    let severities = try options.severities.map { path throws(Failure) in try workspace.severityList(path) }
    let diff: SchemaDiff
    do {
      diff = try SchemaDiff.compare(
        old: old,
        new: new,
        names: names,
        scope: options.scope,
        allow: allow,
        documentation: options.documentation,
        severities: severities
      )
    } catch {
      throw Failure(error, in: old.files + new.files + [allow, severities].compactMap(\.self))
    }
    if options.versionBump {
      session.out(diff.versionBumpReport(as: options.format == .json ? .json : .text))
      return diff.fails(on: options.failOn) ? ExitCode.differences : ExitCode.success
    }
    session.out(
      diff.report(
        as: options.format,
        inColor: session.isTerminal,
        includingSafe: options.safe,
        failingOn: options.failOn
      )
    )
    return diff.fails(on: options.failOn) ? ExitCode.differences : ExitCode.success
  }

  /// What reports call a release: the operand and, if a `pin.json` is beside the bundles, the version of Codex.
  private static func name(_ operand: ReleaseOperand, _ input: GeneratorInput) throws(Failure) -> String {
    guard let pin = input.pin else { return operand.text }
    do {
      return "\(operand.text) (Codex \(try Pin.read(pin).codex))"
    } catch {
      throw Failure(error, in: [pin])
    }
  }
}

/// Which releases `diff` compares, and how it reports the changes.
struct DiffOptions: Hashable {
  var old: ReleaseOperand
  var new: ReleaseOperand
  var format = SchemaDiff.Format.text
  var failOn = SchemaDiff.FailureCondition.breaking
  var scope = SchemaDiff.Scope.all
  /// The path of a file with accepted changes.
  var allow: String?
  /// The path of a file with severities of rules.
  var severities: String?
  var customization: CustomizationOption?
  /// The folder whose bundles `pin` and `git:COMMIT` stand for. `nil` stands for the package's own.
  var schema: String?
  var stableOnly = false
  /// Compares in the other direction: how a client of the new release works with a server of the old release.
  var reverse = false
  /// Whether changes of documentation are reported too.
  var documentation = false
  /// The path of the settings of a module: only what the module has is compared.
  var config: String?
  /// Whether the format for GitHub annotates safe changes too.
  var safe = false
  /// Whether only the versions to raise are printed, instead of the changes.
  var versionBump = false
}

extension DiffOptions {
  fileprivate init(_ arguments: Arguments) throws(UsageError) {
    let operands = arguments.operands
    guard operands.count == 2 else {
      let found = operands.isEmpty ? "found none" : "found \(quotedList(operands))"
      throw arguments.failure("'diff' compares two releases, OLD and NEW; \(found)")
    }
    self.init(
      old: ReleaseOperand(operands[0]),
      new: ReleaseOperand(operands[1]),
      format: try arguments.value(of: DiffCommand.formatOption),
      failOn: try arguments.value(of: DiffCommand.failOnOption),
      scope: try arguments.value(of: DiffCommand.scopeOption),
      allow: try arguments.value(of: DiffCommand.allowOption),
      severities: try arguments.value(of: DiffCommand.severitiesOption),
      customization: try arguments.value(of: InputOptions.customizationOption),
      schema: try arguments.value(of: DiffCommand.schemaOption),
      stableOnly: try arguments.value(of: DiffCommand.stableOnlyOption),
      reverse: try arguments.value(of: DiffCommand.reverseOption),
      documentation: try arguments.value(of: DiffCommand.documentationOption),
      config: try arguments.value(of: DiffCommand.configOption),
      safe: try arguments.value(of: DiffCommand.safeOption),
      versionBump: try arguments.value(of: DiffCommand.versionBumpOption)
    )
    if versionBump {
      guard format == .text || format == .json else {
        throw arguments.failure(
          "'--version-bump' has the formats 'text' and 'json'; leave '--format \(format.rawValue)' out"
        )
      }
      // Somebody who asks for the version to raise gets an answer for a breaking change, too, and no failure.
      if !arguments.isGiven(DiffCommand.failOnOption) { failOn = .none }
    }
    if config != nil, customization != nil {
      throw arguments.failure("the config says which customization to use; leave '--customization' out")
    }
  }
}

// MARK: Options

extension DiffCommand {
  fileprivate static let formatOption = CommandOption.choice(
    "--format",
    noun: "format",
    default: SchemaDiff.Format.text,
    help: "The format of the output: "
      + SchemaDiff.Format.allCases.map { "'\($0.rawValue)' \($0.purpose)" }.joined(separator: ", ") + "."
  )
  fileprivate static let failOnOption = CommandOption.choice(
    "--fail-on",
    noun: "limit",
    default: SchemaDiff.FailureCondition.breaking,
    help: "The changes for which the exit code is 1."
  )
  fileprivate static let scopeOption = CommandOption.choice(
    "--scope",
    noun: "scope",
    default: SchemaDiff.Scope.all,
    help: """
      What is checked: 'wire' is the communication of existing clients with the server, 'source' is source code that uses \
      the generated code.
      """
  )
  fileprivate static let allowOption = CommandOption.text(
    "--allow",
    "FILE",
    help: """
      A JSON file with the changes that are accepted: [{"rule": "…", "subject": "…", "reason": "…"}]. An entry that \
      matches no change is an error.
      """
  )
  fileprivate static let severitiesOption = CommandOption.text(
    "--severities",
    "FILE",
    help: """
      A JSON file with severities that replace those of rules: {"RULE": "safe|risky|breaking|off"}, or, to set only one \
      verdict, {"RULE": {"wire": "…"}} or {"RULE": {"source": "…"}}.
      """
  )
  fileprivate static let schemaOption = CommandOption.text(
    "--schema",
    "DIR",
    default: "the package's schema",
    help: "The folder whose bundles 'pin' and 'git:COMMIT' stand for."
  )
  fileprivate static let stableOnlyOption = CommandOption.flag(
    "--stable-only",
    help: "Compares only the stable API."
  )
  fileprivate static let reverseOption = CommandOption.flag(
    "--reverse",
    help: "Exchanges OLD and NEW, to show how a client of NEW works with a server of OLD."
  )
  fileprivate static let documentationOption = CommandOption.flag(
    "--documentation",
    help: "Reports changes of documentation too."
  )
  fileprivate static let configOption = CommandOption.text(
    "--config",
    "FILE",
    help: """
      Compares only what the module with the settings in FILE (codexgen.json) has, and judges source code that uses this \
      module.
      """
  )
  fileprivate static let safeOption = CommandOption.flag(
    "--safe",
    help: "With '--format github', annotates safe changes too."
  )
  fileprivate static let versionBumpOption = CommandOption.flag(
    "--version-bump",
    help: """
      Prints, instead of the changes, which version to raise for the generated API and for the wire: 'major' for a breaking \
      change, 'minor' for an addition or a risky change, otherwise 'patch'. The formats are 'text' and 'json', and \
      '--fail-on' is 'none' unless it is given.
      """
  )
  fileprivate static let rulesOption = CommandOption.flag(
    "--rules",
    help: "Lists the rules by which changes are judged, with an explanation of each."
  )

  private static let comparisonOptions = [
    formatOption.description, failOnOption.description, scopeOption.description, allowOption.description,
    severitiesOption.description,
    InputOptions.customizationOption.description, schemaOption.description, stableOnlyOption.description,
    reverseOption.description, documentationOption.description, configOption.description, safeOption.description,
    versionBumpOption.description,
  ]
}
#endif
