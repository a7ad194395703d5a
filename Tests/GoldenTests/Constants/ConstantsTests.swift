import Testing

@Suite("Constants")
struct ConstantsTests {
  @Test("A constant is an open enum with one value")
  func constant() throws {
    let header = try expectRoundTrip(#"{"jsonrpc":"2.0","version":3,"kind":"header"}"#, as: ConstantHeader.self)
    #expect(header.kind == .header)
    #expect(header.jsonrpc.isRecognized)
    #expect(header.version.isRecognized)
    #expect(try expectRoundTrip(#""only""#, as: ConstantName.self) == .only)
  }

  @Test("A value other than the constant is kept")
  func otherValue() throws {
    let header = try expectRoundTrip(#"{"jsonrpc":"3.0","version":4}"#, as: ConstantHeader.self)
    #expect(!header.jsonrpc.isRecognized)
    #expect(!header.version.isRecognized)
  }

  @Test("Constants tell the branches of a union apart")
  func union() throws {
    let add = try expectRoundTrip(#"{"op":"add","path":"/a"}"#, as: ConstantUnion.self)
    #expect(add == .add(ConstantUnion.Add(path: "/a")))
    #expect(try expectRoundTrip(#"{"op":"clear"}"#, as: ConstantUnion.self) == .clear)
    try expectUnrecognized(#"{"op":"move","path":"/a"}"#, as: ConstantUnion.self)
  }
}
