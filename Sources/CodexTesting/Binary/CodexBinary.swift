#if os(macOS) || os(Linux)
import CodexBinaries
import Foundation

/// A Codex release on this machine, for tests against the real app-server.
public struct CodexBinary: Hashable, Sendable {
  /// The program `codex`.
  public var executable: String
  /// The folder with the programs that Codex calls (ripgrep), which belongs in front of `PATH`; `nil` when the release
  /// was not unpacked by us and has none beside it.
  public var toolsFolder: String?

  public init(executable: String, toolsFolder: String? = nil) {
    self.executable = executable
    self.toolsFolder = toolsFolder
  }

  /// The release `version`: from the environment variable `CODEX_BIN`, else from the cache, else from PyPI into the cache.
  ///
  /// The cache is shared by all processes of a user and safe for several at once. The first download is about 140 MB.
  ///
  /// - Throws: `CodexBinaryError`, which says what was tried and what to do.
  public static func locate(
    version: String,
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) async throws -> CodexBinary {
    if let path = environment["CODEX_BIN"], !path.isEmpty { return try given(path) }
    do {
      let cache = BinaryCache(folder: try BinaryCache.folder(environment: environment), version: version)
      return CodexBinary(executable: try await onBlockingThread { try cache.fetch(environment: environment) })
    } catch let error as FetchError {
      throw CodexBinaryError(problem: error.problem, tried: ["CODEX_BIN (not set)"] + error.tried)
    }
  }

  private static func given(_ path: String) throws -> CodexBinary {
    let executable = URL(fileURLWithPath: path).standardizedFileURL.path
    guard FileManager.default.isExecutableFile(atPath: executable) else {
      throw CodexBinaryError(
        problem: "CODEX_BIN is \"\(path)\", which is no executable file.",
        tried: ["the environment variable CODEX_BIN"]
      )
    }
    return CodexBinary(executable: executable)
  }

  /// With the tools that the release brings, when it still has the layout of the wheel: `bin/codex` beside `codex-path`.
  init(executable: String) {
    let package = URL(fileURLWithPath: executable).resolvingSymlinksInPath().deletingLastPathComponent()
      .deletingLastPathComponent()
    let tools = package.appendingPathComponent("codex-path").path
    self.init(executable: executable, toolsFolder: FileManager.default.fileExists(atPath: tools) ? tools : nil)
  }
}

/// Why there is no Codex to test against.
public struct CodexBinaryError: Error, Hashable, CustomStringConvertible {
  public var problem: String
  /// What was tried, in order.
  public var tried: [String]

  public var description: String {
    """
    \(problem)
    Tried: \(tried.joined(separator: "; ")).
    Either set CODEX_BIN to the path of a codex executable, or make sure that python3 with pip is installed and reaches \
    its package index, so that the release can be fetched once.
    """
  }
}

/// Runs blocking work on a thread that Swift concurrency does not need.
private func onBlockingThread<Result: Sendable>(
  _ work: @escaping @Sendable () throws -> Result
) async throws -> Result {
  try await withCheckedThrowingContinuation { continuation in
    DispatchQueue.global().async { continuation.resume(with: Swift.Result { try work() }) }
  }
}
#endif
