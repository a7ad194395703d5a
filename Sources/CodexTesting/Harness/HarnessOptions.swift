#if os(macOS) || os(Linux)
import CodexProtocol
import Foundation

extension AppServerHarness {
  /// The contents of `config.toml`, and additional arguments and environment variables of the app-server.
  public struct Options: Sendable {
    /// The model of threads that are started without a `model:` argument.
    public var model = "mock-model"
    /// The approval policy of threads that are started without one: `untrusted`, `on-request` or `never`. With `nil`,
    /// the default of Codex applies.
    public var approvalPolicy: String? = "never"
    /// The sandbox of threads that are started without one. With `nil`, the default of Codex applies.
    public var sandbox: SandboxMode? = .readOnly
    /// TOML key-value pairs for the top level of `config.toml`. Tables belong into `configurationTables`.
    public var configurationKeys = ""
    /// TOML tables for the end of `config.toml`, such as `[features]` with its keys.
    public var configurationTables = ""
    /// Additional environment variables of the app-server. They replace variables of the same name.
    public var environment: [String: String] = [:]
    /// Additional command-line arguments, which follow the argument `app-server`.
    public var arguments: [String] = []

    /// Creates the default options: the policy `never` in the sandbox `read-only`.
    public init() {}

    /// Returns the text of `config.toml`. Without a base URL, the text configures no model provider.
    func configuration(modelURL: String?) -> String {
      var lines = ["model = \(Self.quoted(model))"]
      if let approvalPolicy { lines.append("approval_policy = \(Self.quoted(approvalPolicy))") }
      if let sandbox { lines.append("sandbox_mode = \(Self.quoted(sandbox.rawValue))") }
      if modelURL != nil { lines.append("model_provider = \"mock_provider\"") }
      if !configurationKeys.isEmpty { lines.append(configurationKeys) }
      if let modelURL {
        lines += [
          "", "[model_providers.mock_provider]", "name = \"Scripted model\"", "base_url = \(Self.quoted(modelURL))",
          "wire_api = \"responses\"", "request_max_retries = 0", "stream_max_retries = 0",
          "supports_websockets = false",
        ]
      }
      if !configurationTables.isEmpty { lines += ["", configurationTables] }
      return lines.joined(separator: "\n") + "\n"
    }

    private static func quoted(_ text: String) -> String {
      "\"" + text.replacingOccurrences(of: "\\", with: "\\\\").replacingOccurrences(of: "\"", with: "\\\"") + "\""
    }
  }
}
#endif
