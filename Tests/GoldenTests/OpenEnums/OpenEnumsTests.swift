import CodexWire
import Testing

@Suite("Open enums")
struct OpenEnumsTests {
  @Test("A known value is its case")
  func known() throws {
    #expect(try expectRoundTrip(#""late_summer""#, as: Season.self) == .lateSummer)
    #expect(try expectRoundTrip(#""alone""#, as: OnlyValue.self) == .alone)
    #expect(Season(rawValue: "spring") == .spring)
    #expect(Season.spring.isRecognized)
  }

  @Test("A value from a newer server is kept as it is", arguments: [#""winter""#, #""""#, #""SPRING""#])
  func unknown(value: String) throws {
    try expectUnrecognized(value, as: Season.self)
    try expectUnrecognized(value, as: Weather.self)
    try expectUnrecognized(value, as: OnlyValue.self)
  }

  @Test("What is no string is an error", arguments: ["1", "null", "{}", "true"])
  func noString(value: String) {
    #expect(throws: DecodingError.self) { try decoded(value, as: Season.self) }
  }

  @Test("Values that the schema lists one by one, each with its description, are one enum")
  func oneByOne() throws {
    for (text, value) in [
      ("sunny", Weather.sunny), ("rainy", .rainy), ("wet", .wet), ("foggy", .foggy), ("hazy", .hazy),
    ] {
      #expect(try expectRoundTrip("\"\(text)\"", as: Weather.self) == value)
    }
  }

  @Test("A catch-all string beside the values is what an open enum has anyway")
  func catchAll() throws {
    #expect(try expectRoundTrip(#""calm""#, as: WeatherWithCatchAll.self) == .calm)
    try expectUnrecognized(#""stormy""#, as: WeatherWithCatchAll.self)
  }

  @Test("An alias is read as the value it stands for, which is what is written")
  func alias() throws {
    let value = try expectRoundTrip(#""guardian""#, as: Reviewer.self, writing: #""auto_review""#)
    #expect(value == .autoReview)
    #expect(value.isRecognized)
  }

  @Test("Two values are equal when they are written alike")
  func equality() {
    #expect(Season.unrecognized("spring") == .spring)
    #expect(Set([Season.unrecognized("spring"), .spring]).count == 1)
  }

  @Test("A nullable enum is an optional one, wherever null is among its values")
  func nullable() throws {
    let day = try expectRoundTrip(
      #"{"season":"spring","maybe":"dry","next":"winter","seasons":["spring","autumn"],"unit":"kelvin","phases":["day"]}"#,
      as: ForecastDay.self
    )
    #expect(
      day
        == ForecastDay(
          season: .spring,
          maybe: .dry,
          next: .unrecognized("winter"),
          phases: [.day],
          seasons: [.spring, .unrecognized("autumn")],
          unit: .kelvin
        )
    )
    try expectRoundTrip(
      #"{"season":"spring","maybe":null,"next":null,"unit":null}"#,
      as: ForecastDay.self,
      writing: #"{"season":"spring"}"#
    )
  }
}
