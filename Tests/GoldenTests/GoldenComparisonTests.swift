import Foundation
import Testing

/// Goldens are part of this target, so one that does not build stops the tests, the ones that would update it included:
/// take it back with git, mend the generator, and update again.
@Suite("Golden fixtures")
struct GoldenComparisonTests {
  private static let updateCommand = "UPDATE_GOLDENS=1 swift test --filter GoldenTests"

  @Test("The generator prints the golden of the schema", arguments: Fixture.all)
  func schemaGivesGolden(fixture: Fixture) throws {
    let generated = try fixture.generated()
    let golden = (try? String(contentsOf: fixture.golden, encoding: .utf8)) ?? ""
    if generated == golden { return }

    if ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] == "1" {
      try generated.write(to: fixture.golden, atomically: true, encoding: .utf8)
      Issue.record("\(fixture.golden.path): written; run again")
    } else {
      Issue.record(
        """
        \(fixture.golden.path):\(firstDifference(generated, golden))
        If the generator is right, update the goldens: \(Self.updateCommand)
        """
      )
    }
  }

  @Test("There are fixtures, and no golden outlives its schema")
  func everyGoldenHasItsSchema() {
    #expect(!Fixture.all.isEmpty)
    #expect(Fixture.goldens == Fixture.all.map(\.name))
  }

  /// The first line in which the two texts differ, as a compiler would point to it.
  private func firstDifference(_ generated: String, _ golden: String) -> String {
    let new = generated.split(separator: "\n", omittingEmptySubsequences: false)
    let old = golden.split(separator: "\n", omittingEmptySubsequences: false)
    let index = zip(new, old).enumerated().first { $1.0 != $1.1 }?.offset ?? min(new.count, old.count)
    func line(_ lines: [Substring]) -> String { index < lines.count ? String(lines[index]) : "(the end of the file)" }
    return """
      \(index + 1): the generator's output differs from the golden
        golden:    \(line(old))
        generated: \(line(new))
      """
  }
}
