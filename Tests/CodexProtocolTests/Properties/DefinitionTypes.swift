/// The Swift types of the definitions of the schema.
///
/// `codexgen generate` writes the function `forEach` to `Generated/CodexProtocolTests`. The file `DefinitionTable.swift` in this folder
/// is a symbolic link to that file, since SwiftPM wants all sources of a target in one folder.
enum DefinitionTable {
  /// The type of each definition, by its name. Of two definitions in two namespaces that have one type, only the first is here.
  static let types: [String: any (Codable & Sendable).Type] = {
    var types: [String: any (Codable & Sendable).Type] = [:]
    forEach { types[$0] = $1 }
    return types
  }()
}
