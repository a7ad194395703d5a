#if os(macOS) || os(Linux)
import Foundation

/// An isolated environment in which a test runs the real app-server: a new `CODEX_HOME`, a new workspace, a
/// configuration file, environment variables and command-line arguments.
///
/// The Codex installation and configuration of the user are neither read nor changed. `cleanUp()` removes the folders,
/// and so does the deinitializer: keep the harness while the app-server runs, for example with `defer {
/// harness.cleanUp() }`.
///
/// `Codex(configuration: harness.configuration)` starts the app-server. If you start the executable yourself, start it
/// with an empty signal mask. A child process inherits the signal mask of the thread that starts it, and on Linux the
/// threads of Swift concurrency block nearly all signals. The sandbox of the app-server waits for SIGCHLD; with SIGCHLD
/// blocked, the sandbox would never notice that a command has ended.
public final class AppServerHarness: Sendable {
  /// The path of the executable to start.
  public let executable: String
  /// The command-line arguments for the executable.
  public let arguments: [String]
  /// The complete environment for the executable.
  ///
  /// The environment contains the variables of the test process, except those whose name begins with `CODEX_` or
  /// `OPENAI_`.
  public let environment: [String: String]
  /// The path of the folder `CODEX_HOME`, without symbolic links.
  public let codexHome: String
  /// The path of the folder in which the agent works and in which the app-server is started, without symbolic links.
  public let workspace: String

  private let root: String

  /// Creates the folders and the configuration file.
  ///
  /// - Parameters:
  ///   - binary: The Codex release, from `CodexBinary.locate(version:environment:)`.
  ///   - model: The scripted model; `nil` to configure no model provider.
  ///   - options: The settings of the configuration file, and additional arguments and environment variables.
  /// - Throws: An error of the file system.
  public init(binary: CodexBinary, model: ScriptedModelServer?, options: Options = Options()) throws {
    let temporary = FileManager.default.temporaryDirectory.path
    // The name is short, since the path of a socket in the folder may have at most 104 bytes on macOS.
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

  /// Returns the path of a file outside of the workspace. The file does not exist yet.
  ///
  /// The path is in the system's temporary folder. The sandbox `read-only` denies writing there. The sandbox
  /// `workspace-write` allows writing there, unless the table `[sandbox_workspace_write]` sets `exclude_slash_tmp` and
  /// `exclude_tmpdir_env_var`.
  public func pathOutsideWorkspace(_ name: String) -> String { root + "/" + name }

  /// Removes the folders. Call this function after the app-server has ended. Later calls have no effect.
  public func cleanUp() { try? FileManager.default.removeItem(atPath: root) }

  private static func environment(
    binary: CodexBinary,
    codexHome: String,
    home: String,
    extra: [String: String]
  ) -> [String: String] {
    // Keys, base URLs and other settings for Codex or OpenAI on this machine must not reach the app-server.
    var environment = ProcessInfo.processInfo.environment.filter { name, _ in
      !name.hasPrefix("CODEX_") && !name.hasPrefix("OPENAI_")
    }
    environment["CODEX_HOME"] = codexHome
    environment["HOME"] = home
    environment["CODEX_APP_SERVER_DISABLE_MANAGED_CONFIG"] = "1"
    environment["RUST_LOG"] = "warn"
    // The scripted model is on the loopback interface, which must not be reached through a proxy.
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
