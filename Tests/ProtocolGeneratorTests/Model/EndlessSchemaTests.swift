import Testing

@testable import ProtocolGenerator

/// The generator ends for each schema: with a model, or with an error about the place.
@Suite("A schema that refers to itself")
struct EndlessSchemaTests {
  @Test(
    "through a nullable branch makes the whole union nullable",
    arguments: [
      ##"{"anyOf": [{"$ref": "#/definitions/Nullable"}, {"type": "integer"}]}"##,
      ##"{"oneOf": [{"type": "integer"}, {"anyOf": [{"$ref": "#/definitions/Nullable"}, {"type": "boolean"}]}]}"##,
      ##"{"anyOf": [{"$ref": "#/definitions/Nullable"}, {"type": "integer"}, {"type": "null"}]}"##,
      ##"{"anyOf": [{"$ref": "#/definitions/Twice"}, {"type": "integer"}]}"##,
    ]
  )
  func nullableBranch(schema: String) throws {
    let model = try Stage.model(
      ##"""
      "Nullable": {"type": ["object", "null"], "properties": {"x": {"type": "string"}}},
      "Twice": {"anyOf": [{"$ref": "#/definitions/Nullable"}, {"type": "null"}]},
      "Union": \##(schema),
      "User": {"properties": {"union": {"$ref": "#/definitions/Union"}}, "required": ["union"]}
      """##
    )
    #expect(try model.kind("Union").hasPrefix("untagged: "))
    #expect(try model.kind("Union").contains("Nullable(Nullable)") || model.kind("Union").contains("Twice(Nullable)"))
    #expect(try model.kind("User").hasPrefix("struct union: Union?!"))
  }

  @Test("through allOf and a property of an inline object is an error with the place")
  func inlineRecursion() {
    let errors = Stage.errors {
      _ = try Stage.model(
        ##""A": {"properties": {"x": {"allOf": [{"$ref": "#/definitions/A"}, {"properties": {"y": {"type": "string"}}}]}}}"##
      )
    }
    #expect(
      errors == [
        "bundle.json#/definitions/A/properties/x: error: this schema contains itself through \"allOf\", so its type would have "
          + "no end; make it a definition of its own"
      ]
    )
  }

  @Test("through allOf and a property that two objects declare is an error")
  func mergedRecursion() {
    let property = ##"{"allOf": [{"$ref": "#/definitions/A"}, {"properties": {"y": {"type": "string"}}}]}"##
    let errors = Stage.errors {
      _ = try Stage.model(
        ##"""
        "A": {"allOf": [{"$ref": "#/definitions/B"}, {"properties": {"x": \##(property)}}]}, "B": {"properties": {"x": \##(property)}}
        """##
      )
    }
    #expect(errors.contains { $0.contains("contains itself through \"allOf\"") })
  }

  @Test("many times as inline objects is an error before the memory is used up")
  func explosion() {
    let inline = { (name: String) in ##"{"allOf": [{"$ref": "#/definitions/\##(name)"}, {"properties": {"z": true}}]}"##
    }
    var definitions = [#""D0": {"properties": {"x": {"type": "string"}}}"#]
    for number in 1...30 {
      let inner = inline("D\(number - 1)")
      definitions.append("\"D\(number)\": {\"properties\": {\"a\": \(inner), \"b\": \(inner), \"c\": \(inner)}}")
    }
    let errors = Stage.errors { _ = try Stage.bundle(definitions.joined(separator: ", ")) }
    #expect(errors.contains { $0.contains("the bundle describes more than 100000 types") })
  }

  @Test("is merged once, however often others merge it", .timeLimit(.minutes(1)))
  func repeatedMerging() throws {
    var definitions = [#""D0": {"properties": {"x": {"type": "string"}}}"#]
    for number in 1...40 {
      let reference = "{\"$ref\": \"#/definitions/D\(number - 1)\"}"
      definitions.append(
        "\"D\(number)\": {\"allOf\": [\(reference), \(reference), {\"properties\": {\"x\": {\"type\": \"string\"}}}]}"
      )
    }
    #expect(try Stage.model(definitions.joined(separator: ", ")).kind("D40") == "struct x: String?")
  }

  @Test("through a long chain of properties has a model")
  func longContainment() throws {
    let count = 20_000
    let definitions = (0..<count).map { number in
      "\"D\(number)\": {\"properties\": {\"next\": {\"$ref\": \"#/definitions/D\((number + 1) % count)\"}}}"
    }
    #expect(try Stage.model(definitions.joined(separator: ", ")).kind("D7") == "struct next: D8? boxed")
  }

  @Test("through a long chain of references is an error")
  func longChain() {
    let count = 20_000
    let definitions = (0..<count).map { "\"D\($0)\": {\"$ref\": \"#/definitions/D\($0 + 1)\"}" }
    let errors = Stage.errors {
      _ = try Stage.model((definitions + ["\"D\(count)\": {\"type\": \"string\"}"]).joined(separator: ", "))
    }
    #expect(
      errors == [
        "bundle.json#/definitions/D\(count - 201): error: more than 200 references lead from here, one behind the other"
      ]
    )
  }
}
