/// What reports and comparisons need to know about the kinds of unions, so that they contain no `switch` over the kinds.
extension Union.Kind {
  /// The name of the member that has the tag, or `nil` if the tag is not a member of the branch's object.
  var tag: String? {
    if case .internallyTagged(let tag) = self { tag } else { nil }
  }

  /// How the branches are tagged, for reports: `internally tagged by "type"`.
  var phrase: String {
    switch self {
    case .internallyTagged(let tag): "internally tagged by \"\(tag)\""
    case .externallyTagged: "externally tagged"
    case .untagged: "untagged"
    }
  }

  /// Whether every value of a union of this kind is a JSON object.
  var hasOnlyObjects: Bool { tag != nil }
}
