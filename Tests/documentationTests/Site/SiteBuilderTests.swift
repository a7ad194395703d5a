import Foundation
import Testing

@testable import documentation

@Suite("Building the site")
final class SiteBuilderTests {
  private let folder: URL
  private let catalog: URL

  /// Makes a package with a program that has a documentation catalog.
  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("site-\(UUID().uuidString)")
    catalog = folder.appendingPathComponent("Sources/tool/tool.docc")
    for path in [catalog.path, folder.path + "/Sources/CodexSDK/CodexSDK.docc", folder.path + "/graphs"] {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }
    try write("# tool\n\nA program.\n\n@Metadata {\n  @TechnologyRoot\n}\n\n## Topics\n\n- <doc:Use>\n", to: "tool.md")
    try write("# Use the tool\n\nHow to use it.\n", to: "Use.md")
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  private func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: catalog.appendingPathComponent(name))
  }

  private func builder(modules: [String] = []) throws -> SiteBuilder {
    SiteBuilder(
      package: try PackageFolder(around: folder.path),
      graphs: folder.appendingPathComponent("graphs"),
      output: folder.appendingPathComponent("site"),
      modules: modules,
      programs: ["tool"]
    )
  }

  private func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: folder.appendingPathComponent(path).path)
  }

  @Test("writes a page for each article")
  func writes() throws {
    #expect(try builder().build() == [])
    #expect(exists("site/index.html"))
    #expect(exists("site/documentation/tool/index.html"))
    #expect(exists("site/documentation/tool/use/index.html"))
  }

  @Test("reports a link to an article that does not exist, and leaves the former site as it was")
  func reports() throws {
    _ = try builder().build()
    try write("# Use the tool\n\nHow to use it.\n\n## Overview\n\nSee <doc:Missing>.\n", to: "Use.md")

    let problems = try builder().build()

    #expect(problems.count == 1)
    #expect(problems.first?.hasPrefix("tool: docc has found problems") == true)
    #expect(problems.first?.contains("Missing") == true)
    #expect(exists("site/documentation/tool/use/index.html"))
  }

  @Test("says how to make the symbol graphs of a module when there are none")
  func needsGraphs() throws {
    let failure = try #require(throws: Failure.self) { try builder(modules: ["CodexSDK"]).build() }
    #expect(failure.message.contains("swift package dump-symbol-graph"))
  }
}
