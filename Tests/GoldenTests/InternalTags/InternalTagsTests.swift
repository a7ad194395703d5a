import CodexWire
import Testing

@Suite("Internally tagged unions")
struct InternalTagsTests {
  @Test("A branch without payload is only its tag")
  func withoutPayload() throws {
    #expect(try expectRoundTrip(#"{"type":"clear"}"#, as: PaintCommand.self) == .clear)
    try expectRoundTrip(#"{"type":"clear","brandNew":1}"#, as: PaintCommand.self, writing: #"{"type":"clear"}"#)
  }

  @Test("A branch with a payload writes its tag into the payload's object")
  func withPayload() throws {
    let line = try expectRoundTrip(#"{"type":"line","from":1,"to":2,"lineType":"dashed"}"#, as: PaintCommand.self)
    #expect(line == .line(PaintCommand.Line(from: 1, to: 2, lineType: .dashed)))
    #expect(line.isRecognized)
  }

  @Test("A branch that is a definition with the tag among its own properties writes it once")
  func referencedBranch() throws {
    let circle = try expectRoundTrip(#"{"type":"circle","radius":0.5}"#, as: PaintCommand.self)
    #expect(circle == .circle(PaintCircle(radius: 0.5, type: .circle)))
  }

  @Test("A payload may have a nested object with a tag of its own")
  func nestedType() throws {
    let path = try expectRoundTrip(#"{"type":"open_path","style":{"type":"round"}}"#, as: PaintCommand.self)
    #expect(path == .openPath(PaintCommand.OpenPath(style: PaintCommand.OpenPath.Style(type: .round))))
  }

  @Test(
    "What has no tag that is known is kept as raw JSON",
    arguments: [
      #"{"type":"spiral","turns":[1,{"a":null}]}"#, #"{"radius":1}"#, "{}", #"{"type":7}"#, #"{"type":null}"#,
      #""clear""#, "[1]", "null", "3",
    ]
  )
  func unknown(json: String) throws {
    try expectUnrecognized(json, as: PaintCommand.self)
  }

  @Test("A known tag with a payload that does not decode is an error that names the member")
  func broken() throws {
    #expect(try failure(of: #"{"type":"line","from":1}"#, as: PaintCommand.self) == #"the member "to" is missing"#)
  }

  @Test("The tag need not be called type, and the payload may have a property that is")
  func kindAsTag() throws {
    let text = try expectRoundTrip(#"{"kind":"text","type":"multiline"}"#, as: FormField.self)
    #expect(text == .text(FormField.Text(type: "multiline")))
    let choice = try expectRoundTrip(#"{"kind":"choice","type":"single"}"#, as: FormField.self)
    #expect(choice == .choice(FormField.Choice(type: .single)))
  }

  @Test("Tags that differ only in their separators are two branches")
  func collidingTags() throws {
    let slash = try expectRoundTrip(#"{"mode":"openai/form","url":"u"}"#, as: FormMode.self)
    #expect(slash == .openaiSlashForm(FormMode.OpenaiSlashForm(url: "u")))
    let camel = try expectRoundTrip(#"{"mode":"openaiForm","text":"t"}"#, as: FormMode.self)
    #expect(camel == .openaiForm(FormMode.OpenaiForm(text: "t")))
  }

  @Test("A union with one branch stays open for the next")
  func oneBranch() throws {
    #expect(try expectRoundTrip(#"{"type":"only","text":"t"}"#, as: OneBranch.self).isRecognized)
    try expectUnrecognized(#"{"type":"second"}"#, as: OneBranch.self)
  }

  @Test("A catch-all object is what the union keeps anyway, and never wins over a real branch")
  func catchAll() throws {
    #expect(try expectRoundTrip(#"{"type":"known","text":"t"}"#, as: TaggedWithCatchAll.self).isRecognized)
    try expectUnrecognized(#"{"type":"other","text":"t"}"#, as: TaggedWithCatchAll.self)
  }
}
