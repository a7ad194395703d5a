import CodexBinaries
import ProtocolGenerator

/// Where `pin` gets a Codex release from.
enum ReleaseSource: Hashable {
  /// The path of a Codex program, or the name of one that `PATH` has.
  case program(String)
  /// A release to download.
  case release(ReleaseName)

  /// Gets the release, and checks that its two bundles belong together.
  func release(_ session: Session) throws(Failure) -> CodexRelease {
    let location: Location
    switch self {
    case .program(let given): location = try session.workspace.program(given, session.environment)
    case .release(let name): location = try Self.download(name, session)
    }
    let program = CodexProgram(location: location, environment: session.environment, interrupts: session.interrupts)
    let release = try program.release()
    if case .release(let name) = self, name.text != release.version {
      throw .general(
        "the program that was downloaded as Codex \(name.text), '\(location.shown)', prints the version "
          + "\(release.version); delete it so that it is downloaded again, or give another program with '--codex PATH'"
      )
    }
    do {
      try release.check()
    } catch {
      let problem = "codexgen: error: the schema that '\(location.shown)' writes cannot be pinned:"
      throw Failure([problem] + error.firstLines + [Failure.nothingChanged])
    }
    return release
  }

  private static func download(_ name: ReleaseName, _ session: Session) throws(Failure) -> Location {
    do {
      let cache = BinaryCache(folder: try BinaryCache.folder(environment: session.environment), version: name.text)
      let executable = try cache.fetch(environment: session.environment, interrupts: session.interrupts)
      return Location(executable, in: session.workspace.currentFolder)
    } catch let error as FetchError {
      throw Failure([
        "codexgen: error: Codex \(name.text) cannot be pinned. \(error.problem)",
        "Tried: \(error.tried.joined(separator: "; ")).",
        "Check that this release exists, that python3 has pip, and that pip can reach its package index; or give a "
          + "program with '--codex PATH'.",
        Failure.nothingChanged,
      ])
    } catch is Interrupted {
      throw .interrupted
    } catch {
      throw .general("Codex \(name.text) cannot be downloaded (\(Files.reason(error)))")
    }
  }
}

extension GeneratorError {
  /// The first ten diagnostics, indented, since two bundles of different releases differ in thousands of places.
  var firstLines: [String] {
    let limit = 10
    let more = diagnostics.count - limit
    return diagnostics.prefix(limit).map { "  \($0.description)" } + (more > 0 ? ["  and \(more) more"] : [])
  }
}
