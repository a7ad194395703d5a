@_spi(Generated) import CodexWire
import Testing

@Suite("The arguments of wrappers for settings")
struct OverrideCallTests {
  private let codex = Codex(answering: #"{"thread":{"id":"t"},"turnId":"u"}"#)

  /// Everything that can be written for a setting with a type of the schema, beside what `CodexSDKTests` shows with the real
  /// types.
  @Test("can be values, literals, variables, optionals, overrides and inherit")
  func kinds() async throws {
    let effort = Effort.high
    let text = "huge"
    let noEffort: Effort? = nil
    let noText: String? = nil
    let flag = codex.isRecording
    try await codex.resumeThread("t", effort: .low)
    try await codex.resumeThread("t", effort: effort)
    try await codex.resumeThread("t", effort: "huge")
    try await codex.resumeThread("t", effort: text)
    try await codex.resumeThread("t", effort: .set("huge"))
    try await codex.resumeThread("t", effort: Override<Effort>.set(.low))
    try await codex.resumeThread("t", effort: flag ? .high : .inherit)
    #expect(
      await codex.sent
        == ["low", "high", "huge", "huge", "huge", "low", "high"].map {
          #"thread/resume {"effort":"\#($0)","threadId":"t"}"#
        }
    )
    try await codex.resumeThread("u", effort: .inherit)
    try await codex.resumeThread("u", effort: nil)
    try await codex.resumeThread("u", effort: noEffort)
    try await codex.resumeThread("u", effort: noText)
    try await codex.resumeThread("u", effort: flag ? noEffort : .inherit)
    #expect(await codex.sent.dropFirst(7) == Array(repeating: #"thread/resume {"threadId":"u"}"#, count: 5)[...])
  }

  @Test("can be JSON literals where the schema allows any JSON")
  func json() async throws {
    let members: [String: JSONValue] = ["a": 1]
    let value: JSONValue = ["a": 1]
    try await codex.resumeThread("t", answerSchema: ["a": ["b", true, 1.5], "c": ["d": ["e"]]])
    try await codex.resumeThread("t", answerSchema: members)
    try await codex.resumeThread("t", answerSchema: value)
    try await codex.resumeThread("t", answerSchema: .set(["a": 1]))
    try await codex.resumeThread("t", answerSchema: .inherit)
    #expect(
      await codex.sent == [
        #"thread/resume {"answerSchema":{"a":["b",true,1.5],"c":{"d":["e"]}},"threadId":"t"}"#,
        #"thread/resume {"answerSchema":{"a":1},"threadId":"t"}"#,
        #"thread/resume {"answerSchema":{"a":1},"threadId":"t"}"#,
        #"thread/resume {"answerSchema":{"a":1},"threadId":"t"}"#,
        #"thread/resume {"threadId":"t"}"#,
      ]
    )
  }

  @Test("that few programs need are given as options, in which the same can be written")
  func options() async throws {
    let tags = ["a"]
    let item = InputItem(text: "i")
    try await codex.resumeThread(
      "t",
      model: "m",
      options: ResumeOptions(config: ["k": ["l": 1]], tags: tags, timeout: .seconds(2))
    )
    try await codex.resumeThread("t", options: .init(inputs: [item], style: .plain, tags: ["a", "b"]))
    try await codex.resumeThread("t", options: .init(config: nil, inputs: .inherit, style: Style.none))
    var options = ResumeOptions()
    options.style = .plain
    options.tags = .init(tags)
    options.config = ["k": .null]
    try await codex.resumeThread("t", options: options)
    try await codex.resumeThread("t", options: ResumeOptions())
    #expect(
      await codex.sent == [
        #"thread/resume {"config":{"k":{"l":1}},"model":"m","tags":["a"],"threadId":"t","timeoutMs":2000}"#,
        #"thread/resume {"inputs":[{"text":"i"}],"style":"plain","tags":["a","b"],"threadId":"t"}"#,
        #"thread/resume {"style":"none","threadId":"t"}"#,
        #"thread/resume {"config":{"k":null},"style":"plain","tags":["a"],"threadId":"t"}"#,
        #"thread/resume {"threadId":"t"}"#,
      ]
    )
  }

  #if ExperimentalAPI
  @Test("include the experimental options with the trait")
  func experimentalOption() async throws {
    try await codex.resumeThread("t", options: .init(trial: true))
    #expect(await codex.sent == [#"thread/resume {"threadId":"t","trial":true}"#])
  }
  #endif

  @Test("are equal options when the same settings are given")
  func equality() {
    #expect(ResumeOptions(tags: ["a"]) == ResumeOptions(tags: .set(["a"])))
    #expect(ResumeOptions(tags: ["a"]) != ResumeOptions())
    #expect(ResumeOptions(tags: nil) == ResumeOptions())
  }
}

extension Codex {
  /// Always true. The compiler cannot know it, so both branches of `? :` must compile.
  fileprivate var isRecording: Bool { true }
}
