import Testing

@testable import ProtocolGenerator

/// The code that the generator writes for the bundles in `schema/`, with this repository's customization.
enum PinnedCode {
  static func input() throws -> GeneratorInput {
    GeneratorInput(
      stable: try Stage.pinned("stable"),
      experimental: try Stage.pinned("experimental"),
      customization: try Stage.repositoryFile("schema/customization.json")
    )
  }

  /// Generated once for all tests, since that takes seconds without optimization.
  static let generation = Result { try Generator.generate(input()) }
}
