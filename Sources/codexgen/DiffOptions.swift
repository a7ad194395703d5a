import ProtocolGenerator

/// What `diff` compares and how it tells.
struct DiffOptions: Hashable {
  var old: DiffOperand
  var new: DiffOperand
  var format = SchemaDiff.Format.text
  var failOn = SchemaDiff.FailureCondition.breaking
  var scope = SchemaDiff.Scope.all
  var allow: String?
  var customization: CustomizationOption?
  /// The folder that `pin` and `git:COMMIT` mean; `nil` stands for the package's own.
  var schema: String?
  var stableOnly = false
  /// Old and new exchanged: what a new client meets on an old server.
  var reverse = false
  var documentation = false
}

/// One of the two releases, as the user gave it.
enum DiffOperand: Hashable {
  /// The bundles that are pinned.
  case pin
  /// The bundles that were pinned at a commit.
  case git(String)
  /// A bundle, or a folder of bundles.
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

  /// As the user gave it.
  var text: String {
    switch self {
    case .pin: "pin"
    case .git(let commit): "git:\(commit)"
    case .path(let path): path
    }
  }
}
