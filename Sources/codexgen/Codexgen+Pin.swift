import CodexBinaries
import ProtocolGenerator

extension Codexgen {
  /// Pins a release in a folder, all of it or nothing, and tells what that changes.
  static func pin(
    _ options: PinOptions,
    _ workspace: Workspace,
    _ environment: [String: String],
    _ interrupts: Interrupts?,
    _ isTerminal: Bool,
    _ out: (String) -> Void,
    _ err: (String) -> Void
  ) throws(Failure) {
    let folder = try workspace.schemaFolder(options.schema)
    // From here until all is written: what is left to do after that may be cut off.
    interrupts?.listen()
    let release = try release(options.source, workspace, environment, interrupts)
    let before = try SchemaFolder(folder)
    let plan = before.plan(release)
    do { try interrupts?.check() } catch { throw .interrupted }
    try plan.apply(of: .pin, into: .schema)
    interrupts?.stopListening()

    let place = "Codex \(release.version) in \(folder.shown)"
    out(plan.isUpToDate ? "codexgen: \(place) was pinned already" : "codexgen: pinned \(place)")
    guard before.hasBundles else {
      return out("codexgen: nothing was pinned here before, so there is no change to tell")
    }
    do {
      let diff = try before.diff(to: release)
      out(diff.breakingReport(inColor: isTerminal))
      if !diff.isEmpty { out(nextSteps(options).joined(separator: "\n")) }
    } catch {
      err("codexgen: warning: what changed since the last pin cannot be told:")
      tell(error, to: err)
    }
  }

  /// The release, once its two bundles are known to belong together.
  private static func release(
    _ source: PinOptions.Source,
    _ workspace: Workspace,
    _ environment: [String: String],
    _ interrupts: Interrupts?
  ) throws(Failure) -> CodexRelease {
    let location: Location
    switch source {
    case .program(let given): location = try workspace.program(given, environment)
    case .release(let version): location = try fetched(version, workspace, environment, interrupts)
    }
    let release = try CodexProgram(location: location, environment: environment, interrupts: interrupts).release()
    if case .release(let version) = source, version.text != release.version {
      throw .general(
        "the program that was fetched as Codex \(version.text), '\(location.shown)', says that it is \(release.version); "
          + "delete it so that it is fetched again, or give another with '--codex PATH'"
      )
    }
    do {
      try release.check()
    } catch {
      var lines = ["codexgen: error: what '\(location.shown)' writes cannot be pinned:"]
      tell(error) { lines.append($0) }
      throw Failure(lines + [Failure.nothingChanged])
    }
    return release
  }

  private static func fetched(
    _ version: ReleaseVersion,
    _ workspace: Workspace,
    _ environment: [String: String],
    _ interrupts: Interrupts?
  ) throws(Failure) -> Location {
    do {
      let cache = BinaryCache(folder: try BinaryCache.folder(environment: environment), version: version.text)
      let executable = try cache.fetch(environment: environment, interrupts: interrupts)
      return Location(executable, in: workspace.currentFolder)
    } catch let error as FetchError {
      throw Failure([
        "codexgen: error: Codex \(version.text) cannot be pinned. \(error.problem)",
        "Tried: \(error.tried.joined(separator: "; ")).",
        "See that there is such a release and that python3 has pip and reaches its package index, or give a program with "
          + "'--codex PATH'.",
        Failure.nothingChanged,
      ])
    } catch is Interrupted {
      throw .interrupted
    } catch {
      throw .general("Codex \(version.text) cannot be fetched (\(Files.reason(error)))")
    }
  }

  /// The first few lines of an error: two bundles that do not belong together disagree about everything.
  private static func tell(_ error: GeneratorError, to tell: (String) -> Void) {
    let most = 10
    for diagnostic in error.diagnostics.prefix(most) { tell("  \(diagnostic.description)") }
    if error.diagnostics.count > most { tell("  and \(error.diagnostics.count - most) more") }
  }

  private static func nextSteps(_ options: PinOptions) -> [String] {
    let diff =
      ["swift", "run", "codexgen", "diff", "git:HEAD", "pin"] + (options.schema.map { ["--schema", $0] } ?? [])
    let command = diff.map(shellQuoted).joined(separator: " ")
    return ["", "All changes since the last commit: \(command)"]
      + (options.schema == nil ? ["The Swift for them: swift run codexgen generate"] : [])
  }
}
