/// The contents of `pin.json`: the Codex release of the bundles beside it.
public struct Pin: Hashable, Sendable {
  /// The version of the release, such as `0.163.0`.
  public var codex: String

  /// - Throws: `GeneratorError` for a file that is not JSON or does not name a release.
  public static func read(_ file: SourceFile) throws(GeneratorError) -> Pin {
    let json = try file.json()
    guard let codex = json["codex"]?.stringValue, !codex.isEmpty else {
      throw GeneratorError([.error(file.path, "/codex", "this should be the version of Codex, such as \"0.163.0\"")])
    }
    return Pin(codex: codex)
  }

  /// A bundle in `pin.json`.
  public struct Bundle: Hashable, Sendable {
    /// The name of the bundle's file, in the folder of `pin.json`.
    public var file: String
    /// The SHA-256 hash of the file, in hexadecimal digits.
    public var sha256: String
    /// The command that wrote the file.
    public var command: String

    public init(file: String, sha256: String, command: String) {
      self.file = file
      self.sha256 = sha256
      self.command = command
    }
  }

  /// The text of a `pin.json`. The text contains no date, so the same release always gives the same bytes.
  ///
  /// - Parameter wheels: The SHA-256 hashes of the release's wheels in the Python package index, by file name. When there are none,
  ///   the text does not mention them.
  public static func text(
    codex: String,
    stable: Bundle,
    experimental: Bundle,
    wheels: [String: String] = [:]
  ) -> String {
    func object(_ bundle: Bundle) -> String {
      let members = [("file", bundle.file), ("sha256", bundle.sha256), ("command", bundle.command)]
      return "{\n" + members.map { "    \"\($0.0)\": \(quoted($0.1))" }.joined(separator: ",\n") + "\n  }"
    }
    let hashes = wheels.sorted { $0.key < $1.key }.map { "    \(quoted($0.key)): \(quoted($0.value))" }
    let wheels = hashes.isEmpty ? "" : ",\n  \"wheels\": {\n\(hashes.joined(separator: ",\n"))\n  }"
    return """
      {
        "codex": \(quoted(codex)),
        "stable": \(object(stable)),
        "experimental": \(object(experimental))\(wheels)
      }

      """
  }

  private static func quoted(_ text: String) -> String { JSONValue.string(text).text }
}
