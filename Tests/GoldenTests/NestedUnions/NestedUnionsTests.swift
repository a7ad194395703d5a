import Testing

@Suite("Nested unions")
struct NestedUnionsTests {
  typealias Deep = OuterUnion.Deep

  @Test("A union inside a union inside a union reads down to the bottom")
  func bottom() throws {
    let value = try expectRoundTrip(
      #"{"type":"deep","middle":{"kind":"deeper","inner":{"deepest":{"level":3}}}}"#,
      as: OuterUnion.self
    )
    let inner = Deep.Middle.Deeper.Inner.deepest(.init(deepest: .level(3)))
    #expect(value == .deep(Deep(middle: .deeper(Deep.Middle.Deeper(inner: inner)))))
  }

  @Test(
    "Each level decodes its other branches",
    arguments: [
      #"{"type":"shallow"}"#, #"{"type":"deep","middle":{"kind":"flat"}}"#,
      #"{"type":"deep","middle":{"kind":"deeper","inner":"text"}}"#,
      #"{"type":"deep","middle":{"kind":"deeper","inner":{"deepest":"bottom"}}}"#,
    ]
  )
  func branches(json: String) throws {
    #expect(try expectRoundTrip(json, as: OuterUnion.self).isRecognized)
  }

  @Test(
    "What is unknown at one level is kept there, and the levels above it are recognized",
    arguments: [
      #"{"type":"deep","middle":{"kind":"new"}}"#, #"{"type":"deep","middle":{"kind":"deeper","inner":7}}"#,
      #"{"type":"deep","middle":{"kind":"deeper","inner":{"deepest":"new"}}}"#,
    ]
  )
  func unknownInside(json: String) throws {
    #expect(try expectRoundTrip(json, as: OuterUnion.self).isRecognized)
  }

  @Test("Nested unions without other keywords are one union")
  func flattened() throws {
    #expect(try expectRoundTrip("true", as: FlattenedUnion.self) == .boolean(true))
    #expect(try expectRoundTrip(#""a""#, as: FlattenedUnion.self) == .string("a"))
    #expect(try expectRoundTrip("1", as: FlattenedUnion.self) == .integer(1))
    #expect(try expectRoundTrip(#"["a"]"#, as: FlattenedUnion.self) == .strings(["a"]))
    try expectUnrecognized("{}", as: FlattenedUnion.self)
  }
}
