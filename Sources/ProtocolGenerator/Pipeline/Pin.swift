import CodexWire

/// What `pin.json` says: which Codex release the bundles beside it are of.
public struct Pin: Hashable, Sendable {
  /// The release, such as `0.163.0`.
  public var codex: String

  /// - Throws: `GeneratorError` for a file that is not JSON or does not name a release.
  public static func read(_ file: SourceFile) throws(GeneratorError) -> Pin {
    let json = try file.json()
    guard let codex = json["codex"]?.stringValue, !codex.isEmpty else {
      throw GeneratorError([.error(file.path, "/codex", "the version of Codex should stand here, such as \"0.163.0\"")])
    }
    return Pin(codex: codex)
  }

  /// A bundle as `pin.json` tells of it.
  public struct Bundle: Hashable, Sendable {
    /// Its name in the folder of `pin.json`.
    public var file: String
    /// Of its bytes, in hexadecimal digits.
    public var sha256: String
    /// What wrote it.
    public var command: String

    public init(file: String, sha256: String, command: String) {
      self.file = file
      self.sha256 = sha256
      self.command = command
    }
  }

  /// The text of a `pin.json`. Without a date: the same release gives the same bytes.
  public static func text(codex: String, stable: Bundle, experimental: Bundle) -> String {
    func object(_ bundle: Bundle) -> String {
      let members = [("file", bundle.file), ("sha256", bundle.sha256), ("command", bundle.command)]
      return "{\n" + members.map { "    \"\($0.0)\": \(quoted($0.1))" }.joined(separator: ",\n") + "\n  }"
    }
    return """
      {
        "codex": \(quoted(codex)),
        "stable": \(object(stable)),
        "experimental": \(object(experimental))
      }

      """
  }

  private static func quoted(_ text: String) -> String { JSONValue.string(text).text }
}
