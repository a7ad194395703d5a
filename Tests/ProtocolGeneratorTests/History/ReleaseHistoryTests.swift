import Testing

@testable import ProtocolGenerator

@Suite("The history of releases")
struct ReleaseHistoryTests {
  private static let oldest = ReleaseHistory()
    .pinning(["thread/start": ["model"], "thread/rollback": ["turns"]], as: "0.9.0")

  /// Release 0.10.0 is newer than 0.9.0, although its text is not.
  private static let two = oldest.pinning(
    ["thread/start": ["model", "cwd"], "memory/status": ["limit"]],
    as: "0.10.0"
  )

  @Test("has what each release added, and loses what a release removed")
  func pinning() {
    #expect(
      Self.two.releases == [
        .init(name: "0.9.0", additions: ["thread/start": ["model"]]),
        .init(name: "0.10.0", additions: ["thread/start": ["cwd"], "memory/status": ["limit"]]),
      ]
    )
  }

  @Test("does not change when the same release is pinned again")
  func again() {
    let again = Self.two.pinning(["thread/start": ["model", "cwd"], "memory/status": ["limit"]], as: "0.10.0")
    #expect(again == Self.two)
  }

  @Test("loses the newer releases when an older release is pinned")
  func downgrade() {
    let back = Self.two.pinning(["thread/start": ["model"], "thread/rollback": ["turns"]], as: "0.9.0")
    #expect(back == Self.oldest)
  }

  @Test("names new methods without their parameters, and new parameters of methods that were there before")
  func additions() {
    let three = Self.two.pinning(
      ["thread/start": ["model", "cwd"], "memory/status": ["limit", "cursor"]],
      as: "0.11.0"
    )
    #expect(
      three.additions == [
        .init(method: "memory/status", release: "0.10.0"),
        .init(method: "memory/status", parameter: "cursor", release: "0.11.0"),
        .init(method: "thread/start", parameter: "cwd", release: "0.10.0"),
      ]
    )
  }

  @Test("is the same after it was written and read")
  func text() throws {
    let history = Self.two.pinning(["a\"b": []], as: "1.0.0")
    #expect(try ReleaseHistory(Stage.file(history.text)) == history)
    #expect(try ReleaseHistory(Stage.file(ReleaseHistory().text)) == ReleaseHistory())
  }

  @Test(
    "is refused with the pointer of what is wrong",
    arguments: [
      ("{\"releases\": 1}", "#/releases: error: this should be an array"),
      (#"{"releases": [{}]}"#, "#/releases/0/release: error: this should be a string that is not empty"),
      (
        #"{"releases": [{"release": "1", "additions": {"a": "b"}}]}"#,
        "#/releases/0/additions/a: error: this should be an array"
      ),
      (
        #"{"releases": [{"release": "1"}, {"release": "1"}]}"#,
        "#/releases/1/release: error: the release \"1\" stands in this file twice"
      ),
    ]
  )
  func refusal(text: String, message: String) {
    #expect(Stage.errors { _ = try ReleaseHistory(Stage.file(text)) } == [Stage.path + message])
  }

  private func generate(history: String, pin: String?) throws {
    let bundle = """
      {"definitions": {
        "ClientRequest": {"oneOf": [{"required": ["method", "id", "params"], "properties": {
          "method": {"const": "note/read"}, "id": {"type": "integer"},
          "params": {"$ref": "#/definitions/NoteReadParams"}}}]},
        "NoteReadParams": {"type": "object", "properties": {"id": {"type": "string"}}},
        "NoteReadResponse": {"type": "object"}
      }}
      """
    let customization = #"{"areas": {}}"#
    _ = try Generator.generate(
      GeneratorInput(
        stable: Stage.file(bundle),
        customization: Stage.file(customization, path: "customization.json"),
        pin: pin.map { Stage.file("{\"codex\": \"\($0)\"}", path: "pin.json") },
        history: Stage.file(history, path: "history.json")
      )
    )
  }

  @Test("must fit the schema and the release that is pinned")
  func fits() throws {
    let history = ReleaseHistory().pinning(["note/read": ["id"]], as: "1.0.0")
    try generate(history: history.text, pin: "1.0.0")
    let outdated =
      "history.json#/releases: error: the history does not fit the schema of Codex 1.1.0, which is pinned beside it; "
      + "to update it, run: swift run codexgen history"
    #expect(Stage.errors { try generate(history: history.text, pin: "1.1.0") } == [outdated])
    let other = ReleaseHistory().pinning(["note/read": []], as: "1.1.0")
    #expect(Stage.errors { try generate(history: other.text, pin: "1.1.0") } == [outdated])
    #expect(
      Stage.errors { try generate(history: history.text, pin: nil) } == [
        "history.json: error: a history needs the version of the release, and there is no pin.json"
      ]
    )
  }
}
