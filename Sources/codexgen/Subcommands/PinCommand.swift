#if os(macOS) || os(Linux)
import CodexBinaries
import CommandLineSupport
import ProtocolGenerator

/// `codexgen pin` replaces the pinned schema by that of another Codex release.
struct PinCommand: Subcommand {
  static let codexOption = CommandOption.text(
    "--codex",
    "PATH",
    help: "The Codex program to run. A name without a folder is also searched for in PATH."
  )
  static let releaseOption = CommandOption<ReleaseSource?>.custom(
    "--release",
    "VERSION|latest",
    default: nil,
    help: """
      The release to download with pip, such as 0.163.0 or 0.137.0-alpha.4; 'latest' is the newest release that is no \
      pre-release. The release is kept in the cache folder of codex-swift, and is not downloaded again.
      """
  ) { text throws(InvalidValue) in
    if text == "latest" { return .latest }
    if let name = ReleaseName(text) { return .release(name) }
    throw InvalidValue(
      "'\(text)' is no release of Codex; give all numbers of its version, such as '0.163.0' or '0.137.0-alpha.4', or 'latest'"
    )
  }
  private static let listOption = CommandOption.flag(
    "--list",
    help: "Lists the releases that can be downloaded, the newest first. Pins nothing."
  )
  private static let schemaOption = CommandOption.text(
    "--schema",
    "DIR",
    default: "the package's schema",
    help: "The folder to write to, such as the folder of a target. It is created if it does not exist."
  )

  static let description = CommandDescription(
    name: "pin",
    summary: "Replaces the pinned schema by that of another Codex release, and shows what changes.",
    discussion: """
      Runs a Codex program to get its version and its schema, and writes them to app-server.stable.json,
      app-server.experimental.json and pin.json: all three files or none. Then shows what changed since
      the release that was pinned before.
      """,
    usage: [
      [codexOption.description.signature, schemaOption.description.optional],
      [releaseOption.description.signature, schemaOption.description.optional],
      [listOption.description.signature],
    ],
    options: [
      codexOption.description, releaseOption.description, schemaOption.description, listOption.description,
    ],
    notes: [
      InputOptions.packageNote,
      """
      The Codex program runs with an empty CODEX_HOME, so that the schema does not depend on the
      configuration of this computer. Nothing is pinned unless the program ends with exit code 0, prints
      its version and writes two bundles of one release, where the experimental bundle includes all of
      the stable bundle. Pinning the same release again gives the same bytes, except with Codex up to
      0.144.4, which writes its schema in a different order each time.
      """,
      """
      With '--release', pin.json also gets the SHA-256 hashes of the release's wheels. Downloads of the
      release that this package pins are checked with these hashes.
      """,
    ],
    examples: ["swift run codexgen pin --release 0.163.0"]
  )

  /// `nil` for a list of the releases.
  var source: ReleaseSource?
  /// The path of the folder to write to. `nil` stands for the package's own.
  var schema: String?

  init(source: ReleaseSource?, schema: String? = nil) {
    self.source = source
    self.schema = schema
  }

  init(_ arguments: Arguments) throws(UsageError) {
    schema = try arguments.value(of: Self.schemaOption)
    if try arguments.value(of: Self.listOption) {
      let others = [arguments.isGiven(Self.codexOption), arguments.isGiven(Self.releaseOption), schema != nil]
      if others.contains(true) { throw arguments.failure("'--list' pins nothing, and takes no other options") }
      return
    }
    source = try Self.source(arguments, purpose: "to pin")
  }

  /// Reads the options that say which release is meant.
  ///
  /// - Parameter purpose: What the command does with the release, for the error message.
  static func source(_ arguments: Arguments, purpose: String) throws(UsageError) -> ReleaseSource {
    switch (try arguments.value(of: codexOption), try arguments.value(of: releaseOption)) {
    case (let path?, nil): return .program(path)
    case (nil, let release?): return release
    case (nil, nil):
      throw arguments.failure(
        "the release \(purpose) is missing; give a program with '--codex PATH' or a release with '--release VERSION'"
      )
    case (_?, _?): throw arguments.failure("'--codex' and '--release' cannot be combined; leave one out")
    }
  }

  func run(_ session: Session) throws(Failure) -> Int32 {
    guard let source else { return try list(session) }
    let folder = try session.workspace.schemaFolder(schema)
    // A signal cleans up from here until the files are written. The comparison after that can be stopped at any time.
    session.interrupts?.listen()
    let release = try source.release(session)
    let (before, plan) = try session.changing(folder) { () throws(Failure) in
      let before = try SchemaFolder(folder)
      let plan = try before.plan(release)
      try plan.apply(of: Self.name, into: Self.schemaOption.name, interrupts: session.interrupts)
      return (before, plan)
    }

    let place = "Codex \(release.version) in \(folder.shown)"
    plan.changeList.forEach(session.tell)
    session.out(plan.isUpToDate ? "codexgen: \(place) was pinned already" : "codexgen: pinned \(place)")
    reportChanges(from: before, to: release, session)
    return ExitCode.success
  }

  private func list(_ session: Session) throws(Failure) -> Int32 {
    let releases = try ReleaseSource.releases(session)
    let cached =
      (try? BinaryCache.folder(environment: session.environment)).map { CacheContents(folder: $0).entries } ?? []
    for name in releases.map(\.text) {
      let notes = [
        name == PinnedWheels.version ? "pinned by this package" : nil,
        cached.contains { $0.name == name } ? "downloaded" : nil,
      ].compactMap(\.self)
      session.out(notes.isEmpty ? name : "\(name)  \(notes.joined(separator: ", "))")
    }
    return ExitCode.success
  }

  private func reportChanges(from before: SchemaFolder, to release: CodexRelease, _ session: Session) {
    guard before.hasBundles else {
      return session.out("codexgen: no release was pinned in this folder before, so there are no changes to show")
    }
    do {
      let diff = try before.diff(to: release)
      session.out(diff.breakingReport(inColor: session.isTerminal))
      if !diff.isEmpty { session.out(session.invocation.adapting(nextSteps.joined(separator: "\n"))) }
    } catch {
      session.err("codexgen: warning: the release cannot be compared with the release that was pinned before:")
      error.firstLines.forEach(session.err)
    }
  }

  private var nextSteps: [String] {
    let diff = ["swift", "run", "codexgen", "diff", "git:HEAD", "pin"] + (schema.map { ["--schema", $0] } ?? [])
    let command = diff.map(shellQuoted).joined(separator: " ")
    let generate = "To generate the Swift code for this release, run: swift run codexgen generate"
    return ["", "To see all changes since the last commit, run: \(command)"] + (schema == nil ? [generate] : [])
  }
}
#endif
