extension Wrapper.Parameter {
  /// Makes the parameter a date, a duration or bytes.
  ///
  /// - Parameters:
  ///   - property: The property that the parameter sets.
  ///   - isOverride: Whether the parameter is an `Override`.
  mutating func represent(_ representation: ValueRepresentation, of property: Property, isOverride: Bool) {
    conversion = .representation(representation)
    name = property.representationName
    setType(representation.swiftType, of: property, isOverride: isOverride)
    documentation = Self.removing(representation, from: documentation)
  }

  /// Sets the type for a value: the type itself, an optional or an `Override`.
  mutating func setType(_ type: String, of property: Property, isOverride: Bool) {
    let isRequired = property.presence == .required
    self.type = isOverride ? "Override<\(type)>" : isRequired ? type : type + "?"
  }

  /// A text without the unit or the encoding, which callers of the function do not see:
  /// `The timeout in milliseconds.` -> `The timeout.`
  private static func removing(_ representation: ValueRepresentation, from text: String) -> String {
    let removed: [String] =
      switch representation.unit {
      case .some(let unit): [", in \(unit.rawValue),", " (in \(unit.rawValue))", " in \(unit.rawValue)"]
      case nil: [" encoded as base64", "base64-encoded ", "Base64-encoded "]
      }
    return removed.reduce(text) { text, words in text.replacing(words, with: "") }
  }
}
