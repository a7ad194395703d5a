import Testing

@testable import ProtocolGenerator

@Suite("A parameter that the customization declares as a duration")
struct DurationTests {
  private static let bundle = WrapperFixture.bundle(
    startFields: #"""
      , "waitMs": {"type": ["integer", "null"], "format": "uint32", "description": "The wait in milliseconds."},
      "pauseSecs": {"type": ["integer", "null"], "format": "int64"}
      """#
  )

  private static func parameter(_ name: String, _ customization: String) throws -> Wrapper.Parameter {
    let wrappers = try WrapperFixture.wrappers(customization, bundle: bundle)
    let start = try #require(wrappers.first { $0.method.name == "thread/start" })
    return try #require(start.parameters.first { $0.name == name })
  }

  @Test("has the declared name, the type Duration, and documentation that does not mention the unit")
  func optional() throws {
    let parameter = try Self.parameter(
      "wait",
      #"{"durations": {"waitMs": {"unit": "milliseconds", "parameter": "wait"}}}"#
    )
    #expect(parameter.type == "Duration?")
    #expect(parameter.durationUnit == .milliseconds)
    #expect(parameter.documentation == "The wait.")
  }

  @Test("is an override where the wrapper's optional parameters are overrides")
  func override() throws {
    let parameter = try Self.parameter(
      "pause",
      #"""
      {"durations": {"pauseSecs": {"unit": "seconds", "parameter": "pause"}},
       "wrappers": {"thread/start": [{"overrides": true}]}}
      """#
    )
    #expect(parameter.type == "Override<Duration>")
    #expect(parameter.durationUnit == .seconds)
  }

  @Test("keeps the name that the wrapper's own entry gives")
  func ownName() throws {
    let parameter = try Self.parameter(
      "patience",
      #"""
      {"durations": {"waitMs": {"unit": "milliseconds", "parameter": "wait"}},
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
        #"{"durations": {"watiMs": {"unit": "milliseconds", "parameter": "wait"}}}"#, "/durations/watiMs",
        #"no method of the server has the property "watiMs", so this entry has no effect; did you mean "waitMs"?"#
      ),
      (
        #"{"durations": {"model": {"unit": "seconds", "parameter": "model"}}}"#, "/durations/model",
        #""model" of "thread/start" cannot be a duration, since it is not an integer or has three states"#
      ),
      (
        #"{"durations": {"waitMs": {"unit": "hours", "parameter": "wait"}}}"#, "/durations/waitMs/unit",
        #""hours" is not a unit of a duration; write "milliseconds" or "seconds""#
      ),
      (
        #"{"durations": {"waitMs": {"unit": "milliseconds", "parameter": "the wait"}}}"#,
        "/durations/waitMs/parameter", #""the wait" is not a Swift identifier"#
      ),
      (
        #"{"durations": {"waitMs": {"unit": "milliseconds"}}}"#, "/durations/waitMs/parameter",
        "this should be a string that is not empty"
      ),
    ] as [WrapperErrorTests.Refusal]
  )
  func refusals(refusal: WrapperErrorTests.Refusal) {
    #expect(
      WrapperFixture.errors(refusal.customization, bundle: Self.bundle)
        == ["customization.json#\(refusal.pointer): error: \(refusal.message)"]
    )
  }
}
