import Foundation

/// A file with the output that is expected byte for byte.
///
/// Goldens are part of their test target, so one that does not build stops the tests, the ones that would update it
/// included: take it back with git, mend the generator, and update again.
public struct GoldenFile: Sendable {
  public var file: URL
  /// The test target that compares it.
  public var target: String

  public init(_ file: URL, of target: String) {
    self.file = file
    self.target = target
  }

  /// What to tell when `generated` is something else; with `UPDATE_GOLDENS=1` it is written, too.
  public func mismatch(_ generated: String) throws -> String? {
    let golden = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    if generated == golden { return nil }
    if ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] == "1" {
      try generated.write(to: file, atomically: true, encoding: .utf8)
      return "\(file.path): written; run again"
    }
    return """
      \(file.path):\(firstDifference(generated, golden))
      If the generator is right, update the goldens: UPDATE_GOLDENS=1 swift test --filter \(target)
      """
  }

  /// The first line in which the two texts differ, as a compiler would point to it.
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
