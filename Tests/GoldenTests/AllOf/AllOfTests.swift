import Testing

@Suite("allOf")
struct AllOfTests {
  @Test("Several members are one struct with the properties of all")
  func merged() throws {
    let merged = try expectRoundTrip(#"{"id":"i","name":"n","size":1,"own":true}"#, as: Merged.self)
    #expect(merged == Merged(id: "i", name: "n", size: 1, own: true))
  }

  @Test("What one member requires is required of the whole")
  func required() throws {
    #expect(try failure(of: #"{"id":"i","size":1}"#, as: Merged.self) == #"the member "name" is missing"#)
    #expect(try expectRoundTrip(#"{"id":"i"}"#, as: MergedBase.self) == MergedBase(id: "i"))
  }

  @Test("One member is that member's type; several inline ones are a nested type")
  func inProperties() throws {
    let holder = try expectRoundTrip(#"{"single":{"id":"a"},"inline":{"id":"b","extra":"e"}}"#, as: MergedHolder.self)
    #expect(holder == MergedHolder(inline: .init(id: "b", extra: "e"), single: MergedBase(id: "a")))
  }

  @Test("A branch that adds its tag to a definition has the definition's properties")
  func branch() throws {
    let named = try expectRoundTrip(#"{"type":"named","id":"i","name":"n"}"#, as: MergedBranch.self)
    #expect(named == .named(MergedBranch.Named(id: "i", name: "n")))
    #expect(try expectRoundTrip(#"{"type":"bare"}"#, as: MergedBranch.self) == .bare)
  }
}
