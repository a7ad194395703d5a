import Testing

@Suite("Alternatives beside properties")
struct UnionBesidePropertiesTests {
  @Test("The alternatives are one property, called after their tag, in the same object")
  func tagged() throws {
    let params = try expectRoundTrip(
      #"{"serverName":"s","turnId":"t","mode":"url","url":"u"}"#,
      as: ElicitationParams.self
    )
    #expect(params == ElicitationParams(mode: .url(ElicitationParams.Mode.URL(url: "u")), serverName: "s", turnID: "t"))
  }

  @Test("A branch without payload beside a property called content")
  func withoutPayload() throws {
    let record = try expectRoundTrip(#"{"key":"k","content":"c","handlerType":"prompt"}"#, as: HookRecord.self)
    #expect(record == HookRecord(content: "c", handlerType: .prompt, key: "k"))
  }

  @Test("Alternatives with one property each are recognized by the property, whatever other properties there are")
  func singleMembers() throws {
    let record = try expectRoundTrip(#"{"id":"i","audio":"a"}"#, as: RealtimeRecord.self)
    #expect(record == RealtimeRecord(content: .audio("a"), id: "i"))
  }

  @Test("An unknown alternative keeps its members and leaves the properties readable")
  func unknown() throws {
    let params = try expectRoundTrip(
      #"{"serverName":"s","mode":"voice","language":"en"}"#,
      as: ElicitationParams.self
    )
    #expect(params.serverName == "s")
    #expect(!params.mode.isRecognized)

    let record = try expectRoundTrip(#"{"id":"i","video":{"fps":30}}"#, as: RealtimeRecord.self)
    #expect(!record.content.isRecognized)
  }

  @Test("Beside an unknown alternative, a changed property is written instead of the kept one")
  func changed() throws {
    var params = try decoded(#"{"serverName":"s","turnId":"t","mode":"voice"}"#, as: ElicitationParams.self)
    params.serverName = "new"
    #expect(try encoded(params) == ["serverName": "new", "turnId": "t", "mode": "voice"])
  }

  @Test("An object with alternatives and no properties is a union")
  func onlyAlternatives() throws {
    #expect(try expectRoundTrip(#"{"left":1}"#, as: OnlyAlternatives.self) == .left(1))
    #expect(try expectRoundTrip(#"{"right":2}"#, as: OnlyAlternatives.self) == .right(2))
    try expectUnrecognized(#"{"middle":3}"#, as: OnlyAlternatives.self)
  }
}
