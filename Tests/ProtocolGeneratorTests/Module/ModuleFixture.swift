@testable import ProtocolGenerator

/// Generates modules from the protocol of `WrapperFixture`.
enum ModuleFixture {
  static func input(_ settings: String?, bundle: String = WrapperFixture.bundle()) -> GeneratorInput {
    GeneratorInput(
      stable: Stage.file(bundle),
      module: ModuleInput(settings: settings.map { Stage.file($0, path: "codexgen.json") })
    )
  }

  /// What is written, by file; files without a declaration are left out.
  static func files(_ settings: String?, bundle: String = WrapperFixture.bundle()) throws -> [String: String] {
    let files = try Generator.generate(input(settings, bundle: bundle)).files
    let declaring = files.filter { file in
      file.contents.split(separator: "\n").contains { !$0.hasPrefix("//") && !$0.hasPrefix("import ") }
    }
    return Dictionary(uniqueKeysWithValues: declaring.map { ($0.path, $0.contents) })
  }

  static func text(_ settings: String?) throws -> String {
    try files(settings).sorted { $0.key < $1.key }.map(\.value).joined()
  }

  static func errors(_ settings: String, bundle: String = WrapperFixture.bundle()) -> [String] {
    Stage.errors { _ = try Generator.generate(input(settings, bundle: bundle)) }
  }
}
