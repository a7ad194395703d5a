import Foundation

/// A file with the output that the generator should print, byte for byte.
///
/// Golden files are compiled as part of their test target. A golden file that does not build therefore stops every test,
/// and the update of golden files too: restore the file with git, correct the generator, and update again.
public struct GoldenFile: Sendable {
  public var file: URL
  /// The test target that compares the file.
  public var target: String

  public init(_ file: URL, of target: String) {
    self.file = file
    self.target = target
  }

  /// The message for a difference between `generated` and the file; `nil` when both are equal.
  ///
  /// With `UPDATE_GOLDENS=1` in the environment, `generated` replaces the file's contents.
  ///
  /// - Throws: What Foundation throws when the file cannot be written.
  public func mismatch(_ generated: String) throws -> String? {
    let golden = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    if generated == golden { return nil }
    if ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] == "1" {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(),
        withIntermediateDirectories: true
      )
      try generated.write(to: file, atomically: true, encoding: .utf8)
      return "\(file.path): written; run again"
    }
    return """
      \(file.path):\(firstDifference(generated, golden))
      If the generator is right, update the goldens: UPDATE_GOLDENS=1 swift test --filter \(target)
      """
  }

  /// The first line in which the two texts differ, in the form of a compiler's message.
  private func firstDifference(_ generated: String, _ golden: String) -> String {
    let new = generated.split(separator: "\n", omittingEmptySubsequences: false)
    let old = golden.split(separator: "\n", omittingEmptySubsequences: false)
    let index = zip(new, old).enumerated().first { $1.0 != $1.1 }?.offset ?? min(new.count, old.count)
    func line(_ lines: [Substring]) -> String { index < lines.count ? String(lines[index]) : "(the end of the file)" }
    return """
      \(index + 1): the generator's output differs from the golden
        golden:    \(line(old))
        generated: \(line(new))
      """
  }
}
