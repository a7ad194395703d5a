#if os(macOS) || os(Linux)
import CodexProtocol
import Foundation

extension AppServerHarness {
  /// What goes into the `config.toml` of a fresh `CODEX_HOME`, and to the app-server.
  public struct Options: Sendable {
    /// Of new threads that do not say otherwise.
    public var model = "mock-model"
    /// Of new threads that do not say otherwise: `untrusted`, `on-request` or `never`; `nil` leaves it to Codex.
    public var approvalPolicy: String? = "never"
    /// Of new threads that do not say otherwise; `nil` leaves it to Codex.
    public var sandbox: SandboxMode? = .readOnly
    /// TOML for the top level: keys, without tables.
    public var settings = ""
    /// TOML for the end of the file: tables such as `[features]`.
    public var tables = ""
    /// More variables for the app-server's environment; an empty value is passed on as it is.
    public var environment: [String: String] = [:]
    /// More arguments for the app-server, after `app-server`.
    public var arguments: [String] = []

    public init() {}

    /// The text of `config.toml`. Without a base URL no model provider is configured.
    func configuration(modelURL: String?) -> String {
      var lines = ["model = \(Self.quoted(model))"]
      if let approvalPolicy { lines.append("approval_policy = \(Self.quoted(approvalPolicy))") }
      if let sandbox { lines.append("sandbox_mode = \(Self.quoted(sandbox.rawValue))") }
      if modelURL != nil { lines.append("model_provider = \"mock_provider\"") }
      if !settings.isEmpty { lines.append(settings) }
      if let modelURL {
        lines += [
          "", "[model_providers.mock_provider]", "name = \"Scripted model\"", "base_url = \(Self.quoted(modelURL))",
          "wire_api = \"responses\"", "request_max_retries = 0", "stream_max_retries = 0",
          "supports_websockets = false",
        ]
      }
      if !tables.isEmpty { lines += ["", tables] }
      return lines.joined(separator: "\n") + "\n"
    }

    private static func quoted(_ text: String) -> String {
      "\"" + text.replacingOccurrences(of: "\\", with: "\\\\").replacingOccurrences(of: "\"", with: "\\\"") + "\""
    }
  }
}
#endif
