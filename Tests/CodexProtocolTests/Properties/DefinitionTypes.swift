/// The Swift types of the definitions; the members are in `DefinitionTable.swift`, which is generated.
enum DefinitionTable: DefinitionTypes {}

/// The default for `DefinitionTable.types`, with which the tests compile without `DefinitionTable.swift`.
///
/// A test writes that file. When a release removes a type that the file names, the file does not compile. It can then be
/// deleted, and the test writes it again.
protocol DefinitionTypes {}

extension DefinitionTypes {
  static var types: [String: any (Codable & Sendable).Type] { [:] }
}
