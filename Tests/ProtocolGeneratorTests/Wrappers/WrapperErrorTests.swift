import Testing

@testable import ProtocolGenerator

@Suite("An entry about wrappers that has no effect or cannot be applied is an error")
struct WrapperErrorTests {
  /// A customization, the pointer of its error and the message.
  typealias Refusal = (customization: String, pointer: String, message: String)

  @Test(
    "in the sections on methods, owners and areas",
    arguments: [
      (
        #"{"wrappers": {"thread/raed": []}}"#, "/wrappers/thread~1raed",
        #"there is no method "thread/raed" in the schema, so this entry has no effect; did you mean "thread/read"?"#
      ),
      (
        #"{"areas": {"file": "x"}}"#, "/areas/file",
        #"there is no group of methods "file" in the schema, so this entry has no effect; did you mean "files"?"#
      ),
      (#"{"areas": {"files": "my files"}}"#, "/areas/files", #""my files" is not a Swift identifier"#),
      (
        #"{"owners": {"CodexThread": {}}, "wrappers": {"thread/read": [{"owner": "CodexTread"}]}}"#,
        "/wrappers/thread~1read/0/owner",
        #""CodexTread" is neither an owner nor an area; did you mean "CodexThread"?"#
      ),
      (
        #"{"owners": {"CodexThread": {"threadId": "id"}}, "wrappers": {"thread/read": [{"owner": "files"}]}}"#,
        "/wrappers/thread~1read/0/owner",
        #"a handle provides the properties that "thread/read" requires, so the function belongs to the handle; leave "#
          + #""owner" out, or write in "ownerReason" why the function is elsewhere"#
      ),
      (
        #"{"owners": {"CodexThread": {"threadId": "id"}}, "wrappers": {"thread/read": [{"ownerReason": "r"}]}}"#,
        "/wrappers/thread~1read/0/ownerReason",
        #"the function of "thread/read" is where it belongs, so this reason has no effect"#
      ),
      (
        #"{"wrappers": {"thread/read": [{"owner": "files", "ownerReason": "r"}]}}"#,
        "/wrappers/thread~1read/0/ownerReason",
        #"the function of "thread/read" is where it belongs, so this reason has no effect"#
      ),
      (
        #"{"areas": {"files": "folder"}, "wrappers": {"thread/read": [{"owner": "files"}]}}"#,
        "/wrappers/thread~1read/0/owner", #""files" is neither an owner nor an area"#
      ),
      (
        #"{"wrappers": {"thread/read": [{"name": "2x"}]}}"#, "/wrappers/thread~1read/0/name",
        #""2x" is not a Swift identifier"#
      ),
      (
        #"{"wrappers": {"thread/read": [{"name": "start"}]}}"#, "/wrappers/thread~1start",
        #"the methods "thread/read" and "thread/start" would both have the wrapper start on the same type; "#
          + #"name one in "wrappers""#
      ),
      (
        #"{"wrappers": {"thread/read": [{}, {}]}}"#, "/wrappers/thread~1read/1",
        #"the methods "thread/read" and "thread/read" would both have the wrapper read on the same type; "#
          + #"name one in "wrappers""#
      ),
      (
        #"{"wrappers": {"thread/read": [{"name": "files", "owner": "Codex"}]}}"#, "/wrappers/thread~1read/0",
        #"the wrapper files of "thread/read" has the name of an area; rename one, the area in "areas""#
      ),
    ] as [Refusal]
  )
  func methods(refusal: Refusal) { expect(refusal) }

  @Test(
    "in an entry on one wrapper",
    arguments: [
      (
        #"{"returns": ".tread"}"#, "/returns",
        #"the response to "thread/start" has no "tread"; did you mean ".thread"?"#
      ),
      (#"{"returns": "a b"}"#, "/returns", #""a b" is not a Swift identifier"#),
      (#"{"hidden": ["modell"]}"#, "/hidden/0", #""thread/start" has no property "modell"; did you mean "model"?"#),
      (
        #"{"hidden": ["model", "cwd"]}"#, "/hidden/1",
        #"the property "cwd" of "thread/start" is required, so it cannot be hidden"#
      ),
      (
        #"{"hidden": ["tags"]}"#, "/hidden/0",
        #"the property "tags" of "thread/start" is required, so it cannot be hidden"#
      ),
      (
        #"{"parameters": {"modell": "name"}}"#, "/parameters/modell",
        #""thread/start" has no property "modell"; did you mean "model"?"#
      ),
      (
        #"{"parameters": {"model": "a b c"}}"#, "/parameters/model",
        #""a b c" is not a parameter; write a name, or a label and a name, such as "_ id""#
      ),
      (
        #"{"parameters": {"model": "_"}}"#, "/parameters/model",
        #""_" is not a parameter; write a name, or a label and a name, such as "_ id""#
      ),
      (
        #"{"parameters": {"model": "cwd"}}"#, "",
        #"the wrapper of "thread/start" would have two parameters cwd; rename one in "parameters""#
      ),
      (
        #"{"parameters": {"model": "name"}, "hidden": ["model"]}"#, "/parameters/model",
        #"the property "model" is hidden, so this entry has no effect"#
      ),
      (
        #"{"order": ["cwd", "modle"]}"#, "/order/1",
        #"the wrapper of "thread/start" has no parameter "modle" to put in order; did you mean "model"?"#
      ),
      (
        #"{"defaults": {"model": "x"}}"#, "/defaults/model",
        #""thread/start" has no preset with the parameter "model""#
      ),
    ] as [Refusal]
  )
  func wrapper(refusal: Refusal) {
    let customization = #"{"wrappers": {"thread/start": [\#(refusal.customization)]}}"#
    expect((customization, "/wrappers/thread~1start/0" + refusal.pointer, refusal.message))
  }

  @Test(
    "in the section on adapters",
    arguments: [
      (
        #"{"replaces": ["tags"], "methods": ["thread/strat"]}"#, "/methods/0",
        #"there is no method "thread/strat" in the schema, so this entry has no effect; did you mean "thread/start"?"#
      ),
      (
        #"{"replaces": ["tags"], "methods": ["thread/start", "thread/read"]}"#, "/methods/1",
        #""thread/read" has no property that the adapter "Tags" replaces, so this entry has no effect"#
      ),
      (
        #"{"replaces": ["tags", "modle"], "methods": ["thread/start"]}"#, "/replaces/1",
        #"no method of the adapter "Tags" has the property "modle"; did you mean "model"?"#
      ),
    ] as [Refusal]
  )
  func adapters(refusal: Refusal) {
    let entry = #"{"parameter": "tags", "documentation": "d", "# + refusal.customization.dropFirst()
    expect((#"{"adapters": {"Tags": \#(entry)}}"#, "/adapters/Tags" + refusal.pointer, refusal.message))
  }

  @Test("A property that the owner or an adapter provides has no parameter that could be hidden or renamed")
  func fieldsWithoutParameter() {
    expect(
      (
        #"{"owners": {"CodexThread": {"threadId": "id"}}, "wrappers": {"thread/read": [{"hidden": ["threadId"]}]}}"#,
        "/wrappers/thread~1read/0/hidden/0",
        #"the property "threadId" of "thread/read" has no parameter, so this entry has no effect"#
      )
    )
  }

  @Test("An experimental property of the response cannot be the result of a wrapper that every client can use")
  func gatedPart() {
    let experimental = WrapperFixture.bundle().replacing(
      #""thread": {"type": "string"}}"#,
      with: #""thread": {"type": "string"}, "more": {"type": "string"}}"#
    )
    let errors = WrapperFixture.errors(
      #"{"wrappers": {"thread/start": [{"returns": ".more"}]}}"#,
      experimental: experimental
    )
    #expect(
      errors == [
        "customization.json#/wrappers/thread~1start/0/returns: error: \"more\" in the response to \"thread/start\" is "
          + "experimental, the method is not"
      ]
    )
  }

  private func expect(_ refusal: Refusal) {
    let expected = "customization.json#\(refusal.pointer): error: \(refusal.message)"
    #expect(WrapperFixture.errors(refusal.customization) == [expected])
  }
}
