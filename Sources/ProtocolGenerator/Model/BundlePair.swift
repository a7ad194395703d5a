/// The stable and the experimental bundle of one release.
public enum BundlePair {
  /// Checks that both files are bundles, and that the experimental bundle has every definition of the stable bundle.
  ///
  /// Bundles with keywords that the generator does not support pass this check: `Generator` reports them.
  ///
  /// - Throws: `GeneratorError` with every difference that two bundles of one release cannot have.
  public static func check(stable: SourceFile, experimental: SourceFile) throws(GeneratorError) {
    let all = Set(try definitions(of: experimental).map(\.name))
    let missing = try definitions(of: stable).filter { !all.contains($0.name) }
    if !missing.isEmpty {
      throw GeneratorError(
        missing.map { definition in
          let problem = "the stable bundle has this definition, the experimental one (\(experimental.path)) does not"
          return .error(stable.path, definition.pointer, problem + "; give two bundles of one release")
        }
      )
    }
    // The contents of the definitions are compared as models. That is possible only if the generator supports both
    // bundles.
    guard let stable = try? ModelBuilder.build(SchemaReader.read(stable)),
      let experimental = try? ModelBuilder.build(SchemaReader.read(experimental))
    else { return }
    _ = try ModelMerger.merge(stable: stable, experimental: experimental)
  }

  private static func definitions(of file: SourceFile) throws(GeneratorError) -> [(name: String, pointer: String)] {
    let definitions = try SchemaReader.definitions(of: file)
    guard !definitions.isEmpty else {
      throw GeneratorError([.error(file.path, nil, "this is not a schema bundle: it has no definitions")])
    }
    return definitions
  }
}
