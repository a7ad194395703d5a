import Foundation
import Testing

extension ConsumerTests {
  private static let generatedModes = [
    "PublicImports", "PackageImports", "MainActorModule", "StrictMemoryModule", "Swift5Module", "OlderCodex", "MyCodex",
  ]

  /// One build compiles all modules, since the build of a package takes long.
  @Test(
    """
    can compile generated modules without warnings with internal imports by default, isolation to the main actor by default, \
    strict memory safety, Swift 5 and Swift 6, beside the types of the SDK and types of its own with the same names
    """
  )
  func modes() async throws {
    let schemas = Self.generatedModes.map { ("Sources/\($0)/app-server.json", "0.163.0/stable.json") }
    let consumer = try Consumer("Modes", schemas: Dictionary(uniqueKeysWithValues: schemas))

    let build = try await consumer.build()

    try #require(build.status == 0, "\(build.log)")
    // The generator knows the responses from the SDK's customization, so it has no warnings about them either.
    #expect(build.warnings == [])
    #expect(
      try await consumer.run("modes").output == """
        hello hello
        model/list model/list
        thread/name/set ["model/list", "fs/readFile"] thread/name/set
        false model/list

        """
    )
  }
}
