import Foundation
import Testing

@_spi(Generated) @testable import CodexWire

/// All readers of JSON read the same numbers.
@Suite("Numbers")
struct NumberTests {
  struct Example: Sendable {
    var text: String
    var value: JSONValue

    init(_ text: String, _ value: JSONValue) {
      self.text = text
      self.value = value
    }
  }

  @Test(
    "a number is an integer when its exact value, or that of the nearest Double, is an integer of 64 bits",
    arguments: [
      Example("-0", .integer(0)), Example("-0.0", .integer(0)), Example("0e5", .integer(0)),
      Example("1e-400", .integer(0)), Example("-1e-400", .integer(0)), Example("1.0000000000000001", .integer(1)),
      Example("1.50", .number(1.5)), Example("100e-2", .integer(1)), Example("0.00012e4", .number(1.2)),
      Example("9007199254740993.0", .integer(9_007_199_254_740_993)),
      Example("9007199254740993.00000", .integer(9_007_199_254_740_993)),
      Example("9223372036854775807.0", .integer(.max)), Example("-9223372036854775808.0", .integer(.min)),
      Example("9007199254740991.9", .integer(9_007_199_254_740_992)),
      Example("9223372036854775.07", .integer(9_223_372_036_854_776)),
      Example("18014398509481984.3", .integer(18_014_398_509_481_984)),
      Example("-9223372036854775809", .number(-0x1p63)), Example("-9223372036854775808.5", .number(-0x1p63)),
      Example("1e18", .integer(1_000_000_000_000_000_000)),
      Example("1e19", .unsignedInteger(10_000_000_000_000_000_000)), Example("1e20", .number(1e20)),
      Example("18446744073709551615.0", .unsignedInteger(.max)), Example("18446744073709551615.5", .number(0x1p64)),
      Example("0.12345678901234567", .number(0.12345678901234567)), Example("5e-324", .number(.leastNonzeroMagnitude)),
      Example("1.7976931348623157e308", .number(.greatestFiniteMagnitude)),
    ]
  )
  func values(_ example: Example) throws {
    #expect(try JSONValue(parsing: example.text.utf8) == example.value)
    #expect(WireDecoder().decodeOnFastPath(JSONValue.self, from: Data(example.text.utf8)) == example.value)
    #expect(try decoded(example.text, as: JSONValue.self) == example.value)
    #expect(try JSONValue(parsing: WireEncoder.encode(example.value)) == example.value)
  }

  @Test("a number that is too large for Double is an error", arguments: ["1e400", "-1e400", "1e99999999999999999999"])
  func tooLarge(text: String) {
    #expect(throws: JSONSyntaxError.self) { try JSONValue(parsing: text.utf8) }
    #expect(throws: DecodingError.self) { try WireDecoder().decode(JSONValue.self, from: Data(text.utf8)) }
    #expect(throws: DecodingError.self) { try decoded(text, as: JSONValue.self) }
  }

  @Test("untyped JSON with integers written as fractions is read on the fast path")
  func fastPath() throws {
    let json = #"{"a":[1.0,1e2,-0,-0.0,0.1,1e-400,12345678901234567890,123456789012345678901]}"#

    let value = try #require(WireDecoder().decodeOnFastPath(JSONValue.self, from: Data(json.utf8)))

    #expect(value["a"]?[0] == 1)
    #expect(try decoded(json, as: JSONValue.self) == value)
  }

  @Test("a number of more than a hundred characters does not stop the program", arguments: [150, 300])
  func longNumber(zeros: Int) throws {
    // `JSONDecoder` traps for this number, which is 9·10^16.
    let number = "0." + String(repeating: "0", count: zeros) + "9e\(zeros + 17)"

    #expect(try WireDecoder().decode(JSONValue.self, from: Data(number.utf8)) == .integer(90_000_000_000_000_000))
    #expect(try JSONValue(parsing: number.utf8) == .integer(90_000_000_000_000_000))
    // The doubled member makes the fast path unavailable.
    #expect(throws: DecodingError.self) {
      try WireDecoder().decode(JSONValue.self, from: Data(#"{"a":\#(number),"a":1}"#.utf8))
    }
    #expect(throws: DecodingError.self) { try WireDecoder().decode(Int64.self, from: Data(number.utf8)) }
  }

  /// `NUMBER_TEXTS=600000` compares that many texts.
  @Test("random number texts are read like JSONDecoder reads them")
  func randomTexts() throws {
    let count = ProcessInfo.processInfo.environment["NUMBER_TEXTS"].flatMap(Int.init) ?? 6_000
    var random = Generator(state: 11)
    let decoder = WireDecoder()
    for _ in 0..<count {
      let text = Self.number(using: &random)
      let data = Data(text.utf8)
      let value = decoder.decodeOnFastPath(JSONValue.self, from: data)
      let parsed = try? JSONValue(parsing: text.utf8)
      #expect(value == (try? JSONDecoder().decode(JSONValue.self, from: data)) && value == parsed, "\(text)")
      if let value { #expect(try JSONValue(parsing: WireEncoder.encode(value)) == value, "\(text)") }
      #expect(Self.agree(Int64.self, data, decoder), "\(text)")
      #expect(Self.agree(UInt64.self, data, decoder), "\(text)")
      #expect(Self.agree(Int32.self, data, decoder), "\(text)")
      #expect(Self.agree(UInt8.self, data, decoder), "\(text)")
      #expect(Self.agree(Double.self, data, decoder), "\(text)")
    }
  }

  private static func agree<Value: WireValue & Codable & Equatable>(
    _ type: Value.Type,
    _ data: Data,
    _ decoder: WireDecoder
  ) -> Bool {
    (try? decoder.decode(type, from: data)) == (try? JSONDecoder().decode(type, from: data))
  }

  struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var word = state
      word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
      word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
      return word ^ word >> 31
    }
  }

  /// A text of one of several kinds: near a limit of an integer type, short, with many digits, with an exponent.
  private static func number(using random: inout Generator) -> String {
    let limits: [String] = [
      "0", "1", "128", "255", "256", "2147483648", "4294967296", "9007199254740992", "9223372036854775807",
      "9223372036854775808", "18446744073709551615", "18446744073709551616", "999999999999999999",
    ]
    func digits(_ range: ClosedRange<Int>) -> String {
      (0..<Int.random(in: range, using: &random)).map { _ in "\(Int.random(in: 0...9, using: &random))" }.joined()
    }
    var whole: String
    switch Int.random(in: 0..<4, using: &random) {
    case 0:
      whole = limits.randomElement(using: &random) ?? "0"
      if whole.count > 2, Bool.random(using: &random) { whole = whole.dropLast(2) + digits(2...2) }
    case 1: whole = "0"
    case 2: whole = "\(Int.random(in: 1...9, using: &random))" + digits(0...5)
    default: whole = "\(Int.random(in: 1...9, using: &random))" + digits(0...22)
    }
    var text = (Bool.random(using: &random) ? "-" : "") + whole
    switch Int.random(in: 0..<5, using: &random) {
    case 0: text += "." + String(repeating: "0", count: Int.random(in: 1...6, using: &random))
    case 1: text += "." + digits(1...17)
    case 2: text += "." + digits(1...3)
    default: break
    }
    switch Int.random(in: 0..<6, using: &random) {
    case 0: text += "e\(Int.random(in: -25...25, using: &random))"
    case 1: text += "E+\(Int.random(in: 0...400, using: &random))"
    case 2: text += "e-\(Int.random(in: 0...400, using: &random))"
    default: break
    }
    return text
  }
}
