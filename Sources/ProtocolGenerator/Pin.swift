/// What `pin.json` says: which Codex release the bundles beside it are of.
struct Pin: Sendable {
  var codex: String

  /// - Throws: `GeneratorError` for a file that is not JSON or does not name a release.
  static func read(_ file: SourceFile) throws(GeneratorError) -> Pin {
    let json = try parseJSON(file)
    guard let codex = json["codex"]?.stringValue, !codex.isEmpty else {
      throw GeneratorError([.error(file.path, "/codex", "the version of Codex should stand here, such as \"0.163.0\"")])
    }
    return Pin(codex: codex)
  }
}
