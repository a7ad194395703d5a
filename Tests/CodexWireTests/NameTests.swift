import Foundation
import Testing

@_spi(Generated) @testable import CodexWire

/// The names of members are compared by code points, although `String` compares canonically equivalent texts as equal.
@Suite("Names of members")
struct NameTests {
  private static let texts = [
    "{\"\u{E9}\":1,\"e\u{301}\":2}", #"{"\u00e9":1,"e\u0301":2}"#, "{\"K\":1,\"\u{212A}\":2}",
  ]

  @Test("names that differ only in their composition are kept apart by every reader", arguments: texts)
  func equivalentNames(json: String) throws {
    let parsed = try JSONValue(parsing: json.utf8)
    let direct = try #require(WireDecoder().decodeOnFastPath(JSONValue.self, from: Data(json.utf8)))
    // The doubled member `x` makes the decoder use `JSONDecoder`, which has the first of both.
    let doubled = "{\"x\":[0,\(json)],\"x\":2}"
    #expect(WireDecoder().decodeOnFastPath(JSONValue.self, from: Data(doubled.utf8)) == nil)
    let fallback = try WireDecoder().decode(JSONValue.self, from: Data(doubled.utf8))
    let inStruct = try WireDecoder().decode(Holder.self, from: Data(doubled.utf8))

    #expect(parsed.objectValue?.values.compactMap(\.intValue).sorted() == [1, 2])
    #expect(direct == parsed)
    #expect(fallback == ["x": [0, parsed]])
    #expect(inStruct == Holder(x: [0, parsed]))
    #expect(try JSONValue(parsing: WireEncoder.encode(parsed)) == parsed)
    #expect(try WireDecoder().decode(Holder.self, from: WireEncoder.encode(inStruct)) == inStruct)
  }

  @Test("names that differ only in their composition are an error in a dictionary, which cannot have both")
  func equivalentKeys() {
    let json = Data("{\"\u{E9}\":1,\"e\u{301}\":2}".utf8)

    let error = #expect(throws: DecodingError.self) { try WireDecoder().decode([String: Int].self, from: json) }
    #expect(
      error.map { DecodingFailure($0).reason }?.hasSuffix("differ only in their composition of characters") == true
    )
    let others = #expect(throws: DecodingError.self) { try WireDecoder().decode(Open.self, from: json) }
    #expect(
      others.map { DecodingFailure($0).reason }?.hasSuffix("differ only in their composition of characters") == true
    )
  }

  @Test("JSONEncoder, which would drop one of two such names, gets an error")
  func encodingWithFoundation() throws {
    let value = try JSONValue(parsing: "[{\"\u{E9}\":1,\"e\u{301}\":2}]".utf8)

    #expect(throws: EncodingError.self) { try JSONEncoder().encode(value) }
  }

  @Test("a name in another composition is kept as it is")
  func otherComposition() throws {
    let json = Data("{\"e\u{301}\":1}".utf8)

    let value = try WireDecoder().decode(JSONValue.self, from: json)

    #expect(value.objectValue?.keys.first?.unicodeScalars.count == 2)
    #expect(try WireEncoder.encode(value) == json)
  }

  @Test("a name that only looks like that of a property is not taken for it", arguments: [#"{"\#u{212A}ey":"a"}"#])
  func confusableName(json: String) {
    let data = Data(json.utf8)
    #expect(WireDecoder().decodeOnFastPath(Keyed.self, from: data) == nil)
    #expect(throws: DecodingError.self) { try WireDecoder().decode(Keyed.self, from: data) }
    #expect(throws: DecodingError.self) { try JSONDecoder().decode(Keyed.self, from: data) }
  }

  @Test("an unknown member may have any name")
  func unknownName() throws {
    let json = Data("{\"Key\":\"a\",\"\u{E9}\":1}".utf8)

    #expect(try WireDecoder().decode(Keyed.self, from: json) == Keyed(key: "a"))
    #expect(try JSONDecoder().decode(Keyed.self, from: json) == Keyed(key: "a"))
  }

  private struct Holder: WireValue, Codable, Hashable {
    var x: JSONValue

    static func _describe(_ type: _WireDescription<Self>) { type.required("x", \.x) }
  }

  private struct Open: WireValue, Codable, Hashable {
    var others: [String: Int]

    static func _describe(_ type: _WireDescription<Self>) { type.additional(\.others) }
  }

  private struct Keyed: WireValue, Codable, Hashable {
    var key: String?

    static func _describe(_ type: _WireDescription<Self>) { type.optional("Key", \.key) }
  }
}
