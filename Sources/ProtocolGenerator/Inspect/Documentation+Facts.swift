import CodexWire

/// The facts that reports have about every documented part of the schema: types, properties, methods and notifications.
extension Documentation {
  /// The first line of the documentation, or `nil` if there is no documentation.
  var firstLine: String? {
    text.textLines.first { !$0.isEmpty }?.trimmed
  }

  /// The labels and texts for a text report, without facts that are the same for nearly all parts.
  func facts(availability: Availability) -> [(String, String)] {
    var facts: [(String, String)] = []
    if !pointer.isEmpty { facts.append(("pointer", pointer)) }
    if availability == .experimental { facts.append(("availability", "experimental API only")) }
    if stability != .stable { facts.append(("stability", stability.rawValue)) }
    if let deprecation { facts.append(("deprecated", deprecation)) }
    if let firstLine { facts.append(("about", firstLine)) }
    return facts
  }

  /// The members for a JSON report. All members are always present, so that programs need not handle absent members.
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
