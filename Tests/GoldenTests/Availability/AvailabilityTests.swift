import CodexWire
import Testing

/// What holds with and without the trait `ExperimentalAPI`, and what each of the two adds.
@Suite("Availability")
struct AvailabilityTests {
  #if ExperimentalAPI
  private let isExperimental = true
  #else
  private let isExperimental = false
  #endif

  @Test("What both bundles have is there either way")
  func stable() throws {
    #expect(try expectRoundTrip(#"{"name":"n","size":1}"#, as: MixedRecord.self) == MixedRecord(name: "n", size: 1))
    #expect(try expectRoundTrip(#""fast""#, as: MixedSpeed.self) == .fast)
    #expect(try expectRoundTrip(#"{"type":"point"}"#, as: MixedShape.self) == .point)
    #expect(try expectRoundTrip(#"{"limit":1}"#, as: MixedPolicy.self) == .limit(1))
    #expect(try expectRoundTrip("1", as: MixedChoice.self) == .integer(1))
    #expect(try expectRoundTrip(#"{"method":"mixed/started"}"#, as: MixedNotification.self) == .mixedStarted)
  }

  @Test("An experimental property is kept with the trait, and passed over without")
  func property() throws {
    let json = #"{"name":"n","colour":"red","hurry":"slow","reason":"r","trial":{"text":"t"}}"#
    try expectRoundTrip(json, as: MixedRecord.self, writing: isExperimental ? json : #"{"name":"n"}"#)
  }

  @Test("A record with nothing but experimental properties is an object either way")
  func onlyExperimental() throws {
    let json = #"{"secret":"s"}"#
    try expectRoundTrip(json, as: MixedOnlyInside.self, writing: isExperimental ? json : "{}")
    #expect(try encoded(MixedOnlyInside()) == [:])
  }

  @Test("An experimental value, branch or method is recognized with the trait, and kept without")
  func branches() throws {
    try expectMixed(#""ludicrous""#, as: MixedSpeed.self)
    try expectMixed(#"{"type":"circle","radius":0.5}"#, as: MixedShape.self)
    try expectMixed(#"{"type":"blank"}"#, as: MixedShape.self)
    try expectMixed(#""sometimes""#, as: MixedPolicy.self)
    try expectMixed(#"{"granular":{"name":"n"}}"#, as: MixedPolicy.self)
    try expectMixed(#"["a"]"#, as: MixedChoice.self)
    try expectMixed(#"{"method":"mixed/paused","params":{"text":"t"}}"#, as: MixedNotification.self)
    try expectMixed(#"{"id":1,"method":"notes/dream","params":{"theme":"t"}}"#, as: ClientRequest.self)
  }

  #if ExperimentalAPI
  @Test("With the trait there are the whole types, and the initializers take everything")
  @available(*, deprecated)
  func experimental() throws {
    let name: MixedName = "n"
    let record = MixedRecord(name: name, colour: "red", hurry: .ludicrous, reason: "r", trial: .init(text: "t"))
    #expect(record.reason == "r")
    #expect(MixedLevel.low.isRecognized)
    #expect(try expectRoundTrip(#"{"text":"t","mode":"b"}"#, as: MixedExtra.self) == MixedExtra(mode: .b, text: "t"))
    #expect(RPC.NotesDream(NotesDreamParams(theme: "t")).params.theme == "t")
    #expect(RPC.NotesDream.Response.self == NotesDreamResponse.self)
  }
  #endif

  private func expectMixed<Value: Codable & Hashable & Recognizable>(
    _ json: String,
    as type: Value.Type,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let value = try expectRoundTrip(json, as: type, sourceLocation: sourceLocation)
    #expect(value.isRecognized == isExperimental, sourceLocation: sourceLocation)
  }
}
