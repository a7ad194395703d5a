import Foundation
import Testing

@_spi(Generated) @testable import CodexWire

/// The names of members are compared by code points, although `String` compares canonically equivalent texts as equal.
@Suite("Names of members")
struct NameTests {
  @Test(
    "JSON whose names differ only in their composition is an error",
    arguments: [
      "{\"\u{E9}\":1,\"e\u{301}\":2}", #"{"\u00e9":1,"e\u0301":2}"#, "[0,{\"a\":{\"K\":1,\"\u{212A}\":2}}]",
    ]
  )
  func equivalentNames(json: String) throws {
    let syntaxError = #expect(throws: JSONSyntaxError.self) { try JSONValue(parsing: json.utf8) }
    #expect(syntaxError?.reason.hasSuffix("differs from another one only in its composition of characters") == true)
    let error = #expect(throws: DecodingError.self) { try WireDecoder().decode(JSONValue.self, from: Data(json.utf8)) }
    #expect(
      error.map { DecodingFailure($0).reason }?.hasSuffix("differ only in their composition of characters") == true
    )
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

  private struct Keyed: WireValue, Codable, Hashable {
    var key: String?

    static func _describe(_ type: _WireDescription<Self>) { type.optional("Key", \.key) }
  }
}
