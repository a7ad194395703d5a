import Foundation
import Testing

/// Package.swift, the README and the workflows say the same about the versions of Swift that work.
@Suite("The versions of Swift")
struct SwiftVersionTests {
  private func text(_ path: String) throws -> String {
    try String(contentsOf: packageFolder.appending(path: path), encoding: .utf8)
  }

  /// The oldest version of Swift that can read Package.swift.
  private func toolsVersion() throws -> String {
    let line = try #require(try text("Package.swift").split(separator: "\n").first)
    return String(try #require(line.split(separator: " ").last))
  }

  @Test(
    "are those of Package.swift in the README, and in the workflow that builds the products with the oldest version"
  )
  func oldest() throws {
    let oldest = try toolsVersion()
    #expect(try text("README.md").contains("| Swift | \(oldest) or later; "))
    #expect(try text(".github/workflows/ci.yml").contains("container: swift:\(oldest)\n"))
  }

  /// The names of some tests are raw identifiers, such as `func `a name``, which Swift has since 6.2. So the tests need a newer
  /// version than the products.
  @Test("that the products need are not raised by raw identifiers, which only tests have")
  func rawIdentifiers() throws {
    for folder in ["Sources", "Generated"] {
      let root = packageFolder.appending(path: folder)
      for path in try FileManager.default.subpathsOfDirectory(atPath: root.path) where path.hasSuffix(".swift") {
        let file = try String(contentsOf: root.appending(path: path), encoding: .utf8)
        #expect(!file.contains(/func `[^`\n]*[^`\w][^`\n]*`/), "\(folder)/\(path)")
      }
    }
    #expect(try text("README.md").contains("the tests of this package need 6.2 |"))
    #expect(try text(".github/workflows/ci.yml").contains(#"swift: ["6.2", "6.3"]"#))
  }
}
