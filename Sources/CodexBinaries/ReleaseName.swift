/// The name of a Codex release, such as `0.163.0` or `0.137.0-alpha.4`.
///
/// The name is checked before it becomes a part of a path and an argument of pip.
package struct ReleaseName: Hashable, Sendable {
  /// The version as `codex --version` prints it. The Python package index accepts this form too.
  package let text: String

  /// Whether the release is none that Codex publishes for tests before the release itself.
  package var isFinal: Bool { !text.contains("-") }

  /// Reads a version in the form of Codex, `0.137.0-alpha.4`, or in the form of the Python package index, `0.137.0a4`. The
  /// result is `nil` for any other text.
  package init?(_ given: String) {
    let pattern = /(?<numbers>[0-9]+\.[0-9]+\.[0-9]+)(?:(?<stage>-alpha\.|-beta\.|-rc\.|a|b|rc)(?<count>[0-9]+))?/
    guard let match = given.wholeMatch(of: pattern) else { return nil }
    guard let stage = match.stage, let count = match.count else {
      text = given
      return
    }
    let name =
      switch stage {
      case "a", "-alpha.": "alpha"
      case "b", "-beta.": "beta"
      default: "rc"
      }
    text = "\(match.numbers)-\(name).\(count)"
  }
}

extension ReleaseName: Comparable {
  /// Orders releases by their numbers. A release comes after all of its pre-releases.
  package static func < (left: Self, right: Self) -> Bool {
    left.parts.lexicographicallyPrecedes(right.parts)
  }

  /// The three numbers of the version; then the stage, where 3 is the release itself; then the number of the pre-release.
  private var parts: [Int] {
    let halves = text.split(separator: "-", maxSplits: 1)
    let numbers = halves[0].split(separator: ".").map { Int($0) ?? .max }
    guard let stage = halves.dropFirst().first else { return numbers + [3, 0] }
    let words = stage.split(separator: ".")
    let rank = ["alpha": 0, "beta": 1, "rc": 2][words[0]] ?? 0
    return numbers + [rank, words.dropFirst().first.flatMap { Int($0) } ?? 0]
  }
}
