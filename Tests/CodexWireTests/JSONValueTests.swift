import CodexWire
import Foundation
import Testing

@Suite("A JSON value")
struct JSONValueTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var value: JSONValue
    var text: String
    var testDescription: String { text }
  }

  @Test(
    "goes through JSONEncoder and JSONDecoder and comes back the same",
    arguments: [
      Case(value: .null, text: "null"),
      Case(value: true, text: "true"),
      Case(value: false, text: "false"),
      Case(value: 0, text: "0"),
      Case(value: -1, text: "-1"),
      Case(value: .integer(.max), text: "9223372036854775807"),
      Case(value: .integer(.min), text: "-9223372036854775808"),
      Case(value: .unsignedInteger(9_223_372_036_854_775_808), text: "9223372036854775808"),
      Case(value: .unsignedInteger(.max), text: "18446744073709551615"),
      Case(value: 0.5, text: "0.5"),
      Case(value: -2.25, text: "-2.25"),
      Case(value: .number(1e300), text: "1e+300"),
      Case(value: "", text: "\"\""),
      Case(value: "a \"quote\", a \\ and a \n", text: #""a \"quote\", a \\ and a \n""#),
      Case(value: "é 😀 \u{2028}", text: "\"é 😀 \u{2028}\""),
      Case(value: [], text: "[]"),
      Case(value: [:], text: "{}"),
      Case(value: [.null, [.null], ["a": .null]], text: #"[null,[null],{"a":null}]"#),
      Case(value: ["a": [:], "b": [], "c": [[], [:]]], text: #"{"a":{},"b":[],"c":[[],{}]}"#),
      Case(value: ["": 1, "a/b": 2, "1": 3], text: #"{"":1,"1":3,"a/b":2}"#),
    ]
  )
  func roundTrip(_ example: Case) throws {
    try expectRoundTrip(example.value, example.text)
  }

  @Test("an integer that a Double would round keeps its value")
  func wideIntegers() throws {
    // given an integer that has the same nearest Double as its neighbours
    let text = "[9007199254740993,18446744073709551614]"
    // when
    let value: JSONValue = try decoded(text)
    // then
    #expect(value == [9_007_199_254_740_993, .unsignedInteger(18_446_744_073_709_551_614)])
    #expect(try encoded(value) == text)
  }

  @Test("the subscripts return members and elements, and nil when there is none")
  func subscripts() throws {
    let value: JSONValue = ["list": [1, 2], "nothing": .null]

    #expect(value["list"]?[1] == .integer(2))
    #expect(value["nothing"] == .some(.null))
    #expect(value["missing"] == .none)
    #expect(value["list"]?[2] == .none)
    #expect(value["list"]?[-1] == .none)
    #expect(value["list"]?["name"] == .none)
    #expect(value[0] == .none)
  }

  @Test("the accessor of a kind returns nil for a value of another kind")
  func accessors() {
    #expect(JSONValue.string("a").stringValue == "a")
    #expect(JSONValue.bool(true).boolValue == true)
    #expect(JSONValue.integer(-3).intValue == -3)
    #expect(JSONValue.array([1]).arrayValue == [1])
    #expect(JSONValue.object(["a": 1]).objectValue == ["a": 1])

    #expect(JSONValue.integer(1).stringValue == nil)
    #expect(JSONValue.integer(1).boolValue == nil)
    #expect(JSONValue.number(1.5).intValue == nil)
    #expect(JSONValue.unsignedInteger(.max).intValue == nil)
    #expect(JSONValue.null.arrayValue == nil)
    #expect(JSONValue.array([]).objectValue == nil)
  }

  @Test("the last value of a repeated name in a dictionary literal counts")
  func repeatedLiteral() {
    let value: JSONValue = ["a": 1, "a": 2]

    #expect(value == .object(["a": 2]))
  }

  @Test("encoding a number that is not finite is an error", arguments: [Double.infinity, -.infinity, .nan])
  func notFinite(_ number: Double) {
    #expect(throws: EncodingError.self) { try encoded(JSONValue.array([.number(number)])) }
  }
}
