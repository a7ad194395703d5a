import Testing

@testable import ProtocolGenerator

@Suite("The patterns of unions without tags")
struct PatternLimitTests {
  /// A definition for each number. Each is a union of the definition before and of arrays of it, so the pattern of each is twice
  /// as large as the one before.
  private static func doubling(_ count: Int) -> String {
    let chain = (1...count).map { number in
      let inner = ##"{"$ref": "#/definitions/U\##(number - 1)"}"##
      return ##""U\##(number)": {"anyOf": [{"type": "array", "items": \##(inner)}, {"type": "boolean"}, \##(inner)]}"##
    }
    return ([#""U0": {"anyOf": [{"type": "integer"}, {"type": "string"}]}"#] + chain).joined(separator: ", ")
  }

  /// Unions each of which has arrays of all the others as branches: the number of paths through them is a factorial.
  private static func everyOther(_ count: Int) -> String {
    (0..<count).map { number in
      let others = (0..<count).filter { $0 != number }.flatMap { other in
        [##"{"type": "array", "items": {"$ref": "#/definitions/U\##(other)"}}"##]
      }
      return ##""U\##(number)": {"anyOf": [{"type": "string"}, \##(others.joined(separator: ", "))]}"##
    }.joined(separator: ", ")
  }

  private static func generation(_ definitions: String) throws -> Generation {
    try Generator.generate(GeneratorInput(stable: Stage.file("{\"definitions\": {\(definitions)}}")))
  }

  @Test(
    "stay small when they contain each other exponentially often, with a warning",
    arguments: [doubling(60), everyOther(12)]
  )
  func exponential(definitions: String) throws {
    let generation = try Self.generation(definitions)

    let warning = try #require(generation.warnings.last)
    #expect(
      warning.description.hasPrefix("bundle.json#/definitions/U")
        && warning.description.contains("tells them apart only in part; give each branch a required property")
    )
    #expect(generation.files.map(\.contents.utf8.count).reduce(0, +) < 10_000_000)
  }

  @Test("of a chain of many unions end at a depth that the stack and the compiler can hold")
  func chain() throws {
    let chain = (1...190).map { number in
      ##""U\##(number)": {"anyOf": [{"$ref": "#/definitions/U\##(number - 1)"}, {"type": "boolean"}]}"##
    }

    let generation = try Self.generation((chain + [##""U0": {"type": "string"}"##]).joined(separator: ", "))

    #expect(generation.warnings.contains { $0.pointer == "/definitions/U190" })
    #expect(!generation.warnings.contains { $0.pointer == "/definitions/U10" })
  }

  @Test("are complete within the limits, without a warning")
  func withinLimits() throws {
    let generation = try Self.generation(Self.doubling(3))

    #expect(generation.warnings == [])
    let text = generation.files.map(\.contents).joined()
    #expect(text.contains("type.branch(2, \"u2\", matching: .anyOf([.arrayOf(") || text.contains(".arrayOf(.anyOf(["))
    #expect(!text.contains("matching: .any)"))
  }
}
