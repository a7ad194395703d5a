import Testing

@Suite("Several types")
struct SeveralTypesTests {
  @Test("Each type is a branch")
  func branches() throws {
    #expect(try expectRoundTrip(#""a""#, as: StringOrInteger.self) == .string("a"))
    #expect(try expectRoundTrip("7", as: StringOrInteger.self) == .integer(7))
  }

  @Test("What is of none of the types is kept", arguments: ["1.5", "true", "null", "[]", "{}"])
  func unknown(json: String) throws {
    try expectUnrecognized(json, as: StringOrInteger.self)
  }

  @Test("Null among the types makes the property optional")
  func inProperties() throws {
    let setting = try expectRoundTrip(#"{"value":0.5,"fallback":2,"many":["a",1]}"#, as: Setting.self)
    #expect(setting == Setting(value: .number(0.5), fallback: .integer(2), many: [.string("a"), .integer(1)]))
    try expectRoundTrip(#"{"value":true,"fallback":null}"#, as: Setting.self, writing: #"{"value":true}"#)
  }
}
