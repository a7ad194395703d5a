@testable import ProtocolGenerator

/// Generates modules from the protocol of `WrapperFixture`.
enum ModuleFixture {
  static func input(
    _ settings: String?,
    bundle: String = WrapperFixture.bundle(),
    target: ModuleInput.Target? = nil
  ) -> GeneratorInput {
    GeneratorInput(
      stable: Stage.file(bundle),
      module: ModuleInput(settings: settings.map { Stage.file($0, path: "codexgen.json") }, target: target)
    )
  }

  /// The texts of the generated files by path.
  static func files(_ settings: String?, bundle: String = WrapperFixture.bundle()) throws -> [String: String] {
    let files = try Generator.generate(input(settings, bundle: bundle)).files
    return Dictionary(uniqueKeysWithValues: files.map { ($0.path, $0.contents) })
  }

  static func text(_ settings: String?) throws -> String {
    try files(settings).sorted { $0.key < $1.key }.map(\.value).joined()
  }

  static func errors(_ settings: String, bundle: String = WrapperFixture.bundle()) -> [String] {
    Stage.errors { _ = try Generator.generate(input(settings, bundle: bundle)) }
  }
}
