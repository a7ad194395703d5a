import CodexSDK
import CodexTesting
import Foundation
import Testing

@Suite("Approval mode: the configuration file of the user")
struct ConfigUntouchedTests {
  @Test("config-untouched: overrides of a turn do not change config.toml")
  func existingFile() async throws {
    var options = AppServerHarness.Options()
    options.configurationKeys = "# A comment  with   odd spacing.\nmodel_reasoning_effort   =   \"low\""
    try await ScriptedSession.run(options: options) { session in
      let before = try Data(contentsOf: URL(fileURLWithPath: session.harness.configFile))
      let thread = try await session.codex.startThread()

      try await session.runWithOverrides(on: thread)

      let settings = try await session.settings(of: thread)
      #expect(settings.model == "other-model")
      #expect(settings.reasoningEffort == "high")
      #expect(try Data(contentsOf: URL(fileURLWithPath: session.harness.configFile)) == before)
    }
  }

  @Test("config-untouched: overrides of a turn do not create config.toml")
  func noFile() async throws {
    try await ScriptedSession.run(configure: moveFileToArguments) { session in
      let thread = try await session.codex.startThread()
      #expect(!FileManager.default.fileExists(atPath: session.harness.configFile))

      try await session.runWithOverrides(on: thread)

      #expect(try await session.settings(of: thread).model == "other-model")
      await session.codex.close()
      #expect(!FileManager.default.fileExists(atPath: session.harness.configFile))
    }
  }

  /// Removes `config.toml` and passes its settings as command-line arguments instead.
  private func moveFileToArguments(_ configuration: inout CodexConfiguration) {
    let path = "\(configuration.environment["CODEX_HOME"] ?? "")/config.toml"
    let lines = (try? String(contentsOfFile: path, encoding: .utf8))?.split(separator: "\n") ?? []
    var table = ""
    for line in lines {
      let halves = line.components(separatedBy: " = ")
      if line.hasPrefix("[") {
        table = line.trimmingCharacters(in: ["[", "]"]) + "."
      } else if halves.count == 2 {
        configuration.configOverrides[table + halves[0]] = halves[1]
      }
    }
    try? FileManager.default.removeItem(atPath: path)
  }
}

extension ScriptedSession {
  fileprivate func runWithOverrides(on thread: CodexThread) async throws {
    model.enqueue(.message("Done."))
    let result = try await thread.run("Do it.", model: "other-model", effort: "high")
    #expect(result.finalResponse == "Done.")
    #expect(model.requests.last?.model == "other-model")
  }
}
