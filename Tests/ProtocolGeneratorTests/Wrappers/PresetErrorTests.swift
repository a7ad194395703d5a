import Testing

@testable import ProtocolGenerator

@Suite("A preset that does not fit the schema is an error")
struct PresetErrorTests {
  @Test(
    "where a case sets a property to a value that its type does not allow",
    arguments: [
      (
        #"{"policy": "asks"}"#, "policy", #""asks" is not a value for "policy""#,
        #"there is no "asks", only ask, never; did you mean "ask"?"#
      ),
      (#"{"policy": 1}"#, "policy", #"1 is not a value for "policy""#, "there is no 1, only ask, never"),
      (
        #"{"policy": null}"#, "policy", #"null is not a value for "policy""#,
        "null has no effect here, since it means the same as no value"
      ),
      (
        #"{"box": "shut"}"#, "box", #""shut" is not a value for "box""#,
        #"it should be an object with the member "type""#
      ),
      (
        #"{"box": {"type": "shot"}}"#, "box", #"{"type": "shot"} is not a value for "box""#,
        #"there is no "shot", only open, shut; did you mean "shut"?"#
      ),
      (
        #"{"box": {"type": "open"}}"#, "box", #"{"type": "open"} is not a value for "box""#,
        #"the member "size" is missing"#
      ),
      (
        #"{"box": {"type": "open", "size": 256}}"#, "box", #"{"size": 256, "type": "open"} is not a value for "box""#,
        "it does not fit UInt8"
      ),
      (
        #"{"box": {"type": "open", "size": "1"}}"#, "box", #"{"size": "1", "type": "open"} is not a value for "box""#,
        "the schema requires Int"
      ),
      (
        #"{"box": {"type": "open", "size": 1, "sise": 1}}"#, "box",
        #"{"sise": 1, "size": 1, "type": "open"} is not a value for "box""#,
        #"there is no "sise", only size; did you mean "size"?"#
      ),
      (
        #"{"box": {"type": "shut", "size": 1}}"#, "box", #"{"size": 1, "type": "shut"} is not a value for "box""#,
        #""shut" has no member "size""#
      ),
      (
        #"{"rule": "alway"}"#, "rule", #""alway" is not a value for "rule""#,
        #"there is no "alway", only always; did you mean "always"?"#
      ),
      (
        #"{"rule": {"untli": "x"}}"#, "rule", #"{"untli": "x"} is not a value for "rule""#,
        #"there is no "untli", only until; did you mean "until"?"#
      ),
      (
        #"{"rule": {"a": 1, "until": "x"}}"#, "rule", #"{"a": 1, "until": "x"} is not a value for "rule""#,
        "it should be a string or an object with the tag as its only member"
      ),
      (
        #"{"loose": "x"}"#, "loose", #""x" is not a value for "loose""#,
        "values of untagged unions cannot be given here"
      ),
      (#"{"tags": ["a", 1]}"#, "tags", #"["a", 1] is not a value for "tags""#, "the schema requires String"),
    ] as [(String, String, String, String)]
  )
  func values(sets: String, field: String, start: String, reason: String) {
    let errors = errors(replaces: field, cases: #"[{"name": "a", "documentation": "d", "sets": \#(sets)}]"#)
    #expect(
      errors.contains("/presets/P/cases/0/sets/\(field): error: \(start) of \"ThreadStartParams\": \(reason)")
    )
  }

  @Test(
    "where a name is wrong",
    arguments: [
      (
        #"[{"name": "a", "documentation": "d", "sets": {"policy": "ask", "polcy": "ask"}}]"#,
        #"/presets/P/cases/0/sets/polcy: error: no method of the preset "P" has the property "polcy"; did you mean "policy"?"#
      ),
      (
        #"[{"name": "a", "documentation": "d", "sets": {}}]"#,
        #"/presets/P/cases/0: error: the case "a" sets nothing on "ThreadStartParams""#
      ),
      (
        #"[{"name": "a", "documentation": "d", "sets": {"policy": "ask", "model": "m"}}]"#,
        #"/presets/P/cases/0/sets/model: error: no preset replaces the property "model", so wrappers would have it beside "#
          + #"the preset; name it in "replaces""#
      ),
      (
        #"[{"name": "a", "documentation": "d", "sets": {"policy": "ask"}, "conflictsWith": ["P"]}]"#,
        #"/presets/P/cases/0/conflictsWith/0: error: there is no other preset "P" to conflict with"#
      ),
      (
        #"[{"name": "a", "documentation": "d", "sets": {"policy": "ask"}}, {"name": "a", "documentation": "d", "sets": {"policy": "ask"}}]"#,
        #"/presets/P/cases/1/name: error: the preset "P" has two cases "a""#
      ),
      (
        #"[{"name": "a b", "documentation": "d", "sets": {"policy": "ask"}}]"#,
        #"/presets/P/cases/0/name: error: "a b" is not a Swift identifier"#
      ),
      (#"[]"#, #"/presets/P: error: there is no preset "P" with cases"#),
    ] as [(String, String)]
  )
  func names(cases: String, error: String) {
    #expect(errors(replaces: "policy", cases: cases) == [error])
  }

  @Test("where no method has the properties that it replaces")
  func replaces() {
    let cases = #"[{"name": "a", "documentation": "d", "sets": {"policy": "ask"}}]"#
    #expect(
      errors(replaces: #"policy", "polcy"#, cases: cases) == [
        #"/presets/P/replaces/1: error: no method of the preset "P" has the property "polcy"; did you mean "policy"?"#
      ]
    )
    #expect(
      errors(replaces: "polcy", cases: cases) == [
        #"/presets/P: error: no method has a property that the preset "P" replaces"#
      ]
    )
  }

  @Test("where it conflicts with an unknown preset, or has the name of a type")
  func otherNames() {
    let sets = #""sets": {"policy": "ask"}, "documentation": "d""#
    let one = #"{"parameter": "x", "documentation": "d", "replaces": ["policy"], "cases": "#
    #expect(
      WrapperFixture.errors(
        #"{"presets": {"Fast": \#(one)[{"name": "a", \#(sets), "conflictsWith": ["Slo"]}]}, "Slow": {"parameter": "y", "#
          + #""documentation": "d", "replaces": ["model"], "cases": [{"name": "a", "documentation": "d", "#
          + #""sets": {"model": "m"}}]}}}"#
      ) == [
        #"customization.json#/presets/Fast/cases/0/conflictsWith/0: error: there is no other preset "Slo" to conflict "#
          + #"with; did you mean "Slow"?"#
      ]
    )
    #expect(
      WrapperFixture.errors(#"{"presets": {"Policy": \#(one)[{"name": "a", \#(sets)}]}}}"#) == [
        #"customization.json#/presets/Policy: error: the preset "Policy" would have the name of a type of the protocol"#
      ]
    )
  }

  @Test("where it is hidden in a method without its properties, or has no case with the name of a default")
  func methods() {
    let preset =
      #""presets": {"P": {"parameter": "p", "documentation": "d", "replaces": ["policy"], "hiddenIn": [HIDDEN], "#
      + #""cases": [{"name": "asking", "documentation": "d", "sets": {"policy": "ask"}}]}}"#
    func errors(hiddenIn: String = "", _ wrappers: String = "") -> [String] {
      let presets = preset.replacing("HIDDEN", with: hiddenIn)
      return WrapperFixture.errors(#"{\#(presets), "wrappers": {\#(wrappers)}}"#)
    }
    #expect(
      errors(hiddenIn: #""thread/read""#) == [
        #"customization.json#/presets/P/hiddenIn/0: error: "thread/read" has no property that the preset "P" replaces, so "#
          + "this entry has no effect"
      ]
    )
    #expect(
      errors(hiddenIn: #""thread/raed""#) == [
        #"customization.json#/presets/P/hiddenIn/0: error: there is no method "thread/raed" in the schema, so this entry "#
          + #"has no effect; did you mean "thread/read"?"#
      ]
    )
    #expect(
      errors(#""thread/start": [{"defaults": {"p": "askng"}}]"#) == [
        #"customization.json#/wrappers/thread~1start/0/defaults/p: error: the preset "P" has no case "askng"; did you "#
          + #"mean "asking"?"#
      ]
    )
    #expect(
      errors(#""thread/start": [{"hidden": ["policy"]}]"#) == [
        #"customization.json#/wrappers/thread~1start/0/hidden/0: error: the property "policy" of "thread/start" has no "#
          + "parameter, so this entry has no effect"
      ]
    )
  }

  @Test("where a case would have no effect, or use a value that does not exist, without the experimental API")
  func gated() {
    let preset =
      #"{"presets": {"P": {"parameter": "p", "documentation": "d", "replaces": ["policy", "extra"], "cases": "#
    let experimental = WrapperFixture.bundle(startFields: #", "extra": {"type": "string"}"#)
      .replacing(#"["ask", "never"]"#, with: #"["ask", "never", "later"]"#)
    func errors(_ sets: String) -> [String] {
      WrapperFixture.errors(
        #"\#(preset)[{"name": "a", "documentation": "d", "sets": \#(sets)}]}}}"#,
        experimental: experimental
      )
    }
    #expect(errors(#"{"extra": "x", "policy": "ask"}"#) == [])
    #expect(
      errors(#"{"extra": "x"}"#) == [
        #"customization.json#/presets/P/cases/0: error: the case "a" sets only experimental properties on "#
          + #""ThreadStartParams", so without the experimental API it would do nothing there"#
      ]
    )
    #expect(
      errors(#"{"extra": "x", "policy": "later"}"#) == [
        #"customization.json#/presets/P/cases/0/sets/policy: error: "later" is not a value for "policy" of "#
          + #""ThreadStartParams": there is no "later", only ask, never"#
      ]
    )
  }

  /// The errors about a preset P with one property, without the name of the file.
  private func errors(replaces field: String, cases: String) -> [String] {
    WrapperFixture.errors(
      #"{"presets": {"P": {"parameter": "p", "documentation": "d", "replaces": ["\#(field)"], "cases": \#(cases)}}}"#
    ).map { String($0.dropFirst("customization.json#".count)) }
  }
}
