import CodexProtocol
import CodexTesting
import CodexWire
import Foundation
import Testing

/// Tests of the scripted model and the harness with the real app-server.
@Suite("Turns with the real app-server")
struct TurnTests {
  @Test("A scripted message is streamed, and completes the turn with the scripted token counts")
  func message() async throws {
    try await RawSession.run { session in
      session.model.enqueue(
        .message("Hello", deltas: ["Hel", "lo"], phase: .finalAnswer).usage(.init(inputTokens: 7, outputTokens: 3))
      )
      let thread = try await session.startThread()

      let turn = try await session.startTurn(thread, "say hello")
      let completion = try await session.completion(of: turn)

      #expect(completion["status"] == "completed")
      #expect(session.params(of: "item/agentMessage/delta", turn: turn).map { $0["delta"] } == ["Hel", "lo"])
      let messages = session.items("agentMessage", turn: turn)
      #expect(messages.map { $0["text"] } == ["Hello"])
      #expect(messages.map { $0["phase"] } == ["final_answer"])
      let usage = session.params(of: "thread/tokenUsage/updated", turn: turn).last?["tokenUsage"]?["last"]
      #expect(usage?["inputTokens"] == 7)
      #expect(usage?["outputTokens"] == 3)
      #expect(usage?["totalTokens"] == 10)
    }
  }

  @Test("The request for a turn is recorded")
  func recordedRequest() async throws {
    try await RawSession.run { session in
      session.model.enqueue(.message("Done."))
      let turn = try await session.startTurn(try await session.startThread(), "a question")
      _ = try await session.completion(of: turn)

      let request = try await session.model.nextRequest()

      #expect(request.method == "POST")
      #expect(request.path == "/v1/responses")
      #expect(request.model == "mock-model")
      #expect(request.lastUserText == "a question")
      #expect(!request.isReview)
      #expect(session.model.requests.count == 1)
      #expect(session.model.unexpectedRequests.isEmpty)
      #expect(session.model.remainingReplies == 0)
      #expect(session.model.modelListRequests.isEmpty)
    }
  }

  @Test("A scripted command runs in the workspace, and its output is reported to the model")
  func command() async throws {
    try await RawSession.run { session in
      try Data("found me".utf8).write(to: URL(fileURLWithPath: session.harness.workspace + "/note.txt"))
      session.model.enqueue(.command("cat note.txt"), .message("It is there."))

      let turn = try await session.startTurn(try await session.startThread(), "read the note")
      _ = try await session.completion(of: turn)

      let command = try #require(session.items("commandExecution", turn: turn).first)
      #expect(command["status"] == "completed")
      #expect(command["exitCode"] == 0)
      #expect(command["aggregatedOutput"]?.stringValue?.contains("found me") == true)
      #expect(command["cwd"] == .string(session.harness.workspace))
      let second = try await session.model.request(at: 1)
      #expect(second.functionOutput()?.stringValue?.contains("found me") == true)
    }
  }

  @Test("The words of a command reach the program unchanged")
  func quotedWords() async throws {
    try await RawSession.run { session in
      session.model.enqueue(.command(["printf", "%s|", "it's", "a $HOME", "*"]), .message("Printed."))

      let turn = try await session.startTurn(try await session.startThread(), "print")
      _ = try await session.completion(of: turn)

      #expect(session.items("commandExecution", turn: turn).first?["aggregatedOutput"] == "it's|a $HOME|*|")
    }
  }

  @Test("The sandbox denies a command to write outside of the workspace")
  func sandbox() async throws {
    var options = AppServerHarness.Options()
    options.sandbox = .workspaceWrite
    try await RawSession.run(options: options) { session in
      // Commands may write to the temporary folder in this mode, so the file is elsewhere.
      let outside = "/usr/local/codex-harness-\(UUID().uuidString)"
      session.model.enqueue(.command("touch inside.txt; touch \(outside)"), .message("Tried."))

      let turn = try await session.startTurn(try await session.startThread(), "write")
      _ = try await session.completion(of: turn)

      // The output is not read from an item, since the server often reports no item for a command that the sandbox
      // denies at once.
      let output = try await session.model.request(at: 1).functionOutput()?.stringValue
      #expect(output?.contains("Read-only file system") == true)
      #expect(FileManager.default.fileExists(atPath: session.harness.workspace + "/inside.txt"))
      #expect(!FileManager.default.fileExists(atPath: outside))
    }
  }

  @Test("An error event of the model fails the turn")
  func modelFailure() async throws {
    try await RawSession.run { session in
      session.model.enqueue(.failure(code: "server_error", message: "The model is unwell."))

      let turn = try await session.startTurn(try await session.startThread(), "try")
      let completion = try await session.completion(of: turn)

      #expect(completion["status"] == "failed")
      #expect(completion["error"]?["message"]?.stringValue?.contains("The model is unwell.") == true)
    }
  }

  @Test("An HTTP error of the model server fails the turn")
  func httpError() async throws {
    try await RawSession.run { session in
      session.model.enqueue(.httpResponse(status: 400, body: #"{"error":{"message":"No such thing."}}"#))

      let turn = try await session.startTurn(try await session.startThread(), "try")
      let completion = try await session.completion(of: turn)

      #expect(completion["status"] == "failed")
      #expect(completion["error"]?["message"]?.stringValue?.contains("No such thing.") == true)
    }
  }

  @Test("A response that ends in the middle fails the turn")
  func brokenConnection() async throws {
    try await RawSession.run { session in
      session.model.enqueue(.message("half", deltas: ["ha", "lf"]).ending(.disconnected))

      let turn = try await session.startTurn(try await session.startThread(), "try")

      #expect(try await session.completion(of: turn)["status"] == "failed")
    }
  }

  @Test("A request without a scripted reply fails the turn and is recorded")
  func unscriptedRequest() async throws {
    try await RawSession.run { session in
      let turn = try await session.startTurn(try await session.startThread(), "nobody expects this")
      let completion = try await session.completion(of: turn)

      #expect(completion["status"] == "failed")
      #expect(session.model.unexpectedRequests.map(\.lastUserText) == ["nobody expects this"])
    }
  }

  @Test("5,000 deltas arrive in order")
  func manyDeltas() async throws {
    try await RawSession.run { session in
      let deltas = (0..<5000).map { "\($0) " }
      session.model.enqueue(.message(deltas: deltas))
      let thread = try await session.startThread()

      let clock = ContinuousClock()
      let start = clock.now
      let turn = try await session.startTurn(thread, "count")
      _ = try await session.completion(of: turn)
      print("5,000 deltas: \(clock.now - start)")

      #expect(
        session.params(of: "item/agentMessage/delta", turn: turn).compactMap { $0["delta"]?.stringValue } == deltas
      )
    }
  }
}
