extension Documentation {
  /// The documentation comment: the schema's description, notes about stability and deprecation, and the place in the
  /// schema.
  ///
  /// - Parameters:
  ///   - defaultValue: The schema's default value, which a server uses for an absent property.
  ///   - isType: Whether the comment belongs to a type or a method. Only these comments end with the place in the
  ///     schema.
  ///   - fallback: The paragraphs for a schema without a description.
  ///   - hasAttribute: Whether an attribute of the declaration contains the reason of a deprecation, as far as one line
  ///     can contain the reason.
  func comment(
    defaultValue: JSONValue? = nil,
    isType: Bool = false,
    fallback: [String] = [],
    hasAttribute: Bool = true
  ) -> CommentSyntax {
    var paragraphs = Self.paragraphs(of: text)
    if paragraphs.isEmpty { paragraphs = fallback }
    // Without a description, the reason of the deprecation becomes the first line of the comment.
    let isReasonFirst = paragraphs.isEmpty && !isType && hasAttribute
    if isReasonFirst, let deprecation { paragraphs = [deprecation] }
    var items: [String] = []
    switch stability {
    case .unstable: items.append("- Important: Unstable: it may change or go with any release.")
    case .experimental: items.append("- Important: Experimental: it may change or go with any release.")
    case .stable: break
    }
    if let deprecation, !isReasonFirst, isType || !hasAttribute || deprecationMessage != deprecation {
      items.append("- Warning: \(deprecation.deprecationSentence)")
    }
    if let defaultValue, defaultValue != .null {
      items.append("- Note: The server's default is \(defaultValue.text.codeSpan).")
    }
    if isType, !pointer.isEmpty { items.append("- Source: \("#\(definitionPointer)".codeSpan)") }
    return CommentSyntax(paragraphs: paragraphs + items)
  }

  /// The attribute `@available(*, deprecated, message: …)`; `nil` for a declaration that is not deprecated.
  var deprecationAttribute: AttributeSyntax? {
    deprecationMessage.map {
      AttributeSyntax(text: "@available(*, deprecated, message: \(StringLiteral.swift($0)))")
    }
  }

  /// The reason of the deprecation in one line: its first sentence if the whole text is too long.
  private var deprecationMessage: String? {
    guard let reason = deprecation?.singleLine else { return nil }
    if reason.count <= Self.messageLength { return reason }
    let sentence = reason.prefixThrough(". ")?.trimmed ?? reason
    if sentence.count <= Self.messageLength { return sentence }
    return String(sentence.prefix(Self.messageLength - 1)) + "…"
  }

  /// The number of characters that a line of 120 columns leaves for the message in an attribute of a nested type's
  /// member.
  private static let messageLength = 74

  /// The pointer up to the first branch of a union. The number of a branch changes when a release adds another branch
  /// before it.
  private var definitionPointer: String {
    let tokens = pointer.split(separator: "/")
    return "/" + tokens.prefix { $0 != "oneOf" && $0 != "anyOf" }.joined(separator: "/")
  }

  /// The paragraphs of a description. A paragraph ends at an empty line and before a list item; its lines are joined.
  private static func paragraphs(of text: String) -> [String] {
    var paragraphs: [String] = []
    var isOpen = false
    for line in text.textLines {
      let line = line.trimmed
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
  /// The start of the text up to and including the first occurrence of `end`.
  fileprivate func prefixThrough(_ end: String) -> String? {
    indices.first { self[$0...].hasPrefix(end) }.map { self[..<$0] + end }
  }
}
