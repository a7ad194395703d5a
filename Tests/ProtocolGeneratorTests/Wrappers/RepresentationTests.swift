import Testing

@testable import ProtocolGenerator

@Suite("A parameter that the customization declares as a date, a duration or bytes")
struct RepresentationTests {
  private static let bundle = WrapperFixture.bundle(
    startFields: #"""
      , "waitMs": {"type": ["integer", "null"], "format": "uint32", "description": "The wait in milliseconds."},
      "pauseSecs": {"type": ["integer", "null"], "format": "int64"}, "startAt": {"type": ["integer", "null"]},
      "imageBase64": {"type": ["string", "null"], "description": "The image encoded as base64."}
      """#
  )

  /// A customization with a section for wrappers, because without one no wrappers are generated.
  private static func withWrappers(_ section: String) -> String {
    #"{"wrappers": {"thread/start": [{"documentation": "Starts."}]}, \#(section)}"#
  }

  private static func parameter(_ name: String, _ customization: String) throws -> Wrapper.Parameter {
    let wrappers = try WrapperFixture.wrappers(customization, bundle: bundle)
    let start = try #require(wrappers.first { $0.method.name == "thread/start" })
    return try #require(start.parameters.first { $0.name == name })
  }

  @Test("has a name and a documentation that do not mention the unit")
  func optional() throws {
    let parameter = try Self.parameter(
      "wait",
      Self.withWrappers(#""durations": {"milliseconds": ["ThreadStartParams.waitMs"]}"#)
    )
    #expect(parameter.type == "Duration?")
    #expect(parameter.conversion == .representation(.duration(.milliseconds)))
    #expect(parameter.documentation == "The wait.")
  }

  @Test("is a Date or Data for times and for Base64")
  func types() throws {
    let date = try Self.parameter("startAt", Self.withWrappers(#""dates": {"seconds": ["ThreadStartParams.startAt"]}"#))
    #expect(date.type == "Date?")
    let bytes = try Self.parameter("image", Self.withWrappers(#""base64": ["ThreadStartParams.imageBase64"]"#))
    #expect(bytes.type == "Data?")
    #expect(bytes.documentation == "The image.")
  }

  @Test("is an override where the wrapper's optional parameters are overrides")
  func override() throws {
    let parameter = try Self.parameter(
      "pause",
      #"""
      {"durations": {"seconds": ["ThreadStartParams.pauseSecs"]},
       "wrappers": {"thread/start": [{"overrides": true}]}}
      """#
    )
    #expect(parameter.type == "Override<Duration>")
  }

  @Test("keeps the name that the wrapper's own entry gives")
  func ownName() throws {
    let parameter = try Self.parameter(
      "patience",
      #"""
      {"durations": {"milliseconds": ["ThreadStartParams.waitMs"]},
       "wrappers": {"thread/start": [{"parameters": {"waitMs": "with patience"}}]}}
      """#
    )
    #expect(parameter.label == "with")
    #expect(parameter.type == "Duration?")
  }

  @Test(
    "is an error when the entry has no effect or cannot be applied",
    arguments: [
      (
        #"{"durations": {"seconds": ["ThreadStartParams.watiMs"]}}"#, "/durations/seconds/0",
        #"there is no member "watiMs" of "ThreadStartParams" in the schema, so this entry has no effect; "#
          + #"did you mean "waitMs"?"#
      ),
      (
        #"{"dates": {"seconds": ["ThreadStartParams.model"]}}"#, "/dates/seconds/0",
        #""ThreadStartParams.model" cannot be a Date, because it is not an integer"#
      ),
      (
        #"{"base64": ["ThreadStartParams.waitMs"]}"#, "/base64/0",
        #""ThreadStartParams.waitMs" cannot be a Data, because it is not a text"#
      ),
      (
        #"{"base64": ["ThreadStartParams.tags"]}"#, "/base64/0",
        #""ThreadStartParams.tags" cannot be a Data, because it is neither a number nor a text"#
      ),
      (
        #"{"threeState": ["ThreadStartParams.waitMs"], "durations": {"seconds": ["ThreadStartParams.waitMs"]}}"#,
        "/durations/seconds/0",
        #""ThreadStartParams.waitMs" cannot be a Duration, because it has three states or properties of its own"#
      ),
      (
        #"{"dates": {"seconds": ["ThreadStartParams.startAt"]}, "durations": {"seconds": ["ThreadStartParams.startAt"]}}"#,
        "/durations/seconds/0", #""ThreadStartParams.startAt" is listed twice; keep one of the two entries"#
      ),
      (
        #"{"dates": {"seconds": ["ThreadStartParams.startAt"]}, "plainValues": ["ThreadStartParams.startAt"]}"#,
        "/plainValues/0", #""ThreadStartParams.startAt" is also listed as a Date; keep one of the two entries"#
      ),
      (
        #"{"plainValues": ["ThreadStartParams.model"]}"#, "/plainValues/0",
        #"nothing about "ThreadStartParams.model" looks like a time or like bytes, so this entry has no effect"#
      ),
      (
        #"{"dates": {"minutes": []}}"#, "/dates/minutes", #"there is no "minutes" here"#
      ),
      (
        #"{"durations": {"second": ["ThreadStartParams.waitMs"]}}"#, "/durations/second",
        #"there is no "second" here; did you mean "seconds"?"#
      ),
      (
        #"{"dates": {"seconds": ["Policy.ask"]}}"#, "/dates/seconds/0",
        #""Policy" is not a struct, so nothing in it has a representation"#
      ),
    ] as [WrapperErrorTests.Refusal]
  )
  func refusals(refusal: WrapperErrorTests.Refusal) {
    #expect(
      WrapperFixture.errors(refusal.customization, bundle: Self.bundle)
        == ["customization.json#\(refusal.pointer): error: \(refusal.message)"]
    )
  }

  @Test("is missed with a warning when its name looks like a time or like bytes")
  func warnings() throws {
    let definitions = #"""
      "A": {"properties": {"createdAt": {"type": "integer"}, "waitMs": {"type": "integer"}, "goalAt": {"type": "string"},
        "iconBase64": {"type": "string"}, "count": {"type": "integer"}, "endAt": {"type": "integer"}}}
      """#
    let model = try Stage.customized(
      definitions,
      by: #"{"dates": {"seconds": ["A.createdAt"]}, "plainValues": ["A.endAt"]}"#
    )
    #expect(
      model.warnings.map(\.message) == [
        #"the name of the property "A.iconBase64" looks like bytes; list the property in the customization, under "dates", "#
          + #""durations" or "base64" or, if the value is a plain number or text, under "plainValues""#,
        #"the name of the property "A.waitMs" looks like a time; list the property in the customization, under "dates", "#
          + #""durations" or "base64" or, if the value is a plain number or text, under "plainValues""#,
      ]
    )
    #expect(try Stage.customized(definitions, by: "{}").warnings.isEmpty)
  }
}
