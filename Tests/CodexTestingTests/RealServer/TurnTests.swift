import CodexProtocol
import CodexTesting
import CodexWire
import Foundation
import Testing

/// The scripted model and the harness, proved against the real app-server.
@Suite("Real app-server: turns")
struct TurnTests {
  @Test func aMessageIsStreamedAndCompletesTheTurn() async throws {
    try await Stage.run { stage in
      stage.model.enqueue(
        .message("Hello", deltas: ["Hel", "lo"], phase: .finalAnswer).usage(.init(inputTokens: 7, outputTokens: 3))
      )
      let thread = try await stage.startThread()

      let turn = try await stage.startTurn(thread, "say hello")
      let completion = try await stage.completion(of: turn)

      #expect(completion["status"] == "completed")
      #expect(stage.params(of: "item/agentMessage/delta", turn: turn).map { $0["delta"] } == ["Hel", "lo"])
      let messages = stage.items("agentMessage", turn: turn)
      #expect(messages.map { $0["text"] } == ["Hello"])
      #expect(messages.map { $0["phase"] } == ["final_answer"])
      let usage = stage.params(of: "thread/tokenUsage/updated", turn: turn).last?["tokenUsage"]?["last"]
      #expect(usage?["inputTokens"] == 7)
      #expect(usage?["outputTokens"] == 3)
      #expect(usage?["totalTokens"] == 10)
    }
  }

  @Test func theModelRequestIsRecorded() async throws {
    try await Stage.run { stage in
      stage.model.enqueue(.message("Done."))
      let turn = try await stage.startTurn(try await stage.startThread(), "a question")
      _ = try await stage.completion(of: turn)

      let request = try await stage.model.nextRequest()

      #expect(request.method == "POST")
      #expect(request.path == "/v1/responses")
      #expect(request.model == "mock-model")
      #expect(request.lastUserText == "a question")
      #expect(!request.isReview)
      #expect(stage.model.requests.count == 1)
      #expect(stage.model.unexpectedRequests.isEmpty)
      #expect(stage.model.remainingReplies == 0)
      #expect(stage.model.otherRequests.isEmpty)
    }
  }

  @Test func aCommandRunsInTheWorkspace() async throws {
    try await Stage.run { stage in
      try Data("found me".utf8).write(to: URL(fileURLWithPath: stage.harness.workspace + "/note.txt"))
      stage.model.enqueue(.command("cat note.txt"), .message("It is there."))

      let turn = try await stage.startTurn(try await stage.startThread(), "read the note")
      _ = try await stage.completion(of: turn)

      let command = try #require(stage.items("commandExecution", turn: turn).first)
      #expect(command["status"] == "completed")
      #expect(command["exitCode"] == 0)
      #expect(command["aggregatedOutput"]?.stringValue?.contains("found me") == true)
      #expect(command["cwd"] == .string(stage.harness.workspace))
      let second = try await stage.model.request(at: 1)
      #expect(second.functionOutput()?.stringValue?.contains("found me") == true)
    }
  }

  @Test func wordsOfACommandReachTheProgramAsTheyAre() async throws {
    try await Stage.run { stage in
      stage.model.enqueue(.command(["printf", "%s|", "it's", "a $HOME", "*"]), .message("Printed."))

      let turn = try await stage.startTurn(try await stage.startThread(), "print")
      _ = try await stage.completion(of: turn)

      #expect(stage.items("commandExecution", turn: turn).first?["aggregatedOutput"] == "it's|a $HOME|*|")
    }
  }

  @Test func theSandboxIsReal() async throws {
    var options = AppServerHarness.Options()
    options.sandbox = .workspaceWrite
    try await Stage.run(options: options) { stage in
      // Not in the temporary folder, which is writable in this mode.
      let outside = "/usr/local/codex-harness-\(UUID().uuidString)"
      stage.model.enqueue(.command("touch inside.txt; touch \(outside)"), .message("Tried."))

      let turn = try await stage.startTurn(try await stage.startThread(), "write")
      _ = try await stage.completion(of: turn)

      // Not read from an item: for a command that the sandbox refuses at once, the server often reports none at all.
      let output = try await stage.model.request(at: 1).functionOutput()?.stringValue
      #expect(output?.contains("Read-only file system") == true)
      #expect(FileManager.default.fileExists(atPath: stage.harness.workspace + "/inside.txt"))
      #expect(!FileManager.default.fileExists(atPath: outside))
    }
  }

  @Test func aFailureOfTheModelFailsTheTurn() async throws {
    try await Stage.run { stage in
      stage.model.enqueue(.failure(code: "server_error", message: "The model is unwell."))

      let turn = try await stage.startTurn(try await stage.startThread(), "try")
      let completion = try await stage.completion(of: turn)

      #expect(completion["status"] == "failed")
      #expect(completion["error"]?["message"]?.stringValue?.contains("The model is unwell.") == true)
    }
  }

  @Test func anErrorOverHTTPFailsTheTurn() async throws {
    try await Stage.run { stage in
      stage.model.enqueue(.status(400, body: #"{"error":{"message":"No such thing."}}"#))

      let turn = try await stage.startTurn(try await stage.startThread(), "try")
      let completion = try await stage.completion(of: turn)

      #expect(completion["status"] == "failed")
      #expect(completion["error"]?["message"]?.stringValue?.contains("No such thing.") == true)
    }
  }

  @Test func anAnswerThatBreaksOffFailsTheTurn() async throws {
    try await Stage.run { stage in
      stage.model.enqueue(.message("half", deltas: ["ha", "lf"]).ending(.disconnected))

      let turn = try await stage.startTurn(try await stage.startThread(), "try")

      #expect(try await stage.completion(of: turn)["status"] == "failed")
    }
  }

  @Test func anUnscriptedRequestFailsTheTurnAndIsRecorded() async throws {
    try await Stage.run { stage in
      let turn = try await stage.startTurn(try await stage.startThread(), "nobody expects this")
      let completion = try await stage.completion(of: turn)

      #expect(completion["status"] == "failed")
      #expect(stage.model.unexpectedRequests.map(\.lastUserText) == ["nobody expects this"])
    }
  }

  @Test func fiveThousandDeltasArriveInOrder() async throws {
    try await Stage.run { stage in
      let deltas = (0..<5000).map { "\($0) " }
      stage.model.enqueue(.message(deltas: deltas))
      let thread = try await stage.startThread()

      let clock = ContinuousClock()
      let start = clock.now
      let turn = try await stage.startTurn(thread, "count")
      _ = try await stage.completion(of: turn)
      print("5,000 deltas: \(clock.now - start)")

      #expect(stage.params(of: "item/agentMessage/delta", turn: turn).compactMap { $0["delta"]?.stringValue } == deltas)
    }
  }
}
