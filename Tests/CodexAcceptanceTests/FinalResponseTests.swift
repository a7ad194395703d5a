import CodexSDK
import CodexTesting
import Testing

/// Which message of a turn is its answer.
@Suite("The final response")
struct FinalResponseTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var messages: [(text: String, phase: MessagePhase?)]
    var expected: String?
  }

  /// What the real server passes on as it came from the model.
  static let real = [
    Case(
      testDescription: "the last message marked as final answer, whatever follows it",
      messages: [("Early.", .finalAnswer), ("Looking.", .commentary), ("Late.", .finalAnswer), ("Unmarked.", nil)],
      expected: "Late."
    ),
    Case(
      testDescription: "without a final answer the last message without a phase",
      messages: [("One.", nil), ("Two.", nil), ("Looking.", .commentary)],
      expected: "Two."
    ),
    Case(testDescription: "nil when there is only commentary", messages: [("Looking.", .commentary)], expected: nil),
  ]

  static let empty = [
    Case(testDescription: "an empty text stays empty", messages: [("One.", nil), ("", nil)], expected: ""),
    Case(testDescription: "an empty final answer, too", messages: [("One.", nil), ("", .finalAnswer)], expected: ""),
    Case(testDescription: "nil when there is no message", messages: [], expected: nil),
    Case(
      testDescription: "a phase that this release does not know is no answer",
      messages: [("One.", nil), ("Two.", .unrecognized("epilogue"))],
      expected: "One."
    ),
  ]

  @Test("final-response rules, on the real server", arguments: real)
  func onTheRealServer(_ example: Case) async throws {
    try await ScriptedSession.run { session in
      session.model.enqueue(ModelReply(example.messages.map { .message($0.text, phase: $0.phase) }))

      let result = try await session.codex.startThread().run("Say it.")

      #expect(result.finalResponse == example.expected)
      #expect(result.items.compactMap(\.agentText) == example.messages.map(\.text))
    }
  }

  @Test("final-response rules, unit", arguments: real + empty)
  func inMemory(_ example: Case) async throws {
    try await PlayedServer.run { codex, server in
      let thread = CodexThread(id: "thread-1", codex: codex)
      let played = PlayedTurn(server: server)

      async let result = thread.run("Say it.")
      played.accept(try await server.request("turn/start"))
      for message in example.messages { played.said(message.text, phase: message.phase?.rawValue) }
      played.completed()

      #expect(try await result.finalResponse == example.expected)
    }
  }
}
