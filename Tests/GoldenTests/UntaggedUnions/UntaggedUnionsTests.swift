import CodexWire
import Testing

@Suite("Untagged unions")
struct UntaggedUnionsTests {
  @Test("Scalars are told by their type")
  func scalars() throws {
    #expect(try expectRoundTrip(#""7""#, as: Scalar.self) == .string("7"))
    #expect(try expectRoundTrip("7", as: Scalar.self) == .integer(7))
    #expect(try expectRoundTrip("true", as: Scalar.self) == .boolean(true))
    try expectUnrecognized("7.5", as: Scalar.self)
    try expectUnrecognized("[7]", as: Scalar.self)
  }

  @Test("A whole number is an integer, whatever the order of the branches")
  func integerOrNumber() throws {
    #expect(try expectRoundTrip("7", as: WholeOrNot.self) == .integer(7))
    #expect(try expectRoundTrip("7.5", as: WholeOrNot.self) == .number(7.5))
  }

  @Test("One value or many")
  func oneOrMany() throws {
    #expect(try expectRoundTrip(#""a""#, as: OneOrMany.self) == .string("a"))
    #expect(try expectRoundTrip(#"["a","b"]"#, as: OneOrMany.self) == .strings(["a", "b"]))
    #expect(try expectRoundTrip("[]", as: OneOrMany.self) == .strings([]))
    try expectUnrecognized(#"["a",1]"#, as: OneOrMany.self)
  }

  @Test("Objects are told by the property that only one of them requires")
  func objects() throws {
    let text = try expectRoundTrip(#"{"uri":"u","text":"t","mimeType":"m"}"#, as: Blob.self)
    #expect(text == .text(Blob.Text(text: "t", uri: "u", mimeType: "m")))
    #expect(
      try expectRoundTrip(#"{"uri":"u","blob":"b"}"#, as: Blob.self) == .blob(Blob.BlobPayload(blob: "b", uri: "u"))
    )
    try expectUnrecognized(#"{"uri":"u"}"#, as: Blob.self)
  }

  @Test("In a union of open unions each takes what it knows")
  func nestedOpenUnions() throws {
    #expect(try expectRoundTrip(#""yes""#, as: Answer.self) == .choice(.yes))
    #expect(
      try expectRoundTrip(#"{"type":"text","text":"t"}"#, as: Answer.self) == .text(.text(AnswerText.Text(text: "t")))
    )
    #expect(try expectRoundTrip(#"{"type":"blank"}"#, as: Answer.self) == .text(.blank))
    #expect(try expectRoundTrip("[1,2]", as: Answer.self) == .list(.integers([1, 2])))
    #expect(try expectRoundTrip(#"{"from":3}"#, as: Answer.self) == .list(.range(AnswerRange(from: 3))))
  }

  @Test(
    "What none of them knows is unrecognized by the outer one: no inner fallback takes it",
    arguments: [#""maybe""#, #"{"type":"picture"}"#, "{}", #"["a"]"#, "1.5"]
  )
  func noInnerFallback(json: String) throws {
    try expectUnrecognized(json, as: Answer.self)
  }

  @Test("An object with the member of the known branch is that branch; any other is a dictionary")
  func looseObject() throws {
    #expect(try expectRoundTrip(#"{"name":"n"}"#, as: LooseObject.self) == .name(LooseObject.Name(name: "n")))
    #expect(try expectRoundTrip(#"{"other":1}"#, as: LooseObject.self) == .object(["other": 1]))
  }

  @Test("Arrays are told by their elements; an empty one is the first")
  func arrays() throws {
    #expect(try expectRoundTrip("[1]", as: Grid.self) == .integers([1]))
    #expect(try expectRoundTrip(#"["a"]"#, as: Grid.self) == .strings(["a"]))
    #expect(try expectRoundTrip(#"[{"from":1}]"#, as: Grid.self) == .answerRanges([AnswerRange(from: 1)]))
    #expect(try expectRoundTrip("[]", as: Grid.self) == .integers([]))
  }

  @Test("An array of an open union does not take the elements of another")
  func arraysOfOpenUnions() throws {
    let texts = try expectRoundTrip(#"[{"type":"text","text":"t"}]"#, as: Gallery.self)
    #expect(texts == .answerTexts([.text(AnswerText.Text(text: "t"))]))
    #expect(try expectRoundTrip(#"["yes"]"#, as: Gallery.self) == .answerChoices([.yes]))
    let blobs = try expectRoundTrip(#"[{"uri":"u","blob":"b"}]"#, as: Gallery.self)
    #expect(blobs == .blobs([.blob(Blob.BlobPayload(blob: "b", uri: "u"))]))
  }

  @Test("An element from a newer server does not hide the array it is in")
  func newElement() throws {
    let mixed = try expectRoundTrip(#"[{"type":"text","text":"t"},{"type":"picture"}]"#, as: Gallery.self)
    #expect(mixed.isRecognized)
  }
}
