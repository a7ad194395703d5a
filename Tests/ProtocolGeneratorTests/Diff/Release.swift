import Foundation

@testable import ProtocolGenerator

/// The releases whose schemas are stored with the tests.
enum Release {
  static let all = ["0.133.0", "0.144.4", "0.147.0", "0.154.0", "0.163.0"]

  static func input(_ release: String, stableOnly: Bool = false, customized: Bool = false) throws -> GeneratorInput {
    let folder = "Tests/ProtocolGeneratorTests/Fixtures/Releases/\(release)"
    var input = GeneratorInput(stable: try file("\(folder)/stable.json"))
    if !stableOnly { input.experimental = try file("\(folder)/experimental.json") }
    if customized {
      input.customization = try file("schema/customization.json")
    } else {
      // The newest bundles need a customization with at least one entry, for two names that differ only in a slash.
      let text = #"{"types": {"McpServerElicitationRequestParams/mode/openai/form": "OpenAISlashForm"}}"#
      input.customization = release == all.last ? SourceFile(path: "least.json", bytes: Array(text.utf8)) : nil
    }
    return input
  }

  private static func file(_ path: String) throws -> SourceFile {
    SourceFile(path: path, bytes: Array(try Data(contentsOf: Compiler.package.appending(path: path))))
  }
}
