import CodexWire
import Testing

@Suite("Externally tagged unions")
struct ExternalTagsTests {
  @Test(
    "A bare string is a branch without payload",
    arguments: [("never", AskPolicy.never), ("on-request", .onRequest), ("always", .always)]
  )
  func bareStrings(text: String, policy: AskPolicy) throws {
    #expect(try expectRoundTrip("\"\(text)\"", as: AskPolicy.self) == policy)
    #expect(policy.isRecognized)
  }

  @Test("An object with one member is a branch with a payload: a struct, a scalar, a definition or null")
  func payloads() throws {
    let granular = try expectRoundTrip(#"{"granular":{"rules":true}}"#, as: AskPolicy.self)
    #expect(granular == .granular(AskPolicy.Granular(rules: true)))
    #expect(try expectRoundTrip(#"{"limit":3}"#, as: AskPolicy.self) == .limit(3))
    #expect(try expectRoundTrip(#"{"as_of":{"year":2026}}"#, as: AskPolicy.self) == .asOf(AskPolicyDate(year: 2026)))
    #expect(try expectRoundTrip(#"{"unset":null}"#, as: AskPolicy.self) == .unset(nil))
    #expect(try expectRoundTrip(#"{"unset":"x"}"#, as: AskPolicy.self) == .unset("x"))
  }

  @Test(
    "A value with an unknown tag is kept as JSON",
    arguments: [#""sometimes""#, #"{"brandNew":{"a":1}}"#, "{}", #""granular""#, "[]", "null", "4", "true"]
  )
  func unknown(json: String) throws {
    try expectUnrecognized(json, as: AskPolicy.self)
  }

  @Test("A known branch with a payload that does not decode is an error that names the place")
  func broken() throws {
    let reason = try failure(of: #"{"granular":{}}"#, as: AskPolicy.self)
    #expect(reason == #"/granular: the member "rules" is missing"#)
  }

  @Test("A branch for any other string or object adds no case, since the union keeps unknown values")
  func catchAll() throws {
    #expect(try expectRoundTrip(#""overloaded""#, as: FailureInfo.self) == .overloaded)
    let failed = try expectRoundTrip(#"{"httpFailed":{"status":502}}"#, as: FailureInfo.self)
    #expect(failed == .httpFailed(FailureInfo.HTTPFailed(status: 502)))
    try expectUnrecognized(#""melted""#, as: FailureInfo.self)
    try expectUnrecognized(#"{"other":{"a":[1]}}"#, as: FailureInfo.self)
  }
}
