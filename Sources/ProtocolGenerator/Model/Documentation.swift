/// What the schema's prose says of a type, a property, a value or a method.
struct Documentation: Hashable, Sendable {
  /// The prose, with the markers below taken out.
  var text: String = ""
  /// Why it should no longer be used. The schema says so only in prose (`@deprecated …`) or by the keyword `deprecated`.
  var deprecation: String?
  /// It may change or go without notice.
  var stability = Stability.stable
  /// Where it stands in the schema.
  var pointer: String = ""

  enum Stability: String, Hashable, Sendable {
    case stable, unstable, experimental
  }

  init() {}

  /// Reads the markers of the schema's prose.
  init(prose: String?, isDeprecated: Bool, pointer: String) {
    self.pointer = pointer
    var kept: [String] = []
    for line in (prose ?? "").split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
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

  /// A line of words in capitals is a heading of the source it was taken from ("NEW APIs"), and says nothing here.
  private static func isHeading(_ line: String) -> Bool {
    let words = line.split(separator: " ")
    return words.count > 1 && words.allSatisfy { $0.count(where: \.isUppercase) * 2 > $0.count }
  }

  private static let plainDeprecation = "Deprecated by the protocol."

  /// What follows `marker` at the start of `line`, without the dash or colon that joins them.
  private static func rest(of line: String, after marker: String) -> String? {
    let line = line.trimmed
    guard line.hasPrefix(marker) else { return nil }
    let rest = line.dropFirst(marker.count)
    // "EXPERIMENTALLY" is no marker.
    if let next = rest.first, next.isLetter, marker.last?.isLetter == true { return nil }
    return String(rest.drop { $0 == "-" || $0 == ":" || $0 == "." || $0.isWhitespace || $0 == "–" || $0 == "—" })
      .trimmed
  }
}
