/// The environment variables of this process that the server's process inherits.
///
/// The default is `.all`, because Codex and the tools that it runs need variables which the SDK cannot know: `PATH` and `HOME`,
/// `CODEX_HOME` with the folder of the configuration and credentials, keys of model providers such as `OPENAI_API_KEY` and the
/// variables that `config.toml` names, `SSL_CERT_FILE` and proxies such as `HTTPS_PROXY`, `RUST_LOG`, and whatever compilers,
/// package managers and other commands of the agent read.
///
/// Beside the inherited variables, the server's process has these:
/// - The variables of `CodexConfiguration.environment`, which replace inherited variables of the same name.
/// - `CODEX_SWIFT_SDK_SESSION`, by which the SDK finds processes that the server has left behind.
/// - `PATH`, with the folder `codex-path` in front when the folder exists beside the program. An unpacked release has
///   tools there that Codex needs.
///
/// The commands that the agent runs inherit the server's variables, as far as the setting `shell_environment_policy` of
/// `config.toml` lets them. So a secret that this process has in its environment and that the agent must not see should be
/// left out here.
public enum InheritedEnvironment: Hashable, Sendable {
  /// All variables.
  case all
  /// All variables except those with the given names.
  case allExcept(Set<String>)
  /// Only the variables with the given names. A variable that this process does not have is left out.
  case only(Set<String>)
  /// No variables.
  case none

  /// The variables of an environment that are inherited.
  func variables(of environment: [String: String]) -> [String: String] {
    switch self {
    case .all: environment
    case .allExcept(let names): environment.filter { !names.contains($0.key) }
    case .only(let names): environment.filter { names.contains($0.key) }
    case .none: [:]
    }
  }
}
