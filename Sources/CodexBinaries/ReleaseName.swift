/// The name of a Codex release, such as `0.163.0` or `0.137.0-alpha.4`.
///
/// This type is only a name, which is checked before it becomes a part of a path and an argument of pip. The order of
/// versions is decided in CodexSDK, which does not use this module, since this module is not available on iOS.
package struct ReleaseName: Hashable, Sendable {
  /// The version as `codex --version` prints it. The Python package index accepts this form too.
  package let text: String

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
