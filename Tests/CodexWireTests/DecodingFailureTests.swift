import CodexWire
import Foundation
import Testing

@Suite("A decoding failure")
struct DecodingFailureTests {
  @Test("for a missing member the pointer names the object, and the reason names the member")
  func missing() throws {
    struct Outer: Decodable { var list: [Inner] }
    struct Inner: Decodable { var name: String }

    let failure = try failure(of: #"{"list":[{"name":"a"},{}]}"#, as: Outer.self)

    #expect(failure == DecodingFailure(pointer: "/list/1", reason: "the member \"name\" is missing"))
  }

  @Test("for a wrong type in nested arrays the pointer names the element")
  func nestedArrays() throws {
    let failure = try failure(of: #"{"a":[[1],[2,"x"]]}"#, as: [String: [[Int]]].self)

    #expect(failure.pointer == "/a/1/1")
    #expect(failure.reason.hasPrefix("expected Int: "))
  }

  @Test("for an unexpected null the pointer names the member")
  func null() throws {
    let failure = try failure(of: "[1,null]", as: [Int].self)

    #expect(failure.pointer == "/1")
    #expect(failure.reason == "expected Int, found null")
  }

  @Test(
    "writes a member's name in its pointer as RFC 6901 wants it",
    arguments: [
      ("a/b", "/a~1b"), ("m~n", "/m~0n"), ("~1", "/~01"), ("", "/"), ("é 😀", "/é 😀"), ("/\u{301}", "/~1\u{301}"),
      ("~\u{301}", "/~0\u{301}"),
    ]
  )
  func escaping(_ example: (name: String, pointer: String)) throws {
    let text = try encoded([example.name: "no number"])

    let failure = try failure(of: text, as: [String: Int].self)

    #expect(Array(failure.pointer.utf8) == Array(example.pointer.utf8))
  }

  @Test(
    "a member's name that looks like a number is kept in the pointer",
    arguments: ["007", "-1", "+1", "12", "Index 0"]
  )
  func numericNames(_ name: String) throws {
    let failure = try failure(of: try encoded([name: "no number"]), as: [String: Int].self)

    #expect(failure.pointer == "/\(name)")
  }

  @Test("for a text that is not JSON the pointer is empty")
  func noJSON() throws {
    let failure = try failure(of: "{", as: [String: Int].self)

    #expect(failure.pointer == "")
    #expect(!failure.reason.isEmpty)
  }

  @Test("for an error that is not a DecodingError the reason is its description")
  func otherError() throws {
    let error = try #require(throws: JSONSyntaxError.self) { try JSONValue(parsing: "[".utf8) }

    let failure = DecodingFailure(error)

    #expect(failure.pointer == "")
    #expect(failure.description == "line 1, column 2: the text ends where a value should be")
  }

  @Test("a decoding failure can be encoded and decoded")
  func codable() throws {
    try expectRoundTrip(DecodingFailure(pointer: "/a/0", reason: "why"), #"{"pointer":"/a/0","reason":"why"}"#)
  }
}
