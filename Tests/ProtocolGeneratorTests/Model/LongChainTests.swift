import Testing

@testable import ProtocolGenerator

/// Schemas whose definitions refer to each other in a chain of more than a thousand. The generator ends for each of them, without recursion
/// that overflows the stack. The stacks of the threads of these tests have 512 KB.
@Suite("A schema with a long chain of references")
struct LongChainTests {
  private static let length = 1500

  /// How a definition refers to the next definition of the chain, which the text `NEXT` stands for.
  private static let references = [
    "alias": ##"{"$ref": "NEXT"}"##,
    "allOf": ##"{"allOf": [{"$ref": "NEXT"}]}"##,
    "nullable": ##"{"anyOf": [{"$ref": "NEXT"}, {"type": "null"}]}"##,
    "union": ##"{"anyOf": [{"$ref": "NEXT"}, {"type": "integer"}]}"##,
    "array": ##"{"type": "array", "items": {"$ref": "NEXT"}}"##,
    "dictionary": ##"{"type": "object", "additionalProperties": {"$ref": "NEXT"}}"##,
    "property": ##"{"type": "object", "properties": {"next": {"$ref": "NEXT"}}}"##,
    "required property": ##"{"type": "object", "required": ["n"], "properties": {"n": {"$ref": "NEXT"}}}"##,
    "array in a property": ##"{"type": "object", "properties": {"n": {"type": "array", "items": {"$ref": "NEXT"}}}}"##,
    "nullable property":
      ##"{"type": "object", "properties": {"n": {"anyOf": [{"$ref": "NEXT"}, {"type": "null"}]}}}"##,
    "branch with a tag": ##"""
    {"oneOf": [{"type": "object", "required": ["type"], "properties": {"type": {"enum": ["a"]}, "next": {"$ref": "NEXT"}}},
    {"type": "object", "required": ["type"], "properties": {"type": {"enum": ["b"]}}}]}
    """##,
  ]

  /// A bundle with a method that has the chain as parameters and as response.
  private static func bundle(_ reference: String, names: String) -> SourceFile {
    let definitions = (0..<length).map { number in
      "\"\(names)\(number)\": " + reference.replacing("NEXT", with: "#/definitions/\(names)\(number + 1)")
    }
    return Stage.file(
      ##"""
      {"definitions": {
        "ClientRequest": {"oneOf": [{"type": "object", "required": ["id", "method", "params"], "properties": {
          "id": {"type": "string"}, "method": {"enum": ["chain/get"]}, "params": {"$ref": "#/definitions/\##(names)0"}}}]},
        "ChainGetResponse": {"type": "object", "properties": {"start": {"$ref": "#/definitions/\##(names)0"}}},
        \##(definitions.joined(separator: ",")), "\##(names)\##(length)": {"type": "string"}
      }}
      """##
    )
  }

  @Test(
    "is generated, inspected and compared, or refused with the start of the chain",
    arguments: references.keys.sorted()
  )
  func ends(form: String) throws {
    let reference = try #require(Self.references[form])
    let input = GeneratorInput(stable: Self.bundle(reference, names: "Link"))
    let renamed = GeneratorInput(stable: Self.bundle(reference, names: "Part"))

    do {
      #expect(try Generator.generate(input).typeCount > Self.length)
      #expect(try Inspection.report(of: input, names: ["Link7"], format: .text).contains("Link7"))
      #expect(try !SchemaDiff.compare(old: input, new: renamed, names: ("old", "new")).isEmpty)
    } catch {
      let start = Self.length - ReferenceCycles.longestChain
      let messages = error.diagnostics.map(\.description)
      #expect(messages.count == 1)
      #expect(messages.first?.contains("error: more than 200 references lead from here, one behind the other") == true)
      #expect(messages.first?.contains("Link\(start)") == true || messages.first?.contains("Link\(start - 1)") == true)
      #expect(!form.contains("propert"))
    }
  }

  @Test("of aliases that end in a cycle is an error for the definitions of the cycle only")
  func aliasCycle() {
    let errors = Stage.errors {
      _ = try Stage.model(
        ##"""
        "A": {"type": "array", "items": {"$ref": "#/definitions/B"}},
        "B": {"type": "array", "items": {"$ref": "#/definitions/C"}},
        "C": {"type": "object", "additionalProperties": {"$ref": "#/definitions/B"}},
        "D": {"type": "array", "items": {"$ref": "#/definitions/A"}}
        """##
      )
    }
    let problem =
      "error: this definition is defined by itself: its references never lead to a struct, an enum or a union"
    #expect(errors == ["bundle.json#/definitions/B: \(problem)", "bundle.json#/definitions/C: \(problem)"])
  }

  @Test("in two namespaces, of which one differs at the end of the chain, gives two chains of types")
  func equalChains() throws {
    func chain(_ namespace: String, _ end: String) -> String {
      let links = (0..<500).map { number in
        ##""L\##(number)": {"properties": {"n": {"$ref": "#/definitions/\##(namespace)/L\##(number + 1)"}}}"##
      }
      return #""\#(namespace)": {\#(links.joined(separator: ", ")), "L500": {"properties": {"\#(end)": true}}}"#
    }
    let equal = try Stage.model(chain("v1", "x") + ", " + chain("v2", "x"))
    let different = try Stage.model(chain("v1", "x") + ", " + chain("v2", "y"))

    #expect(equal.types.count == 501)
    #expect(different.types.count == 1002)
  }
}
