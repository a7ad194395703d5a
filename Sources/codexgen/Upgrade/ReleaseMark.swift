#if os(macOS) || os(Linux)
import Foundation

/// The marked places of Markdown files that name the pinned release:
/// `<!-- codex-release -->0.163.0<!-- /codex-release -->`. Readers of the page do not see the marks.
enum ReleaseMark {
  static let start = "<!-- codex-release -->"
  static let end = "<!-- /codex-release -->"

  /// The text with another version between each pair of marks.
  static func replacing(in text: String, with version: String) -> String {
    var result = ""
    var rest = text[...]
    while let open = rest.range(of: start), let close = rest[open.upperBound...].range(of: end) {
      result += rest[..<open.upperBound] + version
      rest = rest[close.lowerBound...]
    }
    return result + rest
  }

  /// Whether the text has a marked place.
  static func isIn(_ text: String) -> Bool {
    guard let open = text.range(of: start) else { return false }
    return text[open.upperBound...].contains(end)
  }

  /// The Markdown files of a package in which marked places are replaced: `README.md`, and those in `.github`.
  static func files(in package: Location) throws(Failure) -> [Location] {
    let folder = package.appending(".github")
    let others = Files.isFolder(folder.path) ? try Files.names(in: folder).filter { $0.hasSuffix(".md") } : []
    return ([package.appending("README.md")] + others.map(folder.appending)).filter { Files.kind($0.path) == .file }
  }
}
#endif
