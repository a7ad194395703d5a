import CodexSDK
import CodexTesting
import Foundation
import Testing

/// The releases that the variable `CODEX_TEST_RELEASES` asks for: their versions with spaces between them, or `all`.
enum RequestedReleases {
  static let variable = "CODEX_TEST_RELEASES"

  /// The releases whose servers are tried, from the oldest supported one to the release that this package is made for.
  static let supported = ReleaseTable.shared.releases

  /// The table is about the stable API. With the trait ExperimentalAPI, older servers understand more calls.
  static var isEnabled: Bool {
    #if ExperimentalAPI
    false
    #else
    !versions.isEmpty
    #endif
  }

  static let versions: [String] = {
    let names = (ProcessInfo.processInfo.environment[variable] ?? "").split(separator: " ").map(String.init)
    return names == ["all"] ? supported : names
  }()
}

/// Tries what programs do with servers of other releases, and compares the outcome with the table in the documentation.
@Suite(
  "Servers of other releases",
  .enabled(
    if: RequestedReleases.isEnabled,
    "Tests/Releases/releases runs this suite, without the trait ExperimentalAPI. It downloads 140 MB for each release."
  )
)
struct ReleaseScenarioTests {
  @Test("Each scenario has the outcome that the documentation says", arguments: RequestedReleases.versions)
  func outcomes(release: String) async throws {
    // One after the other, since each scenario starts a server.
    for scenario in ReleaseScenario.all {
      let outcome = try await scenario.outcome(on: release)
      let documented = ReleaseTable.shared.outcome(of: scenario.name, on: release)
      #expect(outcome == documented, "\(scenario.name), Codex \(release)")
      print("| \(scenario.name) | \(release) | \(outcome) |")
    }
  }
}

/// The table of scenarios in the article OlderServers.
struct ReleaseTable: Sendable {
  static let shared = ReleaseTable()

  /// The versions in the head of the table.
  let releases: [String]
  private let rows: [String: [String]]

  private init() {
    let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let file = package.appendingPathComponent("Sources/CodexSDK/CodexSDK.docc/OlderServers.md")
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    let table = text.split(separator: "\n").filter { $0.hasPrefix("|") }.map { line in
      line.dropFirst().dropLast().split(separator: "|").map { String($0).trimmingCharacters(in: .whitespaces) }
    }
    releases = table.first.map { Array($0.dropFirst()) } ?? []
    rows = Dictionary(
      table.dropFirst(2).map { ($0[0], Array($0.dropFirst())) },
      uniquingKeysWith: { first, _ in first }
    )
  }

  var scenarios: Set<String> { Set(rows.keys) }

  /// The text in the table; `nil` if the table has no such row or column.
  func outcome(of scenario: String, on release: String) -> String? {
    guard let column = releases.firstIndex(of: release), let row = rows[scenario], row.indices.contains(column) else {
      return nil
    }
    return row[column]
  }
}

@Suite("The table of releases in the documentation")
struct ReleaseTableTests {
  @Test("has a row for each scenario and no other rows, and columns from the oldest supported release to the newest")
  func complete() throws {
    let table = ReleaseTable.shared
    #expect(table.scenarios == Set(ReleaseScenario.all.map(\.name)))
    #expect(table.releases.count == 4)
    #expect(table.releases.first == "0.144.4")
    for scenario in ReleaseScenario.all {
      for release in table.releases { #expect(table.outcome(of: scenario.name, on: release)?.isEmpty == false) }
    }
  }
}
