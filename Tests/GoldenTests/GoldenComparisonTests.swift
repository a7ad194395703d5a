import GoldenSupport
import Testing

@Suite("Golden fixtures")
struct GoldenComparisonTests {
  @Test("The generator prints the golden of the schema", arguments: Fixture.all)
  func schemaGivesGolden(fixture: Fixture) throws {
    let golden = GoldenFile(fixture.golden, of: "GoldenTests")
    if let mismatch = try golden.mismatch(fixture.generated()) { Issue.record("\(mismatch)") }
  }

  @Test("There are fixtures, and every golden file has a schema")
  func everyGoldenHasItsSchema() {
    #expect(!Fixture.all.isEmpty)
    #expect(Fixture.goldens == Fixture.all.map(\.name))
  }
}
