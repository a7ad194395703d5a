/// Property -> Declaration: the computed property that has the representation of a stored property.
struct RepresentationTranslator {
  let context: TranslationContext

  /// The declaration in the struct that has the property; `nil` for a property without representation.
  ///
  /// - Parameter storage: The name of the stored property.
  func translate(_ property: Property, storage: String) -> Declaration? {
    guard let representation = property.representation, let type = property.representationType else { return nil }
    let conversion = Expression.call(
      .name(representation.hook + "." + representation.function),
      [.init(.name(SwiftKeyword.escaped(storage)), label: representation.unit?.rawValue ?? "base64")]
    )
    return declaration(of: property, representation, type: type, conversion)
  }

  /// The declaration in a type that may contain the struct; `nil` for a property without representation.
  ///
  /// - Parameter structure: The optional struct that has the property.
  func translate(_ property: Property, of structure: String) -> Declaration? {
    guard let representation = property.representation, let type = property.representationType else { return nil }
    let value = Expression.member(.name(structure), property.representationName)
    return declaration(of: property, representation, type: type.hasSuffix("?") ? type : type + "?", value)
  }

  private func declaration(
    of property: Property,
    _ representation: ValueRepresentation,
    type: String,
    _ value: Expression
  ) -> Declaration {
    var documentation = property.documentation
    documentation.text = Self.withoutUnits(documentation.text)
    var comment = documentation.comment()
    comment.append(Self.explanation(of: property, representation))
    return .variable(
      VariableSyntax(
        comment: comment,
        attributes: [property.documentation.deprecationAttribute].compactMap(\.self),
        access: context.access,
        name: SwiftKeyword.escaped(property.representationName),
        type: type,
        accessors: .get([.expression(value)])
      )
    )
  }

  /// The schema's text about a number of units, as a text about a time.
  private static func withoutUnits(_ text: String) -> String {
    numbers.reduce(text) { text, words in text.replacing(words.key, with: words.value) }
  }

  private static let numbers: KeyValuePairs = [
    "Unix timestamp (in seconds)": "The time", "Unix timestamp (in milliseconds)": "The time",
    "Unix timestamp (milliseconds)": "The time", "Unix timestamp in seconds": "The time",
    "Current time as whole Unix seconds": "The current time", " in Unix milliseconds": "", ", in Unix seconds": "",
    " (in milliseconds)": "", " in milliseconds": "", "Base64-encoded output bytes": "The output",
    "Optional base64-encoded stdin bytes": "Optional bytes for the standard input", "encoded as base64": "as bytes",
  ]

  private static func explanation(of property: Property, _ representation: ValueRepresentation) -> String {
    let stored = property.swiftName.codeSpan
    return switch representation {
    case .date: "The value of \(stored) as a date."
    case .duration: "The value of \(stored) as a duration."
    case .data: "The bytes that \(stored) encodes; `nil` when the text is not valid Base64."
    }
  }
}

extension ValueRepresentation {
  /// A sentence about the value of the message. The descriptions of the customization leave the unit out, because they
  /// describe the parameters of functions, too.
  var storedForm: String {
    switch self {
    case .date(let unit): "The value is in \(unit.rawValue) since the beginning of 1970 in UTC."
    case .duration(let unit): "The value is in \(unit.rawValue)."
    case .data: "The value is text in Base64."
    }
  }

  /// The type of `CodexWire` that converts values.
  var hook: String {
    switch self {
    case .date: "_WireDate"
    case .duration: "_WireDuration"
    case .data: "_WireData"
    }
  }

  /// The function that converts the value of a message to the representation.
  fileprivate var function: String {
    switch self {
    case .date: "date"
    case .duration: "duration"
    case .data: "data"
    }
  }
}
