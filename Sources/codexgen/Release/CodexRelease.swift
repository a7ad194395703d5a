#if os(macOS) || os(Linux)
import CodexBinaries
import Foundation
import ProtocolGenerator

/// A Codex release: its version, and its two bundles without any change.
struct CodexRelease: Hashable {
  var version: String
  var stable: Data
  var experimental: Data
  /// The SHA-256 hashes of the release's wheels, by file name. Empty for a release that was not downloaded.
  var wheels: [String: String] = [:]

  static let stableCommand = CodexRelease.command([])
  static let experimentalCommand = CodexRelease.command(["--experimental"])

  private static func command(_ options: [String]) -> String {
    (["codex"] + CodexProgram.schemaArguments(options, folder: "DIR")).joined(separator: " ")
  }

  /// The bundles as input of the generator. In messages, a description stands for the path, since the bundles are not in a
  /// file yet.
  var input: GeneratorInput {
    GeneratorInput(
      stable: SourceFile(path: "Codex \(version) (stable)", bytes: [UInt8](stable)),
      experimental: SourceFile(path: "Codex \(version) (experimental)", bytes: [UInt8](experimental))
    )
  }

  /// Checks that both bundles are valid and belong to one release.
  ///
  /// - Throws: `GeneratorError` if they do not.
  func check() throws(GeneratorError) {
    guard let stable = input.stable, let experimental = input.experimental else { return }
    try BundlePair.check(stable: stable, experimental: experimental)
  }

  /// The names and the contents of the files that `pin` writes.
  var files: [(name: String, contents: Data)] {
    let pin = Pin.text(
      codex: version,
      stable: bundle(SchemaFolder.stable, stable, Self.stableCommand),
      experimental: bundle(SchemaFolder.experimental, experimental, Self.experimentalCommand),
      wheels: wheels
    )
    return [
      (SchemaFolder.stable, stable), (SchemaFolder.experimental, experimental), (SchemaFolder.pin, Data(pin.utf8)),
    ]
  }

  private func bundle(_ name: String, _ bytes: Data, _ command: String) -> Pin.Bundle {
    Pin.Bundle(file: name, sha256: SHA256.hexadecimal(of: bytes), command: command)
  }
}
#endif
