#if os(macOS) || os(Linux)
import CommandLineSupport
import Foundation
import ProtocolGenerator

/// `codexgen upgrade` moves this package to another release of Codex in one step.
struct UpgradeCommand: Subcommand {
  static let removeOption = CommandOption.flag(
    "--remove-unused",
    help: """
      Removes the entries of the customization that fit nothing in the release, such as descriptions of methods that the release \
      does not have. Without this option, nothing is changed if there are such entries.
      """
  )
  private static let reportOption = CommandOption.text(
    "--report",
    "FILE",
    help: """
      Also writes a report in Markdown to FILE, for the description of a pull request: what is left to do, and what the release \
      changes. The report is also written if the upgrade is not made.
      """
  )

  static let description = CommandDescription(
    name: "upgrade",
    summary: "Moves this package to another Codex release: pins, generates, and lists what is left to do.",
    discussion: """
      Gets a release as 'pin' does, and changes all files of the package that depend on the release:
      the pinned schema, the history of releases, the generated code, the table for the property tests,
      and the version in the marked places of README.md and of the Markdown files in .github. Changes
      all of these files or none. Then lists the decisions that a program cannot make, each with the
      entry to add.
      """,
    usage: [
      [PinCommand.codexOption.description.signature],
      [PinCommand.releaseOption.description.signature],
    ].map { $0 + [removeOption.description.optional, reportOption.description.optional] },
    options: [
      PinCommand.codexOption.description, PinCommand.releaseOption.description, removeOption.description,
      reportOption.description,
    ],
    notes: [
      InputOptions.packageNote,
      "To move back, run the command with the previous release, and restore the customization with git.",
    ],
    examples: ["swift run codexgen upgrade --release latest --report report.md"]
  )

  var source: ReleaseSource
  /// Whether entries of the customization that fit nothing in the release are removed.
  var removesUnused: Bool
  /// The path of the report.
  var report: String?

  init(source: ReleaseSource, removesUnused: Bool = false, report: String? = nil) {
    self.source = source
    self.removesUnused = removesUnused
    self.report = report
  }

  init(_ arguments: Arguments) throws(UsageError) {
    source = try PinCommand.source(arguments, purpose: "to move to")
    removesUnused = try arguments.value(of: Self.removeOption)
    report = try arguments.value(of: Self.reportOption)
  }

  func run(_ session: Session) throws(Failure) -> Int32 {
    let start = ContinuousClock.now
    guard let package = session.workspace.package else {
      throw .general("there is no package to upgrade: \(session.workspace.noPackage)")
    }
    let schema = try session.workspace.schemaFolder(nil)
    let output = try session.workspace.outputFolder(nil)
    session.interrupts?.listen()
    let release = try source.release(session)
    let upgrade = try session.changing(package) { () throws(Failure) in
      // 'pin' and 'generate' lock only these folders.
      try session.changing(schema) { () throws(Failure) in
        try session.changing(output) { () throws(Failure) -> PackageUpgrade in
          let upgrade = try PackageUpgrade(
            to: release,
            of: package,
            schema: schema,
            output: output,
            mayRemove: removesUnused,
            session
          )
          try upgrade.plan?.apply(of: Self.name, isWhole: false, interrupts: session.interrupts)
          return upgrade
        }
      }
    }
    let texts = UpgradeReport(upgrade: upgrade, invocation: session.invocation)
    try write(texts.markdown, session)
    if let refusal = upgrade.refusal { throw Failure(texts.refusal(refusal)) }

    upgrade.plan?.changeList.forEach(session.tell)
    let seconds = String(format: "%.2f", (ContinuousClock.now - start) / .seconds(1))
    let isNew = upgrade.plan?.isUpToDate == false
    session.out(
      isNew
        ? "codexgen: moved to Codex \(release.version): \(texts.counts) in \(seconds) s"
        : "codexgen: this package was made for Codex \(release.version) already"
    )
    if let diff = upgrade.diff {
      session.out(diff.breakingReport(inColor: session.isTerminal))
    } else if upgrade.old != nil {
      session.err("codexgen: warning: the release cannot be compared with the release that was pinned before")
    }
    texts.text.forEach(session.out)
    return ExitCode.success
  }

  private func write(_ text: String, _ session: Session) throws(Failure) {
    guard let file = report.map(session.workspace.location) else { return }
    do {
      try Data(text.utf8).write(to: URL(fileURLWithPath: file.path))
    } catch {
      throw .file(file, "the report cannot be written (\(Files.reason(error)))")
    }
  }
}
#endif
