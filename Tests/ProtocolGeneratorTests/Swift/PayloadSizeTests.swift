import Testing

@testable import ProtocolGenerator

@Suite("A case with a large payload")
struct PayloadSizeTests {
  /// A union of a small struct and of a struct with as many strings as given.
  private static func union(strings: Int) -> String {
    let properties = (0..<strings).map { #""p\#($0)": {"type": "string"}"# }.joined(separator: ", ")
    return ##"""
      "Small": {"properties": {"x": {"type": "string"}}},
      "Large": {"properties": {\##(properties)}},
      "Choice": {"anyOf": [{"type": "boolean"}, {"$ref": "#/definitions/Small"}, {"$ref": "#/definitions/Large"}]}
      """##
  }

  private static func cases(_ definitions: String) throws -> [String] {
    let text = FileTranslator.singleFile(of: try Stage.named(definitions))
    return text.split(separator: "\n").map { $0.drop { $0 == " " } }
      .filter { $0.hasPrefix("case ") && $0.contains("(") || $0.hasPrefix("indirect case ") }.map(String.init)
      .filter { !$0.contains("unrecognized") && !$0.contains(":") }
  }

  @Test("is stored behind a reference, so that the union is not as large as its largest payload")
  func large() throws {
    #expect(try Self.cases(Self.union(strings: 8)).contains("indirect case large(Large)"))
    #expect(try Self.cases(Self.union(strings: 8)).contains("case small(Small)"))
  }

  @Test("is one of more than seven strings; a smaller one is stored in the union itself")
  func limit() throws {
    #expect(try Self.cases(Self.union(strings: 7)).contains("case large(Large)"))
  }

  @Test("is found also when types contain each other exponentially often, or in a long chain")
  func exponential() throws {
    var definitions = [
      #""T0": {"properties": {"x": {"type": "string"}}}"#,
      ##""Choice": {"anyOf": [{"type": "boolean"}, {"$ref": "#/definitions/T60"}, {"$ref": "#/definitions/E5000"}]}"##,
      #""E0": {"properties": {}}"#,
    ]
    for number in 1...60 {
      let inner = ##"{"$ref": "#/definitions/T\##(number - 1)"}"##
      definitions.append(#""T\#(number)": {"properties": {"a": \#(inner), "b": \#(inner)}}"#)
    }
    for number in 1...5_000 {
      definitions.append(##""E\##(number)": {"properties": {"a": {"$ref": "#/definitions/E\##(number - 1)"}}}"##)
    }

    #expect(try Self.cases(definitions.joined(separator: ", ")).contains("indirect case t60(T60)"))
  }
}
