import Testing

@testable import ProtocolGenerator

@Suite("The sections on wrappers")
struct WrapperSettingsTests {
  @Test(
    "are rejected when they do not have the right form",
    arguments: [
      (#"{"presets": []}"#, "/presets", "this should be an object"),
      (#"{"adapters": 1}"#, "/adapters", "this should be an object"),
      (#"{"owners": {"Codex": []}}"#, "/owners/Codex", "this should be an object"),
      (#"{"owners": {"Codex": {"id": 1}}}"#, "/owners/Codex/id", "this should be a string that is not empty"),
      (#"{"areas": {"files": ""}}"#, "/areas/files", "this should be a string that is not empty"),
      (#"{"wrappers": {"a": {}}}"#, "/wrappers/a", "this should be an array"),
      (#"{"wrappers": {"a": [1]}}"#, "/wrappers/a/0", "this should be an object"),
      (
        #"{"wrappers": {"a": [{"nmae": "x"}]}}"#, "/wrappers/a/0/nmae",
        #"there is no "nmae" here; did you mean "name"?"#
      ),
      (#"{"wrappers": {"a": [{"overrides": "yes"}]}}"#, "/wrappers/a/0/overrides", "this should be true or false"),
      (#"{"wrappers": {"a": [{"order": "x"}]}}"#, "/wrappers/a/0/order", "this should be an array"),
      (
        #"{"wrappers": {"a": [{"hidden": [null]}]}}"#, "/wrappers/a/0/hidden/0",
        "this should be a string that is not empty"
      ),
      (#"{"wrappers": {"a": [{"parameters": []}]}}"#, "/wrappers/a/0/parameters", "this should be an object"),
      (#"{"wrapper": {}}"#, "/wrapper", #"there is no "wrapper" here; did you mean "wrappers"?"#),
      (#"{"experimental": {"owners": {}}}"#, "/experimental/owners", #"there is no "owners" here"#),
      (
        #"{"experimental": {"presets": {"P": {"cases": []}}}}"#, "/experimental/presets/P/cases",
        #"there is no "cases" here"#
      ),
      (
        #"{"presets": {"P": {"parameter": "p", "documentation": "d", "cases": [{"name": "a", "documentation": "d", "set": {}}]}}}"#,
        "/presets/P/cases/0/set", #"there is no "set" here; did you mean "sets"?"#
      ),
      (
        #"{"presets": {"P": {"documentation": "d"}}}"#, "/presets/P/parameter",
        "this should be a string that is not empty"
      ),
      (
        #"{"adapters": {"A": {"parameter": "p", "documentation": "d", "method": []}}}"#, "/adapters/A/method",
        #"there is no "method" here; did you mean "methods"?"#
      ),
    ] as [(String, String, String)]
  )
  func form(customization: String, pointer: String, message: String) {
    // Mistakes are reported with and without the experimental bundle.
    for experimental in [nil, WrapperFixture.bundle()] {
      let errors = WrapperFixture.errors(customization, experimental: experimental)
      #expect(errors == ["customization.json#\(pointer): error: \(message)"])
    }
  }

  @Test("give a method without an entry one wrapper that follows from its name and its parameters")
  func defaults() throws {
    #expect(
      try signatures(#"{"owners": {"CodexThread": {"threadId": "id"}}}"#, bundle: bundle(with: "ping")) == [
        "codex.files.list()",
        "Codex.ping()",
        "CodexThread.setName(name: String)",
        "CodexThread.read()",
        "codex.thread.start(cwd: String, tags: [String], box: Box? = …, loose: Loose? = …, model: String? = …, "
          + "policy: Policy? = …, rule: Rule? = …)",
      ]
    )
  }

  @Test("show a property that a new release adds as an optional parameter, without a change of the customization")
  func newField() throws {
    let customization = #"""
      {"wrappers": {"files/list": [], "thread/name/set": [], "thread/read": [],
        "thread/start": [{"name": "startThread", "owner": "Codex", "order": ["cwd", "model"], "overrides": true,
          "hidden": ["box", "loose", "policy", "rule"]}]}}
      """#
    let newer = WrapperFixture.bundle(startFields: #", "newest": {"type": ["integer", "null"]}"#)

    #expect(
      try signatures(customization) == [
        "Codex.startThread(cwd: String, model: Override<String> = …, tags: [String])"
      ]
    )
    #expect(
      try signatures(customization, bundle: newer) == [
        "Codex.startThread(cwd: String, model: Override<String> = …, tags: [String], newest: Override<Int> = …)"
      ]
    )
  }

  @Test("have additions that are applied only with the experimental bundle")
  func experimental() throws {
    let customization = #"""
      {"presets": {"P": {"parameter": "p", "documentation": "d", "replaces": ["policy"],
        "cases": [{"name": "a", "documentation": "d", "sets": {"policy": "ask"}}]}},
       "wrappers": {"files/list": [], "thread/name/set": [], "thread/read": [],
        "thread/start": [{"name": "startThread", "hidden": ["box", "loose", "rule"]}]},
       "experimental": {
        "presets": {"P": {"hiddenIn": ["thread/start"]}}, "areas": {"trial": "trials"},
        "wrappers": {"thread/start": [{"hidden": ["extra"]}, {"name": "startTwice"}], "trial/go": [{"name": "goOn"}]}}}
      """#
    let experimental = WrapperFixture.bundle(
      startFields: #", "extra": {"type": "string"}"#,
      methods: WrapperFixture.method("trial/go")
    )
    let stable = "codex.thread.startThread(cwd: String, tags: [String], p: P? = …, model: String? = …)"

    #expect(try signatures(customization) == [stable])
    // A preset that is hidden in its only method has no effect, which is an error.
    #expect(
      WrapperFixture.errors(customization, experimental: experimental) == [
        #"customization.json#/presets/P: error: no method has a property that the preset "P" replaces"#
      ]
    )
    let applied = customization.replacing(
      #""presets": {"P": {"hiddenIn": ["thread/start"]}}, "areas""#,
      with: #""areas""#
    )
    #expect(
      try signatures(applied, experimental: experimental) == [
        stable,
        "codex.thread.startTwice(cwd: String, tags: [String], p: P? = …, box: Box? = …, extra: String? = …, "
          + "loose: Loose? = …, model: String? = …, rule: Rule? = …)",
        "codex.trials.goOn()",
      ]
    )
  }

  @Test("report mistakes in the section experimental with their place in that section")
  func experimentalPointers() {
    let customization = #"""
      {"wrappers": {"thread/start": [{"name": "x"}]}, "experimental": {
        "presets": {"Q": {"hiddenIn": ["thread/start"]}}, "areas": {"nowhere": "x"},
        "wrappers": {"thread/start": [{"hidden": ["extra"]}]}}}
      """#
    #expect(WrapperFixture.errors(customization) == [])
    #expect(
      WrapperFixture.errors(customization, experimental: WrapperFixture.bundle()) == [
        #"customization.json#/experimental/areas/nowhere: error: there is no group of methods "nowhere" in the schema, so "#
          + "this entry has no effect",
        #"customization.json#/experimental/presets/Q: error: there is no preset "Q" with cases"#,
        #"customization.json#/experimental/wrappers/thread~1start/0/hidden/0: error: "thread/start" has no property "extra""#,
      ]
    )
  }

  private func bundle(with method: String) -> String { WrapperFixture.bundle(methods: WrapperFixture.method(method)) }

  private func signatures(
    _ customization: String,
    bundle: String = WrapperFixture.bundle(),
    experimental: String? = nil
  ) throws -> [String] {
    try WrapperFixture.wrappers(customization, bundle: bundle, experimental: experimental).map(\.signature)
  }
}
