import CodexWire

/// What reports say of everything that the schema describes: types, methods and notifications.
extension Documentation {
  /// The first line of the prose, `nil` when there is none.
  var firstLine: String? {
    text.split(separator: "\n").first.map { String($0).trimmed }
  }

  /// The facts for a text report; those that hold for nearly everything are left out.
  func facts(availability: Availability) -> [(String, String)] {
    var facts: [(String, String)] = []
    if !pointer.isEmpty { facts.append(("pointer", pointer)) }
    if availability == .experimental { facts.append(("availability", "experimental API only")) }
    if stability != .stable { facts.append(("stability", stability.rawValue)) }
    if let deprecation { facts.append(("deprecated", deprecation)) }
    if let firstLine { facts.append(("about", firstLine)) }
    return facts
  }

  /// The members for a JSON report; all of them always, so that its readers need not guess.
  func members(availability: Availability) -> [String: JSONValue] {
    [
      "pointer": pointer.isEmpty ? .null : .string(pointer),
      "gate": .string(availability.rawValue),
      "stability": .string(stability.rawValue),
      "deprecation": deprecation.map(JSONValue.string) ?? .null,
      "documentation": firstLine.map(JSONValue.string) ?? .null,
    ]
  }
}
