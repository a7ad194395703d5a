import CodexBinaries
import CodexWire
import Foundation
import ProtocolGenerator
import Testing

@testable import codexgen

@Suite("codexgen diff --version-bump")
struct VersionBumpCommandTests {
  private let releases: DiffFolder

  init() throws { releases = try DiffFolder() }

  @Test("prints a line for the generated API and a line for the wire, and succeeds")
  func text() {
    let run = releases.diff("old.json", "new.json", "--version-bump")

    #expect(
      run.out == [
        """
        generated API: major (2 breaking changes, 1 addition; before 1.0.0: minor)
        wire: major (1 breaking change, 1 risky change, 1 addition)
        """
      ]
    )
    #expect(run.exitCode == 0)
    #expect(releases.diff("old.json", "new.json", "--version-bump", "--fail-on", "breaking").exitCode == 1)
  }

  @Test("prints the same facts as JSON")
  func json() throws {
    let run = releases.diff("old.json", "new.json", "--version-bump", "--format", "json")

    let report = try JSONValue(parsing: Array(run.out.joined().utf8))
    #expect(
      report == [
        "old": "old.json", "new": "new.json",
        "generatedAPI": ["bump": "major", "bumpBefore1": "minor", "breaking": 2, "risky": 0, "additions": 1],
        "wire": ["bump": "major", "breaking": 1, "risky": 1, "additions": 1],
      ]
    )
  }

  @Test("prints only what the scope contains, and patch for equal releases")
  func scope() {
    #expect(
      releases.diff("old.json", "old.json", "--version-bump", "--scope", "wire").out
        == ["wire: patch (no change that programs notice)"]
    )
  }

  @Test("refuses a format that only shows changes")
  func formats() {
    let run = releases.diff("old.json", "new.json", "--version-bump", "--format", "html")

    #expect(run.exitCode == 2)
    #expect(
      run.err.first
        == "codexgen: error: '--version-bump' has the formats 'text' and 'json'; leave '--format html' out"
    )
  }
}

@Suite("A page that codexgen prints")
struct PagePolicyTests {
  /// The page allows its program and its style by their hashes. With another hash, the browser would not use them.
  @Test("allows exactly the program and the style that it contains", arguments: ["script", "style"])
  func hashes(element: String) throws {
    let page = try DiffFolder().diff("old.json", "new.json", "--format", "html").out.joined()

    let start = try #require(page.range(of: "<\(element)>"))
    let end = try #require(page.range(of: "</\(element)>"))
    let hash = Data(SHA256.hash(Array(page[start.upperBound..<end.lowerBound].utf8))).base64EncodedString()
    #expect(page.contains("\(element)-src &#39;sha256-\(hash)&#39;"), "the hash should be \(hash)")
  }
}
