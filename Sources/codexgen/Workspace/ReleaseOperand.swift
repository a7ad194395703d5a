#if os(macOS) || os(Linux)
/// One of the two releases that `diff` compares, as the user named it.
enum ReleaseOperand: Hashable {
  /// The pinned bundles.
  case pin
  /// The bundles that were pinned at a commit.
  case git(String)
  /// The path of a bundle, or of a folder with bundles.
  case path(String)

  init(_ text: String) {
    if text == "pin" {
      self = .pin
    } else if text.hasPrefix("git:") {
      self = .git(String(text.dropFirst("git:".count)))
    } else {
      self = .path(text)
    }
  }

  /// The operand as the user wrote it.
  var text: String {
    switch self {
    case .pin: "pin"
    case .git(let commit): "git:\(commit)"
    case .path(let path): path
    }
  }
}
#endif
