import CodexWire
import Foundation
import Testing

@Suite("Parsing JSON")
struct JSONParserTests {
  // MARK: Valid texts

  struct Valid: Sendable, CustomTestStringConvertible {
    var text: String
    var value: JSONValue
    init(_ text: String, _ value: JSONValue) {
      self.text = text
      self.value = value
    }
    var testDescription: String { text.debugDescription }
  }

  static let valid: [Valid] = [
    Valid("null", .null),
    Valid("true", true),
    Valid("false", false),
    Valid(" \t\r\n1 \t\r\n", 1),
    Valid("\u{FEFF}[1]", [1]),
    // Numbers
    Valid("0", 0),
    Valid("-0", 0),
    Valid("-0.0", 0),
    Valid("10", 10),
    Valid("-12", -12),
    Valid("9223372036854775807", .integer(.max)),
    Valid("-9223372036854775808", .integer(.min)),
    Valid("9223372036854775808", .unsignedInteger(9_223_372_036_854_775_808)),
    Valid("18446744073709551615", .unsignedInteger(.max)),
    Valid("18446744073709551616", .number(18_446_744_073_709_551_616)),
    Valid("-9223372036854775809", .number(-9_223_372_036_854_775_808)),
    Valid("123456789012345678901234567890", .number(0x1.8ee90ff6c373ep+96)),
    Valid("0.5", 0.5),
    Valid("-1.25", -1.25),
    Valid("1.5e3", 1500),
    Valid("1E3", 1000),
    Valid("1e+3", 1000),
    Valid("125e-2", 1.25),
    Valid("0e0", 0),
    Valid("1.0", 1),
    Valid("1e19", .unsignedInteger(10_000_000_000_000_000_000)),
    Valid("1e20", .number(1e20)),
    Valid("1.7976931348623157e308", .number(.greatestFiniteMagnitude)),
    Valid("5e-324", .number(.leastNonzeroMagnitude)),
    // Strings
    Valid(#""""#, ""),
    Valid(#""plain""#, "plain"),
    Valid(#""\" \\ \/ \b \f \n \r \t""#, "\" \\ / \u{8} \u{C} \n \r \t"),
    Valid(#""\u0041\u00e9\u20AC""#, "Aé€"),
    Valid(#""a\u0000b""#, "a\0b"),
    Valid(#""\ud83d\uDE00""#, "😀"),
    Valid(#""\uD800\uDC00\uDBFF\uDFFF""#, "\u{10000}\u{10FFFF}"),
    Valid(#""x\ud83d\ude00y\\u0041""#, "x😀y\\u0041"),
    Valid("\"é€😀\u{7F}\u{FEFF}\u{FFFD}\"", "é€😀\u{7F}\u{FEFF}\u{FFFD}"),
    Valid(#""e\u0301""#, "e\u{301}"),
    // Containers
    Valid("[]", []),
    Valid("[ ]", []),
    Valid("{}", [:]),
    Valid("{ }", [:]),
    Valid("[1,[2,[]],{}]", [1, [2, []], [:]]),
    Valid(#" { "a" : [ null , true ] , "b" : { "a" : 1 } } "#, ["a": [.null, true], "b": ["a": 1]]),
    Valid(#"{"":0,"\u0061":1}"#, ["": 0, "a": 1]),
  ]

  @Test("valid JSON is accepted", arguments: valid)
  func accepts(_ example: Valid) throws {
    #expect(try JSONValue(parsing: example.text.utf8) == example.value)
  }

  @Test("the value equals that of JSONDecoder", arguments: valid)
  func agreesWithJSONDecoder(_ example: Valid) throws {
    #expect(try decoded(example.text, as: JSONValue.self) == JSONValue(parsing: example.text.utf8))
  }

  // MARK: Invalid texts

  struct Invalid: Sendable, CustomTestStringConvertible {
    var bytes: [UInt8]
    var line: Int
    var column: Int
    var reason: String
    init(_ text: String, _ line: Int, _ column: Int, _ reason: String) {
      self.init(bytes: Array(text.utf8), line, column, reason)
    }
    init(bytes: [UInt8], _ line: Int, _ column: Int, _ reason: String) {
      self.bytes = bytes
      self.line = line
      self.column = column
      self.reason = reason
    }
    var testDescription: String { String(decoding: bytes, as: UTF8.self).debugDescription }
  }

  static let invalidStructure: [Invalid] = [
    Invalid("", 1, 1, "the text ends where a value should be"),
    Invalid(" \n ", 2, 2, "the text ends where a value should be"),
    Invalid("[1,", 1, 4, "the text ends where a value should be"),
    Invalid("[1,]", 1, 4, "']' where a value should be"),
    Invalid("[,1]", 1, 2, "',' where a value should be"),
    Invalid("'a'", 1, 1, "''' where a value should be"),
    Invalid("NaN", 1, 1, "'N' where a value should be"),
    Invalid("// 1", 1, 1, "'/' where a value should be"),
    Invalid("\u{A0}1", 1, 1, "byte 0xC2 where a value should be"),
    Invalid("\0", 1, 1, "byte 0x00 where a value should be"),
    Invalid("[1", 1, 3, "the text ends, ',' or ']' in an array should be here"),
    Invalid("[1 2]", 1, 4, "'2', ',' or ']' in an array should be here"),
    Invalid("[1}", 1, 3, "'}', ',' or ']' in an array should be here"),
    Invalid("{", 1, 2, "the text ends, a member's name in quotes should be here"),
    Invalid("{a:1}", 1, 2, "'a', a member's name in quotes should be here"),
    Invalid("{\n  \"a\": 1,\n}", 3, 1, "'}', a member's name in quotes should be here"),
    Invalid(#"{"a" 1}"#, 1, 6, "'1', ':' after a member's name should be here"),
    Invalid(#"{"a""#, 1, 5, "the text ends, ':' after a member's name should be here"),
    Invalid(#"{"a":}"#, 1, 6, "'}' where a value should be"),
    Invalid(#"{"a":1 "b":2}"#, 1, 8, "'\"', ',' or '}' in an object should be here"),
    Invalid(#"{"a":1]"#, 1, 7, "']', ',' or '}' in an object should be here"),
    Invalid(#"{"a":1"#, 1, 7, "the text ends, ',' or '}' in an object should be here"),
    Invalid("tru", 1, 1, "a word that is not true"),
    Invalid("[fals]", 1, 2, "a word that is not false"),
    Invalid("nil", 1, 1, "a word that is not null"),
  ]

  static let invalidTrailers: [Invalid] = [
    Invalid("nullx", 1, 5, "'x' after the end of the document"),
    Invalid("1 2", 1, 3, "'2' after the end of the document"),
    Invalid("{}\n\n  ,", 3, 3, "',' after the end of the document"),
    Invalid("[]\0", 1, 3, "byte 0x00 after the end of the document"),
    Invalid("[]é", 1, 3, "byte 0xC3 after the end of the document"),
    Invalid("\u{FEFF}\u{FEFF}1", 1, 4, "byte 0xEF where a value should be"),
  ]

  static let invalidNumbers: [Invalid] = [
    Invalid("01", 1, 2, "'1' after the end of the document"),
    Invalid("[-01]", 1, 4, "'1', ',' or ']' in an array should be here"),
    Invalid("1.", 1, 3, "the text ends, a digit should be here"),
    Invalid("[1.]", 1, 4, "']', a digit should be here"),
    Invalid("1.e5", 1, 3, "'e', a digit should be here"),
    Invalid(".5", 1, 1, "'.' where a value should be"),
    Invalid("+1", 1, 1, "'+' where a value should be"),
    Invalid("-", 1, 2, "the text ends, a digit should be here"),
    Invalid("-a", 1, 2, "'a', a digit should be here"),
    Invalid("--1", 1, 2, "'-', a digit should be here"),
    Invalid("1e", 1, 3, "the text ends, a digit should be here"),
    Invalid("1e+", 1, 4, "the text ends, a digit should be here"),
    Invalid("1e+-2", 1, 4, "'-', a digit should be here"),
    Invalid("0x10", 1, 2, "'x' after the end of the document"),
    Invalid("1_000", 1, 2, "'_' after the end of the document"),
    Invalid("1e400", 1, 1, "a number too large to represent"),
    Invalid("[0,\n -1e400]", 2, 2, "a number too large to represent"),
  ]

  static let invalidStrings: [Invalid] = [
    Invalid("\"abc", 1, 1, "a string that does not end"),
    Invalid("[\"a\\\"", 1, 2, "a string that does not end"),
    Invalid("\"a\nb\"", 1, 3, "a control character in a string; write it as \\u000A"),
    Invalid("\"\0\"", 1, 2, "a control character in a string; write it as \\u0000"),
    Invalid("\"\u{1F}\"", 1, 2, "a control character in a string; write it as \\u001F"),
    Invalid("\"a\\", 1, 4, "the text ends inside an escape"),
    Invalid("\"a\\x\"", 1, 3, "an unknown escape"),
    Invalid("\"\\U0041\"", 1, 2, "an unknown escape"),
    Invalid("\"\\u00", 1, 6, "the text ends, four hexadecimal digits after \\u should be here"),
    Invalid("\"\\u00g0\"", 1, 6, "'g', four hexadecimal digits after \\u should be here"),
    Invalid("\"\\u+041\"", 1, 4, "'+', four hexadecimal digits after \\u should be here"),
    Invalid("\"\\ud83d\"", 1, 2, "half of a surrogate pair"),
    Invalid("\"a\\ude00\"", 1, 3, "half of a surrogate pair"),
    Invalid("\"\\ud83dx\"", 1, 2, "half of a surrogate pair"),
    Invalid("\"\\ud83d\\n\"", 1, 2, "half of a surrogate pair"),
    Invalid("\"\\ud83d\\u0041\"", 1, 2, "half of a surrogate pair"),
    Invalid("\"\\ud83d\\ud83d\\ude00\"", 1, 2, "half of a surrogate pair"),
    Invalid("\"\\ud83d\\u00\"", 1, 12, "'\"', four hexadecimal digits after \\u should be here"),
  ]

  /// Each is inserted between `"aé` and `b"`, so the first invalid byte is the fifth byte of the text.
  static let invalidUTF8: [Invalid] =
    [
      [0x80], [0xFF], [0xC0, 0xAF], [0xC3], [0xE2, 0x82], [0xEF, 0xBF], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80],
      [0xF0, 0x9F, 0x98], [0xF4, 0x90, 0x80, 0x80], [0xF8, 0x88, 0x80, 0x80, 0x80],
    ]
    .map { Invalid(bytes: Array("\"aé".utf8) + $0 + Array("b\"".utf8), 1, 5, "bytes that are not UTF-8") }

  @Test(
    "says where and why a text is not JSON",
    arguments: [invalidStructure, invalidTrailers, invalidNumbers, invalidStrings, invalidUTF8].flatMap(\.self)
  )
  func refuses(_ example: Invalid) throws {
    let error = try #require(throws: JSONSyntaxError.self) { try JSONValue(parsing: example.bytes) }

    #expect(error.reason == example.reason)
    #expect(error.line == example.line)
    #expect(error.column == example.column)
  }

  @Test("the description of an error has the line, the column and the reason")
  func description() throws {
    let error = try #require(throws: JSONSyntaxError.self) { try JSONValue(parsing: "[\n  1,\n  ?\n]".utf8) }

    #expect(error.description == "line 3, column 3: '?' where a value should be")
  }

  @Test("columns are counted in bytes, including the byte order mark")
  func columns() throws {
    let error = try #require(throws: JSONSyntaxError.self) { try JSONValue(parsing: "\u{FEFF}[\"é\", ?]".utf8) }

    #expect(error.column == 3 + "[\"é\", ".utf8.count + 1)
  }

  // MARK: Duplicate names

  @Test("a duplicate name in an object is an error at its second occurrence")
  func duplicateName() throws {
    let text = """
      {
        "a": {"b": 1},
        "c": {"b": 1, "\\u0062": 2}
      }
      """

    let error = try #require(throws: JSONSyntaxError.self) { try JSONValue(parsing: text.utf8) }

    #expect(error.description == #"line 3, column 17: the member "b" occurs twice in one object"#)
  }

  @Test("canonically equivalent names are different names, and an error only where the reader asks for distinct names")
  func canonicallyEquivalentNames() throws {
    let text = #"{"\u00e9":1,"e\u0301":2}"#

    #expect(try JSONValue(parsing: text.utf8).objectValue?.count == 2)

    let error = try #require(throws: JSONSyntaxError.self) { try JSONValue(parsingDistinctNames: text.utf8) }

    #expect(error.column == 13)
    #expect(error.reason == "the member \"e\u{301}\" differs from another one only in its composition of characters")
  }

  // MARK: Depth

  static func nested(_ levels: Int, _ open: String, _ close: String) -> String {
    String(repeating: open, count: levels) + "0" + String(repeating: close, count: levels)
  }

  @Test("128 levels of nesting are accepted", arguments: [("[", "]"), (#"{"a":"#, "}")])
  func deep(_ brackets: (open: String, close: String)) async throws {
    let text = Self.nested(128, brackets.open, brackets.close)

    var value = try await onLargeStack { try JSONValue(parsing: text.utf8) }

    var levels = 0
    while let inner = value[0] ?? value["a"] {
      levels += 1
      value = inner
    }
    #expect(levels == 128)
    #expect(value == 0)
  }

  @Test("the 129th level of nesting is an error", arguments: [("[", "]"), (#"{"a":"#, "}")])
  func tooDeep(_ brackets: (open: String, close: String)) async throws {
    let text = Self.nested(129, brackets.open, brackets.close)

    let error = try await #require(throws: JSONSyntaxError.self) {
      try await onLargeStack { try JSONValue(parsing: text.utf8) }
    }

    #expect(error.reason == "nested deeper than 128 levels")
    #expect(error.line == 1)
    #expect(error.column == 128 * brackets.open.utf8.count + 1)
  }

  @Test("containers next to each other do not count as nested")
  func siblings() throws {
    let text = "[" + Array(repeating: "[[]]", count: 1_000).joined(separator: ",") + "]"

    #expect(try JSONValue(parsing: text.utf8).arrayValue?.count == 1_000)
  }

  @Test("a hundred thousand opening brackets are an error and do not exhaust the stack")
  func bracketBomb() async {
    let text = Array(repeating: UInt8(ascii: "["), count: 100_000)

    await #expect(throws: JSONSyntaxError.self) { try await onLargeStack { try JSONValue(parsing: text) } }
  }
}
