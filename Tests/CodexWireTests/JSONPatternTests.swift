import Foundation
import Testing

@_spi(Generated) @testable import CodexWire

@Suite("Patterns of JSON values")
struct JSONPatternTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var pattern: _JSONPattern
    /// The values that match, and how well each one matches.
    var fits: [JSONValue: Int]
    var testDescription: String { name }
  }

  /// One value of each kind, and some similar values.
  static let values: [JSONValue] = [
    .null, true, 1, .unsignedInteger(.max), 1.5, "a", "b", [], [1], [:], ["a": 1], ["a": .null], ["type": "t", "a": 1],
  ]

  static let objects: [JSONValue: Int] = [[:]: 1, ["a": 1]: 1, ["a": .null]: 1, ["type": "t", "a": 1]: 1]

  static let cases = [
    Case(name: "null", pattern: .null, fits: [.null: 1]),
    Case(name: "boolean", pattern: .boolean, fits: [true: 1]),
    Case(name: "any string", pattern: .string(), fits: ["a": 1, "b": 1]),
    Case(name: "one of some strings", pattern: .string(among: ["a", "c"]), fits: ["a": 2]),
    Case(name: "one of no strings", pattern: .string(among: []), fits: [:]),
    Case(name: "an integer", pattern: .integer, fits: [1: 2, .unsignedInteger(.max): 2]),
    Case(name: "a number", pattern: .number, fits: [1: 1, .unsignedInteger(.max): 1, 1.5: 1]),
    Case(name: "an array", pattern: .array, fits: [[]: 1, [1]: 1]),
    Case(name: "an array of integers", pattern: .arrayOf(.integer), fits: [[]: 1, [1]: 2]),
    Case(name: "an array of strings", pattern: .arrayOf(.string()), fits: [[]: 1, [1]: 1]),
    Case(name: "any object", pattern: .object(), fits: objects),
    Case(
      name: "an object with a required member, which may be null",
      pattern: .object(required: ["a"]),
      fits: [["a": 1]: 1, ["a": .null]: 1, ["type": "t", "a": 1]: 1]
    ),
    Case(
      name: "an object with a required member that no value has",
      pattern: .object(required: ["a", "x"]),
      fits: [:]
    ),
    Case(
      name: "an object with known members",
      pattern: .object(known: ["a", "type", "x"]),
      fits: [[:]: 1, ["a": 1]: 2, ["a": .null]: 2, ["type": "t", "a": 1]: 3]
    ),
    Case(
      name: "an object with a constant",
      pattern: .object(required: ["type"], constants: ["type": "t"], known: ["type"]),
      fits: [["type": "t", "a": 1]: 1_002]
    ),
    Case(name: "an object with another constant", pattern: .object(constants: ["type": "u"]), fits: [:]),
    Case(
      name: "any of several patterns, of which the best match counts",
      pattern: .anyOf([.null, .number, .integer, .object(), .object(required: ["a"], known: ["a"])]),
      fits: [
        .null: 1, 1: 2, .unsignedInteger(.max): 2, 1.5: 1, [:]: 1, ["a": 1]: 2, ["a": .null]: 2,
        ["type": "t", "a": 1]: 2,
      ]
    ),
    Case(name: "any of no patterns", pattern: .anyOf([]), fits: [:]),
    Case(
      name: "anything",
      pattern: .any,
      fits: Dictionary(uniqueKeysWithValues: values.map { ($0, 0) })
    ),
  ]

  @Test("a pattern matches the values that it describes and no others", arguments: cases)
  func fit(_ example: Case) {
    for value in Self.values {
      #expect(example.pattern.fit(value) == example.fits[value], "\(value)")
    }
  }
}

@Suite("Choosing the branch of an untagged union")
struct BranchReaderTests {
  @Test("the branch whose pattern matches is chosen")
  func byKind() throws {
    #expect(try decoded("7", as: Value.self) == .integer(7))
    #expect(try decoded("7.5", as: Value.self) == .number(7.5))
    #expect(try decoded("[7]", as: Value.self) == .list([7]))
    #expect(try decoded(#"{"x":1}"#, as: Value.self) == .point(Point(x: 1)))
  }

  @Test("a value that matches no pattern is kept as JSON")
  func unrecognized() throws {
    #expect(try decoded(#"["a",null]"#, as: Value.self) == .unrecognized(["a", .null]))
    #expect(try decoded("null", as: Value.self) == .unrecognized(.null))
    #expect(try decoded("true", as: Value.self) == .unrecognized(true))
    #expect(try decoded("{}", as: Value.self) == .unrecognized([:]))
  }

  @Test("a branch whose pattern matches is skipped when its payload cannot be decoded")
  func doesNotDecode() throws {
    #expect(try decoded(#"{"x":"one"}"#, as: Value.self) == .unrecognized(["x": "one"]))
  }

  @Test("an integer is decoded as the integer branch, also when the number branch comes first")
  func integerAndNumber() throws {
    let shapes: [_JSONPattern] = [.number, .integer]

    #expect(try choose("1", among: shapes) == 1)
    #expect(try choose("1", among: shapes.reversed()) == 0)
    #expect(try choose("1.0", among: shapes) == 1)
    #expect(try choose("1.5", among: shapes) == 0)
    #expect(try choose("18446744073709551615", among: shapes) == 1)
    #expect(try choose("18446744073709551616", among: shapes) == 0)
  }

  @Test("the branch that explains more members is chosen")
  func moreMembers() throws {
    let shapes: [_JSONPattern] = [
      .object(required: ["a"], known: ["a"]), .object(required: ["a"], known: ["a", "b", "c"]),
      .object(required: ["a"], known: ["a", "b"]),
    ]

    #expect(try choose(#"{"a":1,"b":2,"c":3}"#, among: shapes) == 1)
    #expect(try choose(#"{"a":1,"b":2,"c":3}"#, among: shapes.reversed()) == 1)
  }

  @Test("the first of several equally good branches is chosen")
  func ties() throws {
    #expect(try choose(#"{"a":1}"#, among: [.object(known: ["a", "b"]), .object(known: ["a", "c"])]) == 0)
    #expect(try choose("\"x\"", among: [.string(), .string()]) == 0)
    #expect(try choose("\"x\"", among: [.any, .any]) == 0)
  }

  @Test("a matching constant counts more than any number of known members")
  func constants() throws {
    let names = (0..<100).map { "member\($0)" }
    let members = (["\"type\":\"text\""] + names.map { "\"\($0)\":0" }).joined(separator: ",")

    let index = try choose(
      "{\(members)}",
      among: [.object(known: ["type"] + names), .object(constants: ["type": "text"]), .any]
    )

    #expect(index == 1)
  }

  @Test("a pattern that lists the string is preferred to a pattern for any string")
  func listedStrings() throws {
    #expect(try choose("\"on\"", among: [.string(), .string(among: ["on", "off"])]) == 1)
    #expect(try choose("\"dim\"", among: [.string(), .string(among: ["on", "off"])]) == 0)
  }

  @Test(
    "a branch that takes anything never wins over one that fits",
    arguments: ["1", "null", "[]", "{}", "\"x\"", "true"]
  )
  func fallbackShape(_ text: String) throws {
    let shape = _JSONPattern.anyOf([.null, .boolean, .string(), .number, .array, .object()])

    #expect(try choose(text, among: [.any, shape]) == 1)
    #expect(try choose(text, among: [shape, .any]) == 0)
    #expect(try choose(text, among: [.any]) == 0)
  }

  @Test("a nested union that does not recognize the value is not chosen, however well its pattern matches")
  func nestedUnion() throws {
    #expect(try decoded(#"{"x":1}"#, as: Outer.self) == .value(.point(Point(x: 1))))
    #expect(try decoded(#"{"name":"n"}"#, as: Outer.self) == .members(["name": "n"]))
    #expect(try decoded(#"{"name":1}"#, as: Outer.self) == .unrecognized(["name": 1]))
  }

  /// The index of the pattern that is chosen for `text`; `nil` when the value is unrecognized.
  private func choose(_ text: String, among shapes: [_JSONPattern]) throws -> Int? {
    _JSONPattern.choose(among: shapes, for: try JSONValue(parsing: text.utf8)) { _ in true }
  }
}

// MARK: - Unions as codexgen generates them

private struct Point: Codable, Hashable, WireValue {
  var x: Int

  static func _describe(_ type: _WireDescription<Self>) { type.required("x", \.x) }
}

private enum Value: Codable, Hashable, OpenUnion {
  case integer(Int)
  case number(Double)
  case list([Int])
  case point(Point)
  case unrecognized(JSONValue)

  var isRecognized: Bool {
    if case .unrecognized = self { false } else { true }
  }

  static func _describe(_ type: _WireDescription<Self>) {
    type.untagged()
    type.branch(0, matching: .integer)
    type.branch(1, matching: .number)
    type.branch(2, matching: .array)
    type.branch(3, matching: .object(required: ["x"], known: ["x"]))
  }

  static func _make(_ branch: Int, from reader: inout _BranchReader) throws -> Self {
    switch branch {
    case 0: return .integer(try reader.payload())
    case 1: return .number(try reader.payload())
    case 2: return .list(try reader.payload())
    case 3: return .point(try reader.payload())
    default: return .unrecognized(try reader.json())
    }
  }

  func _visit(_ visitor: inout _BranchVisitor) throws {
    switch self {
    case .integer(let value): try visitor.payload(0, value)
    case .number(let value): try visitor.payload(1, value)
    case .list(let value): try visitor.payload(2, value)
    case .point(let value): try visitor.payload(3, value)
    case .unrecognized(let value): try visitor.unrecognized(value)
    }
  }
}

private enum Outer: Codable, Hashable, OpenUnion {
  case value(Value)
  case members([String: String])
  case unrecognized(JSONValue)

  var isRecognized: Bool {
    if case .unrecognized = self { false } else { true }
  }

  static func _describe(_ type: _WireDescription<Self>) {
    type.untagged()
    type.branch(0, matching: .object(known: ["x", "name"]))
    type.branch(1, matching: .object())
  }

  static func _make(_ branch: Int, from reader: inout _BranchReader) throws -> Self {
    switch branch {
    case 0: return .value(try reader.payload())
    case 1: return .members(try reader.payload())
    default: return .unrecognized(try reader.json())
    }
  }

  func _visit(_ visitor: inout _BranchVisitor) throws {
    switch self {
    case .value(let value): try visitor.payload(0, value)
    case .members(let value): try visitor.payload(1, value)
    case .unrecognized(let value): try visitor.unrecognized(value)
    }
  }
}
