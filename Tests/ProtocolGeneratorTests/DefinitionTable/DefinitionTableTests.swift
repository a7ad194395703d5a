import Foundation
import Testing

@testable import ProtocolGenerator

/// The property tests of CodexProtocol need the Swift type of every definition. This test writes that table, since the
/// generator's model contains the types; the table is committed.
@Suite("The table of definitions for the property tests")
struct DefinitionTableTests {
  private static let command = """
    rm -f Tests/CodexProtocolTests/Properties/DefinitionTable.swift; \
    UPDATE_GOLDENS=1 swift test --filter DefinitionTableTests
    """

  @Test("names every definition of the pinned bundles with its Swift type")
  func isUpToDate() throws {
    let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let file = package.appending(path: "Tests/CodexProtocolTests/Properties/DefinitionTable.swift")
    let expected = Self.table(of: try ModelPipeline.model(of: PinnedCode.input()))

    if ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] != nil {
      try expected.write(to: file, atomically: true, encoding: .utf8)
    }
    let isUpToDate = (try? String(contentsOf: file, encoding: .utf8)) == expected
    #expect(isUpToDate, "write it with: \(Self.command)")
  }

  private static func table(of model: ProtocolModel) -> String {
    var lines = [
      "// Written by DefinitionTableTests:", "// \(command)", "",
      "import CodexProtocol", "",
      "/// The Swift type of every definition. Of one that stands in two namespaces only the first is here.",
      "extension DefinitionTable {",
      "  static let types: [String: any (Codable & Sendable).Type] = {",
      "    var types: [String: any (Codable & Sendable).Type] = [:]",
    ]
    var isExperimental = false
    for type in model.types {
      if (type.availability == .experimental) != isExperimental {
        isExperimental.toggle()
        lines.append(isExperimental ? "    #if ExperimentalAPI" : "    #endif")
      }
      let (target, value) = ("    types[\"\(type.id.path)\"] =", "\(type.swiftName).self")
      // swift-format breaks the line in this way.
      lines += target.count + value.count < 120 ? ["\(target) \(value)"] : [target, "      \(value)"]
    }
    if isExperimental { lines.append("    #endif") }
    lines += ["    return types", "  }()", "}", ""]
    return lines.joined(separator: "\n")
  }
}
