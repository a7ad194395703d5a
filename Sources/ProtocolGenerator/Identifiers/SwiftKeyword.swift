/// The names that Swift or the generated code reserve.
enum SwiftKeyword {
  /// Keywords, which need backticks as the name of a declaration.
  static let reserved: Set<String> = [
    "Any", "Self", "as", "associatedtype", "await", "break", "case", "catch", "class", "continue", "default", "defer",
    "deinit", "do", "else", "enum", "extension", "fallthrough", "false", "fileprivate", "for", "func", "guard", "if",
    "import", "in", "init", "inout", "internal", "is", "let", "nil", "operator", "precedencegroup", "private",
    "protocol",
    "public", "repeat", "rethrows", "return", "self", "static", "struct", "subscript", "super", "switch", "throw",
    "throws",
    "true", "try", "typealias", "var", "where", "while",
  ]

  /// `name` in the form of a declaration: with backticks if `name` is a keyword.
  static func escaped(_ name: String) -> String { reserved.contains(name) ? "`\(name)`" : name }

  /// Names that no type can have, not even with backticks.
  static let noTypes: Set<String> = ["Any", "Protocol", "Self", "Type"]

  /// Members that every generated struct has besides its properties.
  static let reservedProperties: Set<String> = ["self", "init", "hashValue"]

  /// Members that every generated enum has besides its cases.
  static let reservedCases: Set<String> = [
    "unrecognized", "isRecognized", "rawValue", "self", "init", "hashValue",
  ]

  /// Types that generated code refers to without a module. A generated type with such a name would hide the type that
  /// the code means.
  static let usedTypes = usedInTypes.union([
    "ClientMethod", "Message", "NoParams", "Params", "RPC", "Response", "ServerMethod", "UnrecognizedMessage",
  ])

  /// The types that code inside of every generated type refers to. A nested type must not have such a name either.
  static let usedInTypes: Set<String> = [
    "Array", "Bool", "Boxed", "Codable", "Data", "Date", "Decodable", "Decoder", "DecodingError", "Dictionary",
    "Double", "Duration",
    "Encodable", "Encoder", "Error", "Float", "Hashable", "Int", "Int16", "Int32", "Int64", "Int8", "JSONValue",
    "OpenEnum",
    "OpenUnion", "Optional", "Patch", "Secret", "Self", "Sendable", "Set", "String", "UInt", "UInt16", "UInt32",
    "UInt64", "UInt8", "WireValue",
  ]
}

extension String {
  /// Whether the text can be the name of a declaration in Swift, with backticks if it is a keyword.
  ///
  /// Names with characters that no reader sees are refused, although Swift would accept some of them: two such names can
  /// look equal.
  var isIdentifier: Bool {
    let scalars = unicodeScalars
    return scalars.allSatisfy(\.isIdentifierPart) && scalars.contains { $0 != "_" }
      && scalars.first.map { $0 == "_" || $0.properties.isXIDStart } == true
  }

  /// Whether the text can be the name of a type in Swift, which no backticks are needed for.
  var isTypeName: Bool {
    isIdentifier && !SwiftKeyword.reserved.contains(self) && !SwiftKeyword.noTypes.contains(self)
  }
}

extension Unicode.Scalar {
  /// Whether the scalar can stand in an identifier, at least behind its first character.
  var isIdentifierPart: Bool { properties.isXIDContinue && !properties.isDefaultIgnorableCodePoint }
}
