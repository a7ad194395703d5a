/// The description of a type, a property, a value or a method in the schema.
struct Documentation: Hashable, Sendable {
  /// The description without the markers of deprecation and stability.
  var text: String = ""
  /// The reason for a deprecation; `nil` for what is not deprecated. A schema marks a deprecation in its description
  /// (`@deprecated …`) or by the keyword `deprecated`.
  var deprecation: String?
  /// Whether the described thing may change or be removed in any release.
  var stability = Stability.stable
  /// The place in the schema, as a JSON pointer.
  var pointer: String = ""
  /// Whether the text is from the customization, since the schema has no description.
  private(set) var isCustomized = false

  enum Stability: String, Hashable, Sendable {
    case stable, unstable, experimental
  }

  init() {}

  /// Reads the markers in a description of the schema.
  init(prose: String?, isDeprecated: Bool, pointer: String) {
    self.pointer = pointer
    var kept: [String] = []
    for line in (prose ?? "").textLines {
      if let reason = Self.rest(of: line, after: "@deprecated") ?? Self.rest(of: line, after: "Deprecated:")
        ?? Self.rest(of: line, after: "DEPRECATED:")
      {
        deprecation = reason.isEmpty ? Self.plainDeprecation : reason.capitalizedFirst
      } else if line.hasPrefix("Deprecated ") {
        deprecation = line.trimmed
      } else if let rest = Self.rest(of: line, after: "[UNSTABLE]") {
        stability = .unstable
        kept.append(rest)
      } else if let rest = Self.rest(of: line, after: "EXPERIMENTAL") {
        stability = .experimental
        kept.append(rest.capitalizedFirst)
      } else if !Self.isHeading(line) {
        kept.append(line)
      }
    }
    if isDeprecated, deprecation == nil { deprecation = Self.plainDeprecation }
    text = kept.joined(separator: "\n").trimmed
  }

  /// Sets the text to one of the customization.
  mutating func customize(_ text: String) {
    self.text = text
    isCustomized = true
  }

  /// Whether a line is a heading of the source file that the description was copied from, such as "NEW APIs". Most
  /// letters of a heading are capital letters. Headings are left out.
  private static func isHeading(_ line: String) -> Bool {
    let words = line.split(separator: " ")
    return words.count > 1 && words.allSatisfy { $0.count(where: \.isUppercase) * 2 > $0.count }
  }

  private static let plainDeprecation = "Deprecated by the protocol."

  /// The text after `marker` at the start of `line`, without the dash or the colon between.
  private static func rest(of line: String, after marker: String) -> String? {
    let line = line.trimmed
    guard line.hasPrefix(marker) else { return nil }
    let rest = line.dropFirst(marker.count)
    // "EXPERIMENTALLY" does not contain the marker "EXPERIMENTAL".
    if let next = rest.first, next.isLetter, marker.last?.isLetter == true { return nil }
    return String(rest.drop { $0 == "-" || $0 == ":" || $0 == "." || $0.isWhitespace || $0 == "–" || $0 == "—" })
      .trimmed
  }
}

extension String {
  /// The reason of a deprecation, as a text that says that something is deprecated.
  var deprecationSentence: String {
    let reason = singleLine
    return reason.lowercased().hasPrefix("deprecated") ? reason : "Deprecated. " + reason
  }
}
