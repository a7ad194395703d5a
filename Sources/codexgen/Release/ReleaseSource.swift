#if os(macOS) || os(Linux)
import CodexBinaries
import ProtocolGenerator

/// Where `pin` gets a Codex release from.
enum ReleaseSource: Hashable {
  /// The path of a Codex program, or the name of one that `PATH` has.
  case program(String)
  /// A release to download.
  case release(ReleaseName)
  /// The newest release that is no pre-release, to download.
  case latest

  /// Gets the release, and checks that its two bundles belong together.
  func release(_ session: Session) throws(Failure) -> CodexRelease {
    let location: Location
    switch self {
    case .program(let given): location = try session.workspace.program(given, session.environment)
    case .release(let name): location = try Self.download(name, session)
    case .latest:
      guard let name = try Self.releases(session).first(where: \.isFinal) else {
        throw .general("the package index has only pre-releases; give a release with '--release VERSION'")
      }
      return try ReleaseSource.release(name).release(session)
    }
    let program = CodexProgram(location: location, environment: session.environment, interrupts: session.interrupts)
    var release = try program.release()
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
    release.wheels = try wheels(of: release.version, session)
    return release
  }

  /// The hashes of the release's wheels, with which later downloads of the release are checked.
  private func wheels(of version: String, _ session: Session) throws(Failure) -> [String: String] {
    if let pinned = PinnedWheels.hashes(of: version) { return pinned }
    guard case .release = self else { return [:] }
    return try Self.fetching(version) {
      try WheelIndex.hashes(of: version, environment: session.environment, interrupts: session.interrupts)
    }
  }

  /// The releases that can be downloaded, the newest first.
  static func releases(_ session: Session) throws(Failure) -> [ReleaseName] {
    do {
      return try WheelIndex.releases(environment: session.environment, interrupts: session.interrupts)
    } catch let error as FetchError {
      throw Failure([
        "codexgen: error: \(error.problem)",
        "Check that python3 is installed, and that it can reach the package index, or the index in the variable PIP_INDEX_URL.",
      ])
    } catch is Interrupted {
      throw .interrupted
    } catch {
      throw .general("python3 cannot be run (\(Files.reason(error)))")
    }
  }

  private static func download(_ name: ReleaseName, _ session: Session) throws(Failure) -> Location {
    var progress: (@Sendable (Int) -> Void)?
    if let tell = session.tellProgress {
      progress = { megabytes in tell("codexgen: downloading Codex \(name.text): \(megabytes) MB have arrived") }
    }
    return try fetching(name.text) {
      let cache = BinaryCache(folder: try BinaryCache.folder(environment: session.environment), version: name.text)
      let executable = try cache.fetch(
        environment: session.environment,
        interrupts: session.interrupts,
        progress: progress
      )
      return Location(executable, in: session.workspace.currentFolder)
    }
  }

  /// Translates the errors of downloads into failures of the command.
  private static func fetching<Result>(_ version: String, _ body: () throws -> Result) throws(Failure) -> Result {
    do {
      return try body()
    } catch let error as FetchError {
      throw Failure([
        "codexgen: error: Codex \(version) cannot be pinned. \(error.problem)",
        "Tried: \(error.tried.joined(separator: "; ")).",
        "Check that this release exists, that python3 has pip, and that pip can reach its package index; or give a "
          + "program with '--codex PATH'.",
        Failure.nothingChanged,
      ])
    } catch is Interrupted {
      throw .interrupted
    } catch {
      throw .general("Codex \(version) cannot be downloaded (\(Files.reason(error)))")
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
#endif
