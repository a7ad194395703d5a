extension TypeDeclaration.Kind {
  /// What reports call the kind.
  var name: String {
    switch self {
    case .structure: "struct"
    case .openEnum: "enum"
    case .union: "union"
    case .messages: "message union"
    case .alias: "alias"
    }
  }
}
