/// Names that Swift keeps for itself.
enum SwiftKeyword {
  /// Need backticks where something is declared under them.
  static let reserved: Set<String> = [
    "Any", "Self", "as", "associatedtype", "await", "break", "case", "catch", "class", "continue", "default", "defer",
    "deinit", "do", "else", "enum", "extension", "fallthrough", "false", "fileprivate", "for", "func", "guard", "if",
    "import", "in", "init", "inout", "internal", "is", "let", "nil", "operator", "precedencegroup", "private",
    "protocol",
    "public", "repeat", "rethrows", "return", "self", "static", "struct", "subscript", "super", "switch", "throw",
    "throws",
    "true", "try", "typealias", "var", "where", "while",
  ]

  /// `name` as it is written in a declaration.
  static func escaped(_ name: String) -> String { reserved.contains(name) ? "`\(name)`" : name }

  /// Cannot name a type, not even in backticks.
  static let noTypes: Set<String> = ["Any", "Protocol", "Self", "Type"]

  /// Members that generated structs have besides their properties.
  static let reservedProperties: Set<String> = ["self", "init", "hashValue"]

  /// Members that generated enums have besides their cases.
  static let reservedCases: Set<String> = [
    "unrecognized", "isRecognized", "rawValue", "self", "init", "hashValue",
  ]

  /// Types that generated code uses by their short names. A generated type of that name would hide them.
  static let usedTypes = usedInTypes.union([
    "ClientMethod", "Message", "NoParams", "RPC", "ServerMethod", "UnrecognizedMessage",
  ])

  /// Those that code inside any generated type uses, so that a nested type should not have their names either.
  static let usedInTypes: Set<String> = [
    "Array", "Bool", "Boxed", "Codable", "Decodable", "Decoder", "DecodingError", "Dictionary", "Double", "Encodable",
    "Encoder", "Error", "Float", "Hashable", "Int", "Int16", "Int32", "Int64", "Int8", "JSONValue", "OpenEnum",
    "OpenUnion", "Optional", "Patch", "Self", "Sendable", "Set", "String", "UInt", "UInt16", "UInt32", "UInt64",
    "UInt8", "WireValue",
  ]
}

extension String {
  /// Whether Swift takes it as a name, in backticks where it is a keyword.
  var isIdentifier: Bool {
    let scalars = unicodeScalars
    return scalars.allSatisfy(\.properties.isXIDContinue) && scalars.contains { $0 != "_" }
      && scalars.first.map { $0 == "_" || $0.properties.isXIDStart } == true
  }
}
