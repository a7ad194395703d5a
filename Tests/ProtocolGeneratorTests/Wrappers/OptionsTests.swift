import Testing

@testable import ProtocolGenerator

@Suite("Options of wrappers")
struct OptionsTests {
  private static func customization(_ entries: String) -> String {
    #"{"wrappers": {"files/list": [], "thread/name/set": [], "thread/read": [], "thread/start": [\#(entries)]}}"#
  }

  @Test("are the optional parameters that are not in order; required parameters stay")
  func moved() throws {
    let customization = Self.customization(
      #"{"name": "startThread", "owner": "Codex", "order": ["model"], "overrides": true, "options": "StartOptions", "hidden": ["rule", "loose"]}"#
    )
    let wrapper = try #require(WrapperFixture.wrappers(customization).first)
    #expect(
      wrapper.signature
        == "Codex.startThread(model: Override<String> = …, cwd: String, tags: [String], options: StartOptions = …)"
    )
    #expect(wrapper.options?.parameters.map(\.name) == ["box", "policy"])
  }

  @Test("include the property that a new release adds, without a change of the customization")
  func newProperty() throws {
    let customization = Self.customization(
      #"{"name": "startThread", "owner": "Codex", "order": ["model"], "overrides": true, "options": "StartOptions"}"#
    )
    let newer = WrapperFixture.bundle(startFields: #", "newest": {"type": ["integer", "null"]}"#)
    let before = try #require(WrapperFixture.wrappers(customization).first)
    let after = try #require(WrapperFixture.wrappers(customization, bundle: newer).first)
    #expect(before.signature == after.signature)
    #expect(after.options?.parameters.map(\.name).contains("newest") == true)
  }

  @Test("do not exist when no parameter is left for them")
  func none() throws {
    let customization = Self.customization(
      #"{"name": "startThread", "owner": "Codex", "options": "StartOptions", "hidden": ["box", "loose", "model", "policy", "rule"]}"#
    )
    let wrapper = try #require(WrapperFixture.wrappers(customization).first)
    #expect(wrapper.signature == "Codex.startThread(cwd: String, tags: [String])")
    #expect(wrapper.options == nil)
  }

  @Test(
    "are rejected",
    arguments: [
      (
        "with a name that is no name of a type", #"{"options": "Self"}"#, "0/options",
        #""Self" cannot name a type, since Swift reserves the name"#
      ),
      (
        "with the name of a type of the schema", #"{"options": "Box"}"#, "0/options",
        #"there is another type with the name "Box""#
      ),
      (
        "with the name of other options",
        #"{"name": "one", "options": "Options"}, {"name": "two", "options": "Options", "hidden": ["box"]}"#,
        "1/options",
        "the wrappers one and two cannot share Options, since they have different options"
      ),
      (
        "with options that another function has as parameters",
        #"{"name": "one", "options": "Options"}, {"name": "two", "options": "Options", "order": ["model"]}"#,
        "1/options",
        "the wrappers one and two cannot share Options, since they have different options"
      ),
    ]
  )
  func errors(_: String, entries: String, place: String, message: String) {
    #expect(
      WrapperFixture.errors(Self.customization(entries)) == [
        "customization.json#/wrappers/thread~1start/\(place): error: \(message)"
      ]
    )
  }
}
