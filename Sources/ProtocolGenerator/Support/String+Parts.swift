extension String {
  /// The text without white space at its start and its end.
  var trimmed: String {
    guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace }) else {
      return ""
    }
    return String(self[first...last])
  }

  /// The text with its first letter in upper case.
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }

  /// The text with a space in place of each line break.
  var singleLine: String { textLines.filter { !$0.isEmpty }.joined(separator: " ") }

  /// The text up to and including the full stop of its first sentence, in one line. A sentence ends with its paragraph, too.
  var firstSentence: String {
    let paragraph = textLines.drop { $0.isEmpty }.prefix { !$0.isEmpty }.joined(separator: " ")
    guard let end = paragraph.indices.first(where: { paragraph[$0...].hasPrefix(". ") }) else { return paragraph }
    return paragraph[..<end] + "."
  }

  /// The part of a path after the last slash; the whole text when it has no slash.
  var lastComponent: String {
    guard let slash = utf8.lastIndex(of: UInt8(ascii: "/")) else { return self }
    return String(self[utf8.index(after: slash)...])
  }
}
