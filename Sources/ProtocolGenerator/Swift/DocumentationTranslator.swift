import CodexWire

extension Documentation {
  /// The doc comment: the schema's prose, callouts for what it warns of, and where it comes from.
  ///
  /// - Parameters:
  ///   - defaultValue: The schema's default, which a server uses for an absent member.
  ///   - isType: Types and methods name their place in the schema; members have theirs by their type.
  ///   - fallback: What to say where the schema says nothing.
  ///   - hasAttribute: An attribute says why the member is deprecated, as far as a line can hold that.
  func comment(
    defaultValue: JSONValue? = nil,
    isType: Bool = false,
    fallback: String? = nil,
    hasAttribute: Bool = true
  ) -> CommentSyntax {
    var paragraphs = Self.paragraphs(of: text)
    if paragraphs.isEmpty, let fallback { paragraphs = [fallback] }
    // A comment needs a first line; the reason for a deprecation is the best there is.
    let isReasonFirst = paragraphs.isEmpty && !isType && hasAttribute
    if isReasonFirst, let deprecation { paragraphs = [deprecation] }
    var items: [String] = []
    switch stability {
    case .unstable: items.append("- Important: Unstable: it may change or go with any release.")
    case .experimental: items.append("- Important: Experimental: it may change or go with any release.")
    case .stable: break
    }
    if let deprecation, !isReasonFirst, isType || !hasAttribute || deprecationMessage != deprecation {
      items.append("- Warning: Deprecated. \(deprecation.singleLine)")
    }
    if let defaultValue, defaultValue != .null {
      items.append("- Note: The server's default is `\(defaultValue.text)`.")
    }
    if isType, !pointer.isEmpty { items.append("- Source: `#\(definitionPointer)`") }
    return CommentSyntax(paragraphs: paragraphs + items)
  }

  /// `@available(*, deprecated, message: …)`
  var deprecationAttribute: AttributeSyntax? {
    deprecationMessage.map {
      AttributeSyntax(text: "@available(*, deprecated, message: \(StringLiteral.swift($0)))")
    }
  }

  /// The reason for the deprecation as one line: its first sentence where all of it does not fit.
  private var deprecationMessage: String? {
    guard let reason = deprecation?.singleLine else { return nil }
    if reason.count <= Self.messageLength { return reason }
    let sentence = reason.prefixThrough(". ")?.trimmed ?? reason
    if sentence.count <= Self.messageLength { return sentence }
    return String(sentence.prefix(Self.messageLength - 1)) + "…"
  }

  /// What a line of 120 columns leaves for the message of an attribute on a nested type's member.
  private static let messageLength = 74

  /// The pointer up to the first branch: the number of a branch changes with every release that adds one before it.
  private var definitionPointer: String {
    let tokens = pointer.split(separator: "/")
    return "/" + tokens.prefix { $0 != "oneOf" && $0 != "anyOf" }.joined(separator: "/")
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
  /// The start of the text through the first occurrence of `end`.
  fileprivate func prefixThrough(_ end: String) -> String? {
    indices.first { self[$0...].hasPrefix(end) }.map { self[..<$0] + end }
  }
}
