#if os(macOS) || os(Linux)
import CodexTesting
import Foundation
import Testing

@Suite("App-server harness")
struct AppServerHarnessTests {
  private static let binary = CodexBinary(executable: "/opt/codex/bin/codex", toolsFolder: "/opt/codex/codex-path")

  @Test("The configuration file contains the options and makes the scripted model the model provider")
  func configurationFile() async throws {
    let model = try await ScriptedModelServer()
    defer { model.close() }
    var options = AppServerHarness.Options()
    options.sandbox = .workspaceWrite
    options.approvalPolicy = "on-request"
    options.configurationKeys = "model_reasoning_effort = \"low\""
    options.configurationTables = "[features]\nrequest_permissions_tool = true"

    let harness = try AppServerHarness(binary: Self.binary, model: model, options: options)
    defer { harness.cleanUp() }

    #expect(
      try String(contentsOfFile: harness.configFile, encoding: .utf8) == """
        model = "mock-model"
        approval_policy = "on-request"
        sandbox_mode = "workspace-write"
        model_provider = "mock_provider"
        model_reasoning_effort = "low"

        [model_providers.mock_provider]
        name = "Scripted model"
        base_url = "\(model.baseURL)"
        wire_api = "responses"
        request_max_retries = 0
        stream_max_retries = 0
        supports_websockets = false

        [features]
        request_permissions_tool = true

        """
    )
  }

  @Test("Without a scripted model, the configuration file contains no model provider")
  func withoutModel() throws {
    var options = AppServerHarness.Options()
    options.approvalPolicy = nil
    options.sandbox = nil
    let harness = try AppServerHarness(binary: Self.binary, model: nil, options: options)
    defer { harness.cleanUp() }

    #expect(try String(contentsOfFile: harness.configFile, encoding: .utf8) == "model = \"mock-model\"\n")
  }

  @Test("The environment of the app-server is isolated from the environment of the test process")
  func environment() throws {
    var options = AppServerHarness.Options()
    options.environment = ["RUST_LOG": "debug", "EXTRA": "1"]
    options.arguments = ["--listen", "unix:///x"]
    let harness = try AppServerHarness(binary: Self.binary, model: nil, options: options)
    defer { harness.cleanUp() }

    #expect(harness.executable == "/opt/codex/bin/codex")
    #expect(harness.arguments == ["app-server", "--listen", "unix:///x"])
    #expect(harness.environment["CODEX_HOME"] == harness.codexHome)
    #expect(harness.environment["CODEX_APP_SERVER_DISABLE_MANAGED_CONFIG"] == "1")
    #expect(harness.environment["RUST_LOG"] == "debug")
    #expect(harness.environment["EXTRA"] == "1")
    #expect(harness.environment["PATH"]?.hasPrefix("/opt/codex/codex-path:") == true)
    #expect(harness.environment["HOME"] != ProcessInfo.processInfo.environment["HOME"])
    #expect(!harness.environment.keys.contains { $0.hasPrefix("OPENAI_") })
  }

  @Test("The folders are new, contain no symbolic links in their paths, and are removed by cleanUp()")
  func folders() throws {
    let harness = try AppServerHarness(binary: Self.binary, model: nil)
    let other = try AppServerHarness(binary: Self.binary, model: nil)
    defer { other.cleanUp() }

    #expect(harness.codexHome != other.codexHome)
    for folder in [harness.codexHome, harness.workspace] {
      #expect(URL(fileURLWithPath: folder).resolvingSymlinksInPath().path == folder)
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: harness.workspace).isEmpty)
    #expect(!FileManager.default.fileExists(atPath: harness.pathOutsideWorkspace("x")))

    harness.cleanUp()
    harness.cleanUp()
    #expect(!FileManager.default.fileExists(atPath: harness.codexHome))
  }

  @Test("The deinitializer removes the folders")
  func deinitializer() throws {
    var harness: AppServerHarness? = try AppServerHarness(binary: Self.binary, model: nil)
    let home = try #require(harness?.codexHome)
    harness = nil
    #expect(!FileManager.default.fileExists(atPath: home))
  }
}
#endif
