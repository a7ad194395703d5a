import CodexWire
import Foundation
import Testing

@testable import CodexSDK

@Suite("A type that changes or replaces its JSON Schema")
struct SchemaChangeTests {
  struct Weather: Decodable, Equatable, JSONSchemaRepresentable {
    var city: String
    var degrees: Int?
    var chance: Double
    var hours: [Int]
    var station: Station?

    static func jsonSchema(derived: () throws -> JSONSchema) throws -> JSONSchema {
      try derived()
        .describing("The weather in a city.")
        .describing("city", as: "The name of the city in English.")
        .describing("station", as: "Where it was measured.")
        .limiting("degrees", to: -90...60)
        .limiting("chance", to: 0...1)
        .limiting("hours", toCount: 1...24)
    }
  }

  struct Station: Decodable, Equatable {
    var code: Code
    var height: Int
  }

  /// A type whose initializer refuses most texts.
  struct Code: Decodable, Equatable, JSONSchemaRepresentable {
    var letters: String

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      letters = try container.decode(String.self)
      if letters.count != 4 {
        throw DecodingError.dataCorruptedError(in: container, debugDescription: "A code has four letters.")
      }
    }

    static func jsonSchema(derived: () throws -> JSONSchema) throws -> JSONSchema {
      let schema: JSONSchema = ["type": "string", "pattern": "^[A-Z]{4}$"]
      return schema.example("ENGM")
    }
  }

  @Test("adds descriptions and limits, and replaces schemas, also inside of other types")
  func changes() throws {
    let schema = try JSONSchema(of: Weather.self).json

    #expect(schema["description"] == "The weather in a city.")
    #expect(schema["properties"]?["city"] == ["type": "string", "description": "The name of the city in English."])
    #expect(schema["properties"]?["degrees"] == ["type": ["integer", "null"], "minimum": -90, "maximum": 60])
    #expect(schema["properties"]?["chance"] == ["type": "number", "minimum": 0, "maximum": 1])
    #expect(schema["properties"]?["hours"]?["maxItems"] == 24)
    #expect(schema["properties"]?["station"]?["description"] == "Where it was measured.")
    let station = schema["properties"]?["station"]?["anyOf"]?[0]?["properties"]
    #expect(station?["code"] == ["type": "string", "pattern": "^[A-Z]{4}$"])
    #expect(station?["height"] == ["type": "integer"])
  }

  final class Tree: Decodable, JSONSchemaRepresentable {
    let name: String
    let branches: [Tree]

    static func jsonSchema(derived: () throws -> JSONSchema) throws -> JSONSchema {
      try derived().describing("branches", as: "The parts of the tree.")
    }
  }

  struct Garden: Decodable {
    var tree: Tree
    var note: String
  }

  @Test("can contain itself")
  func recursion() throws {
    let garden = try JSONSchema(of: Garden.self).json

    #expect(garden["properties"]?["tree"] == ["$ref": "#/$defs/Tree"])
    #expect(garden["$defs"]?["Tree"]?["properties"]?["branches"]?["items"] == ["$ref": "#/$defs/Tree"])
    #expect(garden["$defs"]?["Tree"]?["properties"]?["branches"]?["description"] == "The parts of the tree.")
  }

  @Test("keeps the definitions of a schema that replaces the schema of a member")
  func replacement() throws {
    let schema = try JSONSchema(of: Garden.self)
      .replacing("note", with: JSONSchema(of: DerivedSchemaTests.Node.self).describing("A note."))
      .json

    let name = "note-Node"
    #expect(
      schema["properties"]?["note"] == ["anyOf": [["$ref": .string("#/$defs/\(name)")]], "description": "A note."]
    )
    #expect(schema["$defs"]?[name]?["properties"]?["children"]?["items"] == ["$ref": .string("#/$defs/\(name)")])
    #expect(schema["$defs"]?["Tree"] != nil)
  }

  struct Misspelled: Decodable, JSONSchemaRepresentable {
    var city: String

    static func jsonSchema(derived: () throws -> JSONSchema) throws -> JSONSchema {
      try derived().describing("town", as: "A name.")
    }
  }

  struct NoExample: Decodable {
    var code: Strict
    var other: Int

    struct Strict: Decodable, JSONSchemaRepresentable {
      init(from decoder: any Decoder) throws {
        throw DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: "never"))
      }

      static func jsonSchema(derived: () throws -> JSONSchema) -> JSONSchema { ["type": "string"] }
    }
  }

  @Test("is refused when it names a member that does not exist, a wrong kind of limit, or no value that can be decoded")
  func mistakes() throws {
    func message(_ body: () throws -> Void) throws -> String {
      let error = #expect(throws: CodexError.self) { try body() }
      return "\(try #require(error))"
    }
    let misspelled = try message { _ = try JSONSchema(of: Misspelled.self) }
    #expect(misspelled.contains(#"no member "town""#) && misspelled.contains(#""city""#))
    let limited = try message { _ = try JSONSchema(of: Weather.self).limiting("city", to: 1...2) }
    #expect(limited.contains(#""city" cannot have these limits, because it is not a number"#))
    let counted = try message { _ = try JSONSchema(of: Weather.self).limiting("chance", toCount: 1...2) }
    #expect(counted.contains("not an array"))
    let example = try message { _ = try JSONSchema(of: NoExample.self) }
    #expect(example.contains("Its member code") && example.contains(".example("))
  }

  // MARK: Values

  private func decode<Value: Decodable>(_ type: Value.Type, _ text: String) throws -> Value {
    let schema = try JSONSchema(of: type)
    return try schema.ofResponse.decode(type, from: text, isWrapped: !schema.isObject)
  }

  @Test("accepts a value that matches")
  func match() throws {
    let text = #"{"city":"Oslo","degrees":null,"chance":0.1,"hours":[1],"station":{"code":"ENGM","height":3}}"#

    let weather = try decode(Weather.self, text)

    #expect(weather.city == "Oslo" && weather.degrees == nil && weather.chance == 0.1)
    #expect(weather.station?.code.letters == "ENGM")
  }

  static let mismatches: [(String, String, String, String)] = [
    (#"{"city":1,"degrees":1,"chance":0,"hours":[1],"station":null}"#, "/city", "a string", "the number 1"),
    (
      #"{"city":"a","degrees":99,"chance":0,"hours":[1],"station":null}"#, "/degrees",
      "a number at least -90 and at most 60", "the number 99"
    ),
    (#"{"city":"a","degrees":1.5,"chance":0,"hours":[1],"station":null}"#, "/degrees", "an integer", "the number 1.5"),
    (
      #"{"city":"a","degrees":1,"chance":0,"hours":[],"station":null}"#, "/hours",
      "an array whose number of elements is at least 1 and at most 24", "an array with 0 elements"
    ),
    (
      #"{"city":"a","degrees":1,"chance":0,"hours":[1,"b"],"station":null}"#, "/hours/1", "an integer",
      #"the string "b""#
    ),
    (#"{"city":"a","degrees":1,"chance":0,"hours":[1]}"#, "", "", ""),
    (
      #"{"city":"a","chance":0,"hours":[1],"station":null,"more":1}"#, "", #"an object without the member "more""#,
      #"an object with the members "chance", "city", "hours", "more", "station""#
    ),
    (
      #"{"degrees":1,"chance":0,"hours":[1],"station":null}"#, "", #"an object with the member "city""#,
      #"an object with the members "chance", "degrees", "hours", "station""#
    ),
    (
      #"{"city":"a","degrees":1,"chance":0,"hours":[1],"station":{"code":"abc","height":1}}"#, "/station/code",
      "a value for Weather", #"the string "abc" (A code has four letters.)"#
    ),
    ("[1]", "", "an object", "an array with 1 elements"), ("warm", "", "JSON", #"the text "warm""#),
  ]

  @Test("refuses a value that does not match, with its path, the expectation and the value", arguments: mismatches)
  func mismatch(text: String, path: String, expected: String, got: String) throws {
    if expected.isEmpty {
      // A member that is null may be missing.
      #expect(try decode(Weather.self, text).station == nil)
      return
    }
    let mismatch = #expect(throws: ValueMismatch.self) { _ = try decode(Weather.self, text) }

    #expect(mismatch == ValueMismatch(path: path, expected: expected, got: got))
  }

  struct Calendar: Decodable, Equatable {
    var days: [String: Date]
    var floors: [Int: String]?
    var level: DerivedSchemaTests.Level
    var total: Decimal
  }

  @Test("makes a dictionary of entries, a date of a text, and a value of the member `value`")
  func conversions() throws {
    let text =
      #"{"days":[{"key":"start","value":"2026-01-31T12:00:00Z"},{"key":"end","value":"2026-01-31T12:00:00.5+01:00"}],"#
      + #""floors":[{"key":-1,"value":"Cellar"}],"level":"very-high","total":0.1}"#

    let calendar = try decode(Calendar.self, text)

    #expect(calendar.days["start"] == Date(timeIntervalSince1970: 1_769_860_800))
    #expect(calendar.days["end"] == Date(timeIntervalSince1970: 1_769_857_200.5))
    #expect(calendar.floors == [-1: "Cellar"])
    #expect(calendar.level == .high)
    #expect(calendar.total == Decimal(string: "0.1"))
    #expect(try decode([String: [Int]].self, #"{"value":[{"key":"a","value":[1,2]}]}"#) == ["a": [1, 2]])
    #expect(try decode([String: Int].self, #"{"value":{"a":1}}"#) == ["a": 1])
    #expect(try decode(Int?.self, #"{"value":null}"#) == nil)
    let other = #expect(throws: ValueMismatch.self) { try decode([Int].self, #"{"value":["x"]}"#) }
    #expect(other?.path == "/value/0")
    let twice = #expect(throws: ValueMismatch.self) {
      try decode([String: Int].self, #"{"value":[{"key":"a","value":1},{"key":"a","value":2}]}"#)
    }
    #expect(twice?.path == "/value/1/key")
    let date = #expect(throws: ValueMismatch.self) { try decode([Date].self, #"{"value":["tomorrow"]}"#) }
    #expect(date?.expected == "a date and time such as 2026-01-31T12:00:00Z")
    let level = #expect(throws: ValueMismatch.self) {
      try decode([DerivedSchemaTests.Level].self, #"{"value":["high"]}"#)
    }
    #expect(level?.expected == #"one of "low", "very-high""#)
  }
}
