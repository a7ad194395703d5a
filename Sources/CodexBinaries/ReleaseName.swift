/// A release of Codex as a user names it, such as `0.163.0` or `0.137.0-alpha.4`.
package struct ReleaseName: Hashable, Sendable {
  /// As `codex --version` writes it; the Python package index takes that, too.
  package let text: String

  /// Takes the spelling of the index, `0.137.0a4`, too; `nil` for anything else.
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
