import Foundation
import Testing

@_spi(Generated) @testable import CodexWire

@Suite("Reading and writing an object")
struct ObjectReaderTests {
  @Test("a member that is required and nullable is an explicit null when there is no value")
  func requiredNullable() throws {
    try expectRoundTrip(Required<Int?>(member: nil), #"{"member":null}"#)
    try expectRoundTrip(Required<Int?>(member: 1), #"{"member":1}"#)
  }

  @Test("a required member must be present, also when it is nullable")
  func requiredMissing() throws {
    let missing = DecodingFailure(pointer: "", reason: "the member \"member\" is missing")

    #expect(try failure(of: "{}", as: Required<Int>.self) == missing)
    #expect(try failure(of: "{}", as: Required<Int?>.self) == missing)
    #expect(try failure(of: "{}", as: Required<JSONValue>.self) == missing)
  }

  @Test("null for a member that is not nullable is an error at the member")
  func requiredNull() throws {
    #expect(try failure(of: #"{"member":null}"#, as: Required<Int>.self).pointer == "/member")
  }

  @Test(
    "a number that is out of range for the member's type is an error at the member",
    arguments: ["128", "1.5", "1e400"]
  )
  func numberOutOfRange(number: String) throws {
    let failure = try failure(of: #"{"member":\#(number)}"#, as: Required<Int8>.self)

    #expect(failure.pointer == "/member")
    #expect(failure.reason.hasPrefix("the value is not a valid Int8"))
  }

  @Test("an untyped member that is required may be null")
  func requiredUntyped() throws {
    try expectRoundTrip(Required<JSONValue>(member: .null), #"{"member":null}"#)
  }

  @Test("an optional member is nil when it is absent or null", arguments: ["{}", #"{"member":null}"#])
  func optionalLeftOut(_ text: String) throws {
    #expect(try decoded(text, as: Optionally<Int>.self) == Optionally(member: nil))
  }

  @Test("an optional member is written only when there is a value")
  func optional() throws {
    try expectRoundTrip(Optionally<Int>(member: nil), "{}")
    try expectRoundTrip(Optionally<Int>(member: 1), #"{"member":1}"#)
  }

  @Test("an optional member of the wrong type is an error, not nil")
  func optionalWrong() throws {
    #expect(try failure(of: #"{"member":"1"}"#, as: Optionally<Int>.self).pointer == "/member")
  }

  @Test("an explicit null in an untyped member is kept")
  func untyped() throws {
    try expectRoundTrip(Untyped(member: nil), "{}")
    try expectRoundTrip(Untyped(member: .some(.null)), #"{"member":null}"#)
    try expectRoundTrip(Untyped(member: ["a": [.null]]), #"{"member":{"a":[null]}}"#)
  }

  @Test("a value that is not an object is an error", arguments: ["null", "[]", "1", "\"x\""])
  func noObject(_ text: String) throws {
    #expect(try failure(of: text, as: Optionally<Int>.self).pointer == "")
  }

  @Test("additional members are kept")
  func additional() throws {
    try expectRoundTrip(
      WithAdditional(member: 1, others: ["a/b": .null, "nested": ["member": 2]]),
      #"{"a/b":null,"member":1,"nested":{"member":2}}"#
    )
    try expectRoundTrip(WithAdditional(member: 1, others: [:]), #"{"member":1}"#)
  }

  @Test("a declared member is written instead of an additional member with its name")
  func additionalCollision() throws {
    let value = WithAdditional(member: 1, others: ["member": 2, "a": 3])

    #expect(try encoded(value) == #"{"a":3,"member":1}"#)
  }

  @Test("an additional member with the name of an absent declared member is not written")
  func additionalForOmitted() throws {
    let value = WithAdditional(member: nil, others: ["member": 2])

    #expect(try encoded(value) == "{}")
  }
}

@Suite("The tag of an internally tagged union")
struct TagTests {
  @Test("the tag is the string member with its name")
  func present() throws {
    #expect(try decoded(#"{"type":"text","text":"x"}"#, as: Tagged.self).tag == "text")
    #expect(try decoded(#"{"type":""}"#, as: Tagged.self).tag == "")
  }

  @Test(
    "the tag is nil without an object, without the member, and when the member is not a string",
    arguments: [
      "null", "1", "true", "\"type\"", "[]", #"["type","text"]"#, "{}", #"{"Type":"text"}"#, #"{"type":null}"#,
      #"{"type":1}"#, #"{"type":true}"#, #"{"type":["text"]}"#, #"{"type":{"type":"text"}}"#,
    ]
  )
  func absent(_ text: String) throws {
    #expect(try decoded(text, as: Tagged.self).tag == nil)
  }
}

// MARK: - Structs as codexgen generates them

private struct Required<Value: Codable & Equatable & WireValue>: Codable, Equatable, WireValue {
  var member: Value

  static func _describe(_ type: _WireDescription<Self>) { type.required("member", \.member) }
}

private struct Optionally<Value: Codable & Equatable & WireValue>: Codable, Equatable, WireValue {
  var member: Value?

  static func _describe(_ type: _WireDescription<Self>) { type.optional("member", \.member) }
}

private struct Untyped: Codable, Equatable, WireValue {
  var member: JSONValue?

  static func _describe(_ type: _WireDescription<Self>) { type.optional("member", \.member) }
}

private struct WithAdditional: Codable, Equatable, WireValue {
  var member: Int?
  var others: [String: JSONValue]

  static func _describe(_ type: _WireDescription<Self>) {
    type.optional("member", \.member)
    type.additional(\.others)
  }
}

private struct Tagged: Decodable {
  var tag: String?

  init(from decoder: any Decoder) throws { tag = decoder.tag("type") }
}
