extension String {
  /// The text for a paragraph of Markdown, where it shows all its characters as they are: no character of the text makes
  /// markup, HTML, a mention of a user or a reference to an issue. The text should be printable.
  var markdown: String {
    var result = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      switch scalar {
      case "&": result.append(contentsOf: "&amp;".unicodeScalars)
      case "<": result.append(contentsOf: "&lt;".unicodeScalars)
      // GitHub knows mentions and references only without markup between their characters.
      case "@", "#": result.append(contentsOf: "\(scalar)<!-- -->".unicodeScalars)
      case "\\", "`", "*", "_", "[", "]", "|", "~":
        result.append("\\")
        result.append(scalar)
      default: result.append(scalar)
      }
    }
    return String(result)
  }
}
