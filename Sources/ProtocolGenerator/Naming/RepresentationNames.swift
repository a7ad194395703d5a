/// The Swift names of a property with a representation: one name for the stored property, which has the value of the message,
/// and one for the computed property, which has the representation.
struct RepresentationNames {
  var stored: String
  var computed: String

  /// - Parameters:
  ///   - property: A property that has its Swift name.
  ///   - others: The Swift names of the other properties of the struct.
  init(of property: Property, _ representation: ValueRepresentation, beside others: Set<String>, words: Words) {
    stored = property.swiftName
    let parts = Self.parts(of: property.name, words)
    var meaning = parts.filter { !Self.encodings.contains($0.lowercased()) }
    if let last = meaning.last, meaning.count > 1, Self.units.contains(last.lowercased()) { meaning.removeLast() }
    computed = meaning.isEmpty ? stored : words.lowerCamelCase(meaning.joined(separator: " "))
    // `createdAt` is the date, so the stored number is `createdAtSeconds`; `data` is the bytes, so the text is `base64Data`.
    if computed == stored {
      switch representation {
      case .date(let unit), .duration(let unit): stored += unit.rawValue.capitalizedFirst
      case .data: stored = "base64" + stored.capitalizedFirst
      }
    }
    if others.contains(computed) { computed += representation.swiftType }
  }

  private static func parts(of name: String, _ words: Words) -> [String] { words.split(name) }

  private static let encodings: Set<String> = ["base64"]
  private static let units: Set<String> = [
    "ms", "millis", "milliseconds", "sec", "secs", "seconds", "min", "mins", "minutes",
  ]
}
