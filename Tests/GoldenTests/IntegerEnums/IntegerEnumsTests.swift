import Testing

@Suite("Integer enums")
struct IntegerEnumsTests {
  @Test("A known number is its case")
  func known() throws {
    #expect(try expectRoundTrip("130", as: ExitStatus.self) == .value130)
    #expect(try expectRoundTrip("2", as: HTTPVersion.self) == .value2)
    #expect(ExitStatus.value0.isRecognized)
  }

  @Test("Numbers that differ in their sign have different names")
  func negative() throws {
    #expect(try expectRoundTrip("1", as: ExitStatus.self) == .value1)
    #expect(try expectRoundTrip("-1", as: ExitStatus.self) == .minus1)
  }

  @Test("A number from a newer server is kept")
  func unknown() throws {
    try expectUnrecognized("7", as: ExitStatus.self)
    try expectUnrecognized("3", as: HTTPVersion.self)
  }
}
