#if os(macOS) || os(Linux)
import CodexBinaries
import Foundation

/// The executable of a Codex release on this machine, for tests against the real app-server.
public struct CodexBinary: Hashable, Sendable {
  /// The path of the executable `codex`.
  public var executable: String
  /// The path of the folder with the programs that Codex runs, such as ripgrep. `AppServerHarness` puts the folder at
  /// the beginning of `PATH`. `nil` if the release has no such folder.
  public var toolsFolder: String?

  /// Creates a value for an executable that is on this machine already.
  public init(executable: String, toolsFolder: String? = nil) {
    self.executable = executable
    self.toolsFolder = toolsFolder
  }

  /// Finds a Codex release, and downloads the release if necessary.
  ///
  /// The environment variable `CODEX_BIN` has priority: if it is set, it must contain the path of an executable,
  /// whatever its version is. Otherwise the release is taken from the cache of the user, into which it is downloaded
  /// from PyPI first if needed (about 140 MB). Several processes can use the cache at the same time.
  ///
  /// When the download fails, later calls in the same process throw the same error for ten minutes without another attempt, and
  /// the error is printed again when the process ends, so that it stands below the failures of all tests. This applies only to
  /// calls with the environment of the process, which is the default.
  ///
  /// - Parameters:
  ///   - version: The version of the release, such as `0.163.0`. `Codex.release` is the version of the generated code.
  ///   - environment: The environment variables to read.
  /// - Throws: `CodexBinaryError`, which says what was tried and what to do.
  public static func locate(
    version: String,
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) async throws -> CodexBinary {
    if let path = environment["CODEX_BIN"], !path.isEmpty { return try given(path) }
    do {
      let cache = BinaryCache(folder: try BinaryCache.folder(environment: environment), version: version)
      let fetch = { @Sendable in try await onBlockingThread { try cache.fetch(environment: environment) } }
      let executable =
        environment == ProcessInfo.processInfo.environment
        ? try await DownloadAttempts.shared.executable(of: cache.release, fetch: fetch) : try await fetch()
      return CodexBinary(executable: executable)
    } catch let error as FetchError {
      throw CodexBinaryError(error)
    }
  }

  private static func given(_ path: String) throws -> CodexBinary {
    let executable = URL(fileURLWithPath: path).standardizedFileURL.path
    guard FileManager.default.isExecutableFile(atPath: executable) else {
      throw CodexBinaryError(
        problem: "CODEX_BIN is \"\(path)\", which is not an executable file.",
        attempts: ["the environment variable CODEX_BIN"]
      )
    }
    return CodexBinary(executable: executable)
  }

  /// Creates a value for an executable, and finds the folder `codex-path` beside its folder `bin` as in the Python
  /// wheel.
  init(executable: String) {
    let package = URL(fileURLWithPath: executable).resolvingSymlinksInPath().deletingLastPathComponent()
      .deletingLastPathComponent()
    let tools = package.appendingPathComponent("codex-path").path
    self.init(executable: executable, toolsFolder: FileManager.default.fileExists(atPath: tools) ? tools : nil)
  }
}

/// The reason why no Codex release was found.
public struct CodexBinaryError: Error, Hashable, CustomStringConvertible {
  /// A sentence that says what failed.
  public var problem: String
  /// The places that were tried, in order.
  public var attempts: [String]

  init(problem: String, attempts: [String]) {
    self.problem = problem
    self.attempts = attempts
  }

  /// The error of a download.
  init(_ error: FetchError) {
    self.init(problem: error.problem, attempts: ["CODEX_BIN (not set)"] + error.tried)
  }

  public var description: String {
    """
    \(problem)
    Tried: \(attempts.joined(separator: "; ")).
    Either set CODEX_BIN to the path of a codex executable, or make sure that python3 with pip is installed and can \
    reach its package index, so that the release can be downloaded once.
    """
  }
}

/// Runs blocking work on a thread outside of the pool of Swift concurrency.
private func onBlockingThread<Result: Sendable>(
  _ work: @escaping @Sendable () throws -> Result
) async throws -> Result {
  try await withCheckedThrowingContinuation { continuation in
    DispatchQueue.global().async { continuation.resume(with: Swift.Result { try work() }) }
  }
}
#endif
