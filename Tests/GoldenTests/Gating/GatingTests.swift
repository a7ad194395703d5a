import CodexWire
import Testing

/// What holds with and without the trait `ExperimentalAPI`, and what each of the two adds.
@Suite("Gating")
struct GatingTests {
  #if ExperimentalAPI
  private let isExperimental = true
  #else
  private let isExperimental = false
  #endif

  @Test("What both bundles have is there either way")
  func stable() throws {
    #expect(try expectRoundTrip(#"{"name":"n","size":1}"#, as: GatedRecord.self) == GatedRecord(name: "n", size: 1))
    #expect(try expectRoundTrip(#""fast""#, as: GatedSpeed.self) == .fast)
    #expect(try expectRoundTrip(#"{"type":"point"}"#, as: GatedShape.self) == .point)
    #expect(try expectRoundTrip(#"{"limit":1}"#, as: GatedPolicy.self) == .limit(1))
    #expect(try expectRoundTrip("1", as: GatedChoice.self) == .integer(1))
    #expect(try expectRoundTrip(#"{"method":"gated/started"}"#, as: GatedNotification.self) == .gatedStarted)
  }

  @Test("An experimental property is kept with the trait, and passed over without")
  func property() throws {
    let json = #"{"name":"n","colour":"red","hurry":"slow","reason":"r","trial":{"text":"t"}}"#
    try expectRoundTrip(json, as: GatedRecord.self, writing: isExperimental ? json : #"{"name":"n"}"#)
  }

  @Test("A record with nothing but experimental properties is an object either way")
  func onlyExperimental() throws {
    let json = #"{"secret":"s"}"#
    try expectRoundTrip(json, as: GatedOnlyInside.self, writing: isExperimental ? json : "{}")
    #expect(try encoded(GatedOnlyInside()) == [:])
  }

  @Test("An experimental value, branch or method is recognized with the trait, and kept without")
  func branches() throws {
    try expectGated(#""ludicrous""#, as: GatedSpeed.self)
    try expectGated(#"{"type":"circle","radius":0.5}"#, as: GatedShape.self)
    try expectGated(#"{"type":"blank"}"#, as: GatedShape.self)
    try expectGated(#""sometimes""#, as: GatedPolicy.self)
    try expectGated(#"{"granular":{"name":"n"}}"#, as: GatedPolicy.self)
    try expectGated(#"["a"]"#, as: GatedChoice.self)
    try expectGated(#"{"method":"gated/paused","params":{"text":"t"}}"#, as: GatedNotification.self)
    try expectGated(#"{"id":1,"method":"notes/dream","params":{"theme":"t"}}"#, as: ClientRequest.self)
  }

  #if ExperimentalAPI
  @Test("With the trait there are the whole types, and the initializers take everything")
  @available(*, deprecated)
  func experimental() throws {
    let name: GatedName = "n"
    let record = GatedRecord(name: name, colour: "red", hurry: .ludicrous, reason: "r", trial: .init(text: "t"))
    #expect(record.reason == "r")
    #expect(GatedLevel.low.isRecognized)
    #expect(try expectRoundTrip(#"{"text":"t","mode":"b"}"#, as: GatedExtra.self) == GatedExtra(mode: .b, text: "t"))
    #expect(RPC.NotesDream(NotesDreamParams(theme: "t")).params.theme == "t")
    #expect(RPC.NotesDream.Response.self == NotesDreamResponse.self)
  }
  #endif

  private func expectGated<Value: Codable & Hashable & Recognizable>(
    _ json: String,
    as type: Value.Type,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let value = try expectRoundTrip(json, as: type, sourceLocation: sourceLocation)
    #expect(value.isRecognized == isExperimental, sourceLocation: sourceLocation)
  }
}
