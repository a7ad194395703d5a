import CodexWire
import Foundation
import Testing

@testable import CodexSDK

@Suite("The JSON Schema of a Swift type")
struct DerivedSchemaTests {
  private func json<Value: Decodable>(_ type: Value.Type) throws -> JSONValue { try JSONSchema(of: type).json }

  private func object(_ members: KeyValuePairs<String, JSONValue>) -> JSONValue {
    [
      "type": "object",
      "properties": .object(Dictionary(uniqueKeysWithValues: members.map { ($0.key, $0.value) })),
      "required": .array(members.map { .string($0.key) }),
      "additionalProperties": false,
    ]
  }

  enum Level: String, CaseIterable, Decodable {
    case low
    case high = "very-high"
  }

  enum Stars: Int, CaseIterable, Decodable {
    case one = 1
    case two
  }

  struct Place: Decodable {
    var name: String
    var latitude: Double?
  }

  struct Scalars: Decodable {
    var text: String
    var flag: Bool
    var count: Int
    var small: Int8
    var unsigned: UInt
    var ratio: Double
    var half: Float
    var price: Decimal
    var day: Date
    var page: URL
    var id: UUID
    var bytes: Data
    var level: Level
    var stars: Stars
  }

  @Test(
    "has each member in its order, with the types of the standard library and of Foundation, and enums with their values"
  )
  func scalars() throws {
    #expect(
      try json(Scalars.self)
        == object([
          "text": ["type": "string"], "flag": ["type": "boolean"], "count": ["type": "integer"],
          "small": ["type": "integer", "minimum": -128, "maximum": 127],
          "unsigned": ["type": "integer", "minimum": 0], "ratio": ["type": "number"], "half": ["type": "number"],
          "price": ["type": "number"], "day": ["type": "string", "format": "date-time"],
          "page": ["type": "string", "description": "A URL."], "id": ["type": "string", "format": "uuid"],
          "bytes": ["type": "string", "description": "Bytes in Base64."],
          "level": ["type": "string", "enum": ["low", "very-high"]], "stars": ["type": "integer", "enum": [1, 2]],
        ])
    )
  }

  struct Parts: Decodable {
    var place: Place
    var maybe: Int?
    var level: Level?
    var nowhere: Wrapper?
    var tags: [String]
    var numbers: Set<Int>
    var counts: [String: Int]
    var grid: [[Double]]?

    struct Wrapper: Decodable { var value: Bool }
  }

  @Test("requires all members, with optional ones as nullable, nested objects, arrays, and dictionaries as entries")
  func parts() throws {
    let entry = object(["key": ["type": "string"], "value": ["type": "integer"]])
    #expect(
      try json(Parts.self)
        == object([
          "place": object(["name": ["type": "string"], "latitude": ["type": ["number", "null"]]]),
          "maybe": ["type": ["integer", "null"]],
          "level": ["type": ["string", "null"], "enum": ["low", "very-high", .null]],
          "nowhere": ["anyOf": [object(["value": ["type": "boolean"]]), ["type": "null"]]],
          "tags": ["type": "array", "items": ["type": "string"]],
          "numbers": ["type": "array", "items": ["type": "integer"]],
          "counts": ["type": "array", "items": entry],
          "grid": ["type": ["array", "null"], "items": ["type": "array", "items": ["type": "number"]]],
        ])
    )
  }

  final class Node: Decodable {
    let name: String
    let children: [Node]
    let parent: Node?
  }

  struct Forest: Decodable {
    var first: Node
    var here: Place
    var there: Place
  }

  @Test("names the types that contain themselves and those that are used several times, and repeats no other")
  func recursion() throws {
    let node = object([
      "name": ["type": "string"], "children": ["type": "array", "items": ["$ref": "#/$defs/Node"]],
      "parent": ["anyOf": [["$ref": "#/$defs/Node"], ["type": "null"]]],
    ])
    let place = object(["name": ["type": "string"], "latitude": ["type": ["number", "null"]]])
    guard case .object(var root) = node else { return }
    root["$defs"] = ["Node": node]
    #expect(try json(Node.self) == .object(root))
    guard
      case .object(var forest) = object([
        "first": ["$ref": "#/$defs/Node"], "here": ["$ref": "#/$defs/Place"], "there": ["$ref": "#/$defs/Place"],
      ])
    else { return }
    forest["$defs"] = ["Node": node, "Place": place]
    #expect(try json(Forest.self) == .object(forest))
  }

  struct Renamed: Decodable {
    var city: String
    var count: Int
    var isOpen: Bool

    enum CodingKeys: String, CodingKey {
      case city = "city_name"
      case details
    }

    enum DetailKeys: CodingKey { case count, isOpen }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      city = try container.decode(String.self, forKey: .city)
      let details = try container.nestedContainer(keyedBy: DetailKeys.self, forKey: .details)
      count = try details.decodeIfPresent(Int.self, forKey: .count) ?? 1
      isOpen = try details.decode(Bool.self, forKey: .isOpen)
    }
  }

  struct Identifier: RawRepresentable, Decodable { var rawValue: String }

  struct Own: Decodable {
    var id: Identifier
    var list: List

    struct List: Decodable {
      var values: [Int] = []

      init(from decoder: any Decoder) throws {
        var container = try decoder.unkeyedContainer()
        while !container.isAtEnd { values.append(try container.decode(Int.self)) }
      }
    }
  }

  @Test("follows an initializer that is written by hand: keys, nested containers, single values and loops")
  func written() throws {
    #expect(
      try json(Renamed.self)
        == object([
          "city_name": ["type": "string"],
          "details": object(["count": ["type": ["integer", "null"]], "isOpen": ["type": "boolean"]]),
        ])
    )
    #expect(
      try json(Own.self)
        == object(["id": ["type": "string"], "list": ["type": "array", "items": ["type": "integer"]]])
    )
  }

  @Test("is the member of an object where the root has to be an object")
  func roots() throws {
    #expect(try JSONSchema(of: Place.self).outputSchema == json(Place.self))
    #expect(try JSONSchema(of: Node.self).outputSchema == json(Node.self))
    #expect(
      try JSONSchema(of: [Int].self).outputSchema
        == object(["value": ["type": "array", "items": ["type": "integer"]]])
    )
    #expect(
      try JSONSchema(of: Level?.self).outputSchema["properties"]?["value"]?["enum"] == ["low", "very-high", .null]
    )
    let nodes = try JSONSchema(of: [Node].self).outputSchema
    #expect(nodes["properties"]?["value"]?["items"]?["$ref"] != nil || nodes["$defs"] != nil)
  }

  // MARK: Types without a schema

  enum Open: String, Decodable { case known }
  enum Payload: Decodable {
    case number(Int)
    case none
  }
  struct WithOpen: Decodable {
    var place: Place
    var kind: Open
  }
  struct WithPayload: Decodable { var list: [Payload] }
  struct WithJSON: Decodable { var extra: JSONValue }
  struct WithKeys: Decodable { var counts: [Level: Int] }
  final class Endless: Decodable, Sendable { let next: Endless }
  struct Even: Decodable {
    init(from decoder: any Decoder) throws {
      let number = try decoder.singleValueContainer().decode(Int.self)
      if number % 2 == 0 { throw DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: "even")) }
    }
  }
  struct WithEven: Decodable {
    var first: Int
    var inner: Inner
    struct Inner: Decodable { var even: Even }
  }
  struct Pair: Decodable {
    init(from decoder: any Decoder) throws {
      var container = try decoder.unkeyedContainer()
      _ = try container.decode(Int.self)
      _ = try container.decode(String.self)
    }
  }

  static let types: [(any (Decodable & Sendable).Type, String, String)] = [
    (WithOpen.self, "kind", "Conform Open to CaseIterable"),
    (WithPayload.self, "list", "Conform Payload to JSONSchemaRepresentable"),
    (WithJSON.self, "extra", "Use a type whose members are known"),
    (WithKeys.self, "counts", "keys of a dictionary must be of type String or Int"),
    (Endless.self, "next", "Make the member an optional or an array"), (WithEven.self, "inner.even", "even"),
    (Pair.self, "", "depends on its place"),
  ]

  @Test("is refused with the member and what to write when it cannot be derived", arguments: types.indices)
  func problems(index: Int) throws {
    let (type, member, advice) = Self.types[index]

    let error = #expect(throws: CodexError.self) { _ = try JSONSchema(of: type) }

    guard case .invalidInput(let message)? = error else {
      Issue.record("unexpected error: \(String(describing: error))")
      return
    }
    #expect(message.hasPrefix("No JSON Schema can be derived from \(type)."))
    if !member.isEmpty { #expect(message.contains("Its member \(member) has the type")) }
    #expect(message.contains(advice), "\(message)")
  }
}
