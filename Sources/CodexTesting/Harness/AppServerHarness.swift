#if os(macOS) || os(Linux)
import Foundation

/// What a test needs to start the real app-server and know everything about it: a fresh `CODEX_HOME` and workspace, the
/// configuration, the environment and the arguments.
///
/// The user's own Codex is not touched and not read. The folders are removed by `cleanUp()`, or when the harness goes:
/// keep it as long as the app-server runs, best with `defer { harness.cleanUp() }`.
///
/// Whoever starts the program must give it an empty signal mask. A child inherits that of the thread that starts it, and
/// the threads of Swift's pool block nearly all signals on Linux; then the app-server's sandbox, which waits for SIGCHLD,
/// never learns that a command has ended.
public final class AppServerHarness: Sendable {
  /// The program to start.
  public let executable: String
  /// What it is started with.
  public let arguments: [String]
  /// All of the environment it is started with, the test process's own variables included where they do no harm.
  public let environment: [String: String]
  /// A path without symbolic links, as are the others.
  public let codexHome: String
  /// A folder for the agent to work in, and to start the app-server in.
  public let workspace: String

  private let root: String

  /// - Parameters:
  ///   - binary: From `CodexBinary.locate(version:)`.
  ///   - model: The model's server; `nil` leaves Codex without a model provider that works.
  public init(binary: CodexBinary, model: ScriptedModelServer?, options: Options = Options()) throws {
    let temporary = FileManager.default.temporaryDirectory.path
    // Short, since the path of a socket below it may have no more than 104 bytes on macOS.
    root = try Self.realPath(temporary) + "/codex-" + UUID().uuidString.prefix(8)
    codexHome = root + "/codex-home"
    workspace = root + "/workspace"
    executable = binary.executable
    arguments = ["app-server"] + options.arguments
    let home = root + "/home"
    environment = Self.environment(binary: binary, codexHome: codexHome, home: home, extra: options.environment)
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: false)
    do {
      for folder in [codexHome, workspace, home] {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
      }
      let configuration = options.configuration(modelURL: model?.baseURL)
      try Data(configuration.utf8).write(to: URL(fileURLWithPath: configFile))
    } catch {
      try? FileManager.default.removeItem(atPath: root)
      throw error
    }
  }

  deinit { cleanUp() }

  /// The path of `config.toml`.
  public var configFile: String { codexHome + "/config.toml" }

  /// A path beside the workspace. Nothing is there yet, and a read-only sandbox keeps it so.
  ///
  /// It is in the system's temporary folder, to which the sandbox `workspace-write` lets commands write unless
  /// `[sandbox_workspace_write]` has `exclude_slash_tmp` and `exclude_tmpdir_env_var`.
  public func pathOutsideWorkspace(_ name: String) -> String { root + "/" + name }

  /// Removes the folders, once the app-server has ended. May be called more than once.
  public func cleanUp() { try? FileManager.default.removeItem(atPath: root) }

  private static func environment(
    binary: CodexBinary,
    codexHome: String,
    home: String,
    extra: [String: String]
  ) -> [String: String] {
    // Whatever the machine says about Codex or OpenAI (keys, base URLs, a sandbox around the tests) must not reach it.
    var environment = ProcessInfo.processInfo.environment.filter { name, _ in
      !name.hasPrefix("CODEX_") && !name.hasPrefix("OPENAI_")
    }
    environment["CODEX_HOME"] = codexHome
    environment["HOME"] = home
    environment["CODEX_APP_SERVER_DISABLE_MANAGED_CONFIG"] = "1"
    environment["RUST_LOG"] = "warn"
    // The model is on the loopback interface, where a proxy has no business.
    for name in ["NO_PROXY", "no_proxy"] { environment[name] = "127.0.0.1,localhost" }
    if let tools = binary.toolsFolder {
      environment["PATH"] = [tools, environment["PATH"] ?? "/usr/bin:/bin"].joined(separator: ":")
    }
    return environment.merging(extra) { _, extra in extra }
  }

  private static func realPath(_ path: String) throws -> String {
    guard let resolved = realpath(path, nil) else { throw SystemCallError("realpath(\(path))") }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
#endif
