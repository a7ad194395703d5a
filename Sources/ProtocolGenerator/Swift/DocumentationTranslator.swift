import CodexWire

extension Documentation {
  /// The doc comment: the schema's prose, callouts for what it warns of, and where it comes from.
  ///
  /// - Parameters:
  ///   - defaultValue: The schema's default, which a server uses for an absent member.
  ///   - isType: Types and methods name their place in the schema; members have theirs by their type.
  ///   - fallback: What to say where the schema says nothing.
  func comment(defaultValue: JSONValue? = nil, isType: Bool = false, fallback: String? = nil) -> CommentSyntax {
    var paragraphs = Self.paragraphs(of: text)
    if paragraphs.isEmpty, let fallback { paragraphs = [fallback] }
    var items: [String] = []
    switch stability {
    case .unstable: items.append("- Important: Unstable: it may change or go with any release.")
    case .experimental: items.append("- Important: Experimental: it may change or go with any release.")
    case .stable: break
    }
    if isType, let deprecation { items.append("- Warning: Deprecated. \(deprecation)") }
    if let defaultValue, defaultValue != .null { items.append("- Note: The server's default is `\(defaultValue.text)`.") }
    if isType, !pointer.isEmpty { items.append("- Source: `#\(pointer)`") }
    if paragraphs.isEmpty, !isType, !items.isEmpty || deprecation != nil {
      // A comment needs a first line; the reason for a deprecation is the best there is.
      paragraphs = [deprecation ?? ""].filter { !$0.isEmpty }
    }
    return CommentSyntax(paragraphs: paragraphs + items)
  }

  /// `@available(*, deprecated, message: …)`
  var deprecationAttribute: AttributeSyntax? {
    deprecation.map { AttributeSyntax(text: "@available(*, deprecated, message: \(StringLiteral.swift($0.singleLine)))") }
  }

  /// Prose as paragraphs: lines are joined up to an empty one or the next item of a list.
  private static func paragraphs(of text: String) -> [String] {
    var paragraphs: [String] = []
    var isOpen = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let line = String(line).trimmed
      if line.isEmpty {
        isOpen = false
      } else if isOpen, !line.hasPrefix("- "), !line.hasPrefix("* ") {
        paragraphs[paragraphs.count - 1] += " " + line
      } else {
        paragraphs.append(line.hasPrefix("* ") ? "- " + line.dropFirst(2) : line)
        isOpen = true
      }
    }
    return paragraphs
  }
}

extension String {
  /// The text with line breaks as spaces.
  var singleLine: String { split(whereSeparator: \.isNewline).joined(separator: " ") }
}
