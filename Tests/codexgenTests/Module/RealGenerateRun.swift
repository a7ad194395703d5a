@testable import codexgen

extension Run {
  /// A run of `codexgen generate` with the real generator. Files that import `codexgen_module` cannot import `codexgen` too, since both
  /// modules compile the same files.
  static func generate(_ arguments: [String], in folder: TemporaryFolder) -> Run {
    Run(arguments: ["generate"] + arguments, in: folder.path, engine: .protocolGenerator)
  }
}
