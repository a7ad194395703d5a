import CodexWire
import Testing

@Suite("Structures")
struct StructuresTests {
  @Test("A struct with only its required properties is decoded and encoded without other properties")
  func onlyRequired() throws {
    let record = try expectRoundTrip(#"{"id":"a","parentId":null,"payload":[1,null]}"#, as: PresenceRecord.self)

    #expect(record == PresenceRecord(id: "a", parentID: nil, payload: [1, .null]))
    #expect(record.branch == .unchanged)
    #expect(record.effort == .unchanged)
  }

  @Test("A required property that is missing or null is an error that names it")
  func missing() throws {
    #expect(try failure(of: #"{"payload":1}"#, as: PresenceRecord.self) == #"the member "id" is missing"#)
    #expect(try failure(of: #"{"id":null,"payload":1}"#, as: PresenceRecord.self).contains("/id"))
    #expect(try failure(of: #"{"id":"a"}"#, as: PresenceRecord.self) == #"the member "payload" is missing"#)
  }

  @Test("A required nullable property always writes an explicit null, and reads an absent member as one")
  func requiredNullable() throws {
    try expectRoundTrip(
      #"{"id":"a","payload":0}"#,
      as: PresenceRecord.self,
      writing: #"{"id":"a","parentId":null,"payload":0}"#
    )
  }

  @Test("An optional property that is null is left out when it is written")
  func optionalNull() throws {
    try expectRoundTrip(
      #"{"id":"a","parentId":"b","payload":0,"note":null,"title":null,"labels":null}"#,
      as: PresenceRecord.self,
      writing: #"{"id":"a","parentId":"b","payload":0}"#
    )
  }

  @Test("A three-state property keeps absent, null and a value apart")
  func threeStates() throws {
    let cleared = try expectRoundTrip(
      #"{"id":"a","parentId":"b","payload":0,"branch":null,"effort":null}"#,
      as: PresenceRecord.self
    )
    #expect(cleared.branch == .clear)
    #expect(cleared.effort == .clear)

    let set = try expectRoundTrip(
      #"{"id":"a","parentId":"b","payload":0,"branch":"main","effort":"high"}"#,
      as: PresenceRecord.self
    )
    #expect(set.branch == .set("main"))
    #expect(set.effort == .set(.high))
  }

  @Test("An untyped property keeps an explicit null apart from an absent member")
  func untypedNull() throws {
    let record = try expectRoundTrip(
      #"{"id":"a","parentId":"b","payload":null,"extra":null}"#,
      as: PresenceRecord.self
    )
    #expect(record.payload == .null)
    #expect(record.extra == .some(.null))
  }

  @Test("Arrays and dictionaries may be nested, and their elements may be null")
  func containers() throws {
    let record = try expectRoundTrip(
      #"{"id":"a","parentId":"b","payload":0,"rows":[[1],[]],"sparse":["x",null],"labels":{"k":"v"},"#
        + #""metadata":{"deep":{"er":[true]}},"anything":[1,"two",null]}"#,
      as: PresenceRecord.self
    )
    #expect(record.rows == [[1], []])
    #expect(record.sparse == ["x", nil])
    #expect(record.labels == ["k": "v"])
  }

  @Test("A property that a newer server adds is ignored")
  func unknownMember() throws {
    try expectRoundTrip(#"{"brandNew":{"a":1}}"#, as: DefaultedRecord.self, writing: "{}")
  }

  @Test("A default value of the schema is documented, and never sent")
  func defaults() throws {
    #expect(try encoded(DefaultedRecord()) == [:])
    #expect(try decoded("{}", as: DefaultedRecord.self) == DefaultedRecord())
    try expectRoundTrip(
      #"{"effort":"low","isOpen":false,"mode":"auto","ratio":0.5,"retries":3,"tags":[]}"#,
      as: DefaultedRecord.self
    )
  }

  @Test("A deprecated property is read, written and compared like any other")
  @available(*, deprecated)
  func deprecated() throws {
    var record = try expectRoundTrip(
      #"{"current":"c","former":"f","older":"o","oldest":"p","preview":"q","trial":"t","wordy":"w"}"#,
      as: AgingRecord.self
    )
    #expect(record.former == "f")
    #expect(record.oldest == "p")

    record.older = nil
    #expect(record.older == nil)
    #expect(record != AgingRecord(current: "c", former: "f", older: "o", oldest: "p"))
    #expect(AgingRecord(current: "c", former: "f").older == nil)
  }

  @Test("A record without properties is an empty object")
  func empty() throws {
    try expectRoundTrip("{}", as: EmptyRecord.self)
    try expectRoundTrip(#"{"brandNew":1}"#, as: EmptyRecord.self, writing: "{}")
    #expect(try encoded(EmptyRecord()) == [:])
  }

  @Test("Inline objects are types nested in the one that uses them")
  func inline() throws {
    let record = try expectRoundTrip(
      #"{"place":{"line":1,"mark":{"text":"m"}},"steps":[{"name":"s"},{}],"byName":{"a":{"count":2}}}"#,
      as: WrappingRecord.self
    )
    #expect(
      record
        == WrappingRecord(
          place: WrappingRecord.Place(line: 1, mark: WrappingRecord.Place.Mark(text: "m")),
          byName: ["a": WrappingRecord.ByName(count: 2)],
          steps: [WrappingRecord.Steps(name: "s"), WrappingRecord.Steps()]
        )
    )
  }
}
