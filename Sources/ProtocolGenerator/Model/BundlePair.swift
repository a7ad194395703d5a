/// The two bundles of one release, before anything is made of them.
public enum BundlePair {
  /// Looks whether the two are bundles, and the experimental one has all that the stable one has.
  ///
  /// A bundle with something in it that the generator does not know yet passes: that is for `Generator` to tell.
  ///
  /// - Throws: `GeneratorError` with everything in which they disagree.
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
    // Whether they agree about what is in a definition shows in their models, if the generator can read both.
    guard let stable = try? ModelBuilder.build(SchemaReader.read(stable)),
      let experimental = try? ModelBuilder.build(SchemaReader.read(experimental))
    else { return }
    _ = try ModelMerger.merge(stable: stable, experimental: experimental)
  }

  private static func definitions(of file: SourceFile) throws(GeneratorError) -> [(name: String, pointer: String)] {
    let definitions = try SchemaReader.definitions(of: file)
    guard !definitions.isEmpty else {
      throw GeneratorError([.error(file.path, nil, "this is no schema bundle: it has no definitions")])
    }
    return definitions
  }
}
