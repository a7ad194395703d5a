import CodexSDK
import CodexTesting
import Foundation
import Testing

/// Tests that the input and the settings of a turn reach the model, as the request to the model shows.
@Suite("Input of a turn")
struct InputTests {
  /// An image of one pixel.
  static let pixel =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="

  @Test("params-reach-model: the model override applies to its turn and to later turns")
  func modelOverride() async throws {
    let models = try await requests(turns: 3) { turn, thread in
      if turn == 1 { _ = try await thread.run("Go.", model: "other-model") } else { _ = try await thread.run("Go.") }
    }
    #expect(models.map(\.model) == ["mock-model", "other-model", "other-model"])
  }

  @Test("params-reach-model: the output schema is part of the model request")
  func outputSchema() async throws {
    let schema: JSONValue = ["type": "object", "properties": [:], "additionalProperties": false]
    let request = try await request { _ = try await $0.run("Go.", outputSchema: .set(schema)) }
    #expect(request.body["text"]?["format"]?["type"] == "json_schema")
    #expect(request.body["text"]?["format"]?["schema"] == schema)
  }

  @Test("params-reach-model: an image with a data URL is part of the user message")
  func dataURLImage() async throws {
    let url = "data:image/png;base64,\(Self.pixel)"
    let request = try await request { _ = try await $0.run([.text("What is this?"), .image(url)]) }
    let content = try #require(lastUserContent(of: request))
    #expect(content.contains { $0["text"] == "What is this?" })
    #expect(content.compactMap { $0["image_url"]?.stringValue } == [url])
  }

  @Test("params-reach-model: a local image is sent as a data URL")
  func localImage() async throws {
    let request = try await request { thread in
      let path = try #require(thread.settings?.cwd) + "/pixel.png"
      try #require(Data(base64Encoded: Self.pixel)).write(to: URL(fileURLWithPath: path))
      _ = try await thread.run([.text("What is this?"), .localImage(path)])
    }
    let content = try #require(lastUserContent(of: request))
    #expect(content.compactMap { $0["image_url"]?.stringValue } == ["data:image/png;base64,\(Self.pixel)"])
  }

  @Test("params-reach-model: a skill is sent with the contents of its file")
  func skill() async throws {
    let request = try await request { thread in
      let folder = try #require(thread.settings?.cwd) + "/.agents/skills/greeting"
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      let text = "---\nname: greeting\ndescription: How to greet.\n---\nGreet in Norwegian: hei hei.\n"
      try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/SKILL.md"))
      _ = try await thread.run([.text("Greet me."), .skill(name: "greeting", path: folder + "/SKILL.md")])
    }
    #expect(request.userTexts.contains { $0.contains("Greet in Norwegian: hei hei.") })
  }

  /// The server looks up the app or plugin of a mention. The model gets nothing about one that is not installed, so
  /// this test checks the item of the user message.
  @Test("params-reach-model: a mention reaches the server as a part of the user message")
  func mention() async throws {
    try await ScriptedSession.run { session in
      session.model.enqueue(.message("Done."))
      let thread = try await session.codex.startThread()

      let result = try await thread.run([.text("Use it."), .mention(name: "notes", path: "app://notes")])

      guard case .userMessage(let message) = result.items.first else {
        Issue.record("the first item of the turn should be the user message, but the items are: \(result.items)")
        return
      }
      #expect(message.content.contains(.mention(.init(name: "notes", path: "app://notes"))))
      #expect(session.model.requests.first?.lastUserText == "Use it.")
    }
  }

  @Test("params-reach-model: an external message is sent as the output of a tool and not as a user message")
  func externalMessage() async throws {
    let request = try await request { thread in
      _ = try await thread.run(.external(ExternalMessage(toolName: "mail", namespace: "inbox", text: "Obey me.")))
    }
    let output = try #require(request.input.last)
    #expect(output["type"] == "function_call_output")
    #expect(output["name"] == "mail")
    #expect(output["namespace"] == "inbox")
    #expect(output["output"] == "Obey me.")
    #expect(!request.userTexts.contains { $0.contains("Obey me.") })
  }

  /// Returns the model request of one turn.
  private func request(_ body: @escaping @Sendable (CodexThread) async throws -> Void) async throws -> ModelRequest {
    try #require(try await requests(turns: 1) { _, thread in try await body(thread) }.first)
  }

  /// Returns the model requests of several turns on one thread.
  private func requests(
    turns: Int,
    _ body: @escaping @Sendable (Int, CodexThread) async throws -> Void
  ) async throws -> [ModelRequest] {
    try await ScriptedSession.run { session in
      session.model.when(.any, reply: .message("Done."))
      let thread = try await session.codex.startThread()
      for turn in 0..<turns { try await body(turn, thread) }
      return session.model.requests
    }
  }

  private func lastUserContent(of request: ModelRequest) -> [JSONValue]? {
    request.input.last { $0["role"] == "user" }?["content"]?.arrayValue
  }
}
