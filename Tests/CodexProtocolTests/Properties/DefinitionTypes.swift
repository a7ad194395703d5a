/// The Swift types of the definitions; the members are in `DefinitionTable.swift`, which is generated.
enum DefinitionTable: DefinitionTypes {}

/// So that the tests compile without that file, too: it is written by one of them, and while it names a type that a
/// release has taken away, none is there to write it anew.
protocol DefinitionTypes {}

extension DefinitionTypes {
  static var types: [String: any (Codable & Sendable).Type] { [:] }
}
