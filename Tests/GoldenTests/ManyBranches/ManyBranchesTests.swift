import Testing

@Suite("Many branches")
struct ManyBranchesTests {
  @Test("Each of a hundred branches is told by its tag", arguments: 0..<100)
  func branch(index: Int) throws {
    let tag = (index < 10 ? "event0" : "event") + "\(index)"
    let payload = index % 3 == 0 ? "" : #","text":"t""#
    let value = try expectRoundTrip(#"{"type":"\#(tag)"\#(payload)}"#, as: WideUnion.self)
    #expect(value.isRecognized)
  }

  @Test("An unknown branch is kept as JSON")
  func unknown() throws {
    try expectUnrecognized(#"{"type":"event100","text":"t"}"#, as: WideUnion.self)
  }

  @Test("Branches are values like any other")
  func values() throws {
    #expect(try decoded(#"{"type":"event99"}"#, as: WideUnion.self) == .event99)
    #expect(try decoded(#"{"type":"event98","text":"t"}"#, as: WideUnion.self) == .event98(.init(text: "t")))
  }
}
