/// The names of types in a piece of Swift source text: those that the text declares, and those that the text uses.
struct SourceNames {
  /// The types that the text declares at its top level, for the whole module.
  private(set) var declared: Set<String> = []
  /// The types that the text declares inside of other declarations, or for its own file only.
  private(set) var local: Set<String> = []
  /// Every identifier in the text that is not the member of something, which a dot in front of it would show.
  private(set) var used: Set<String> = []

  private static let typeKeywords: Set<String> = ["struct", "enum", "class", "actor", "protocol", "typealias"]

  init(of text: String) {
    var depth = 0
    var isPrivate = false
    var previous = SwiftScanner.Token.other
    var keyword = false
    for token in SwiftScanner.tokens(of: text) {
      switch token {
      case .openBrace:
        depth += 1
        isPrivate = false
      case .closeBrace:
        depth -= 1
        isPrivate = false
      case .identifier(let name):
        if keyword {
          if depth == 0, !isPrivate { declared.insert(name) } else { local.insert(name) }
          isPrivate = false
        } else if name == "private" || name == "fileprivate" {
          isPrivate = true
        } else if ["var", "let", "func", "extension"].contains(name) {
          isPrivate = false
        } else if previous != .dot {
          used.insert(name)
        }
      case .dot, .other: break
      }
      keyword =
        if case .identifier(let name) = token { Self.typeKeywords.contains(name) && previous != .dot } else { false }
      previous = token
    }
  }
}
