import CodexSDK
import CodexTesting
import Testing

/// Tests of the rules that select the message of a turn that is the final response.
@Suite("The final response")
struct FinalResponseTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var messages: [(text: String, phase: MessagePhase?)]
    var expected: String?
  }

  /// Cases whose messages the real app-server passes on unchanged.
  static let real = [
    Case(
      testDescription: "the last message with the phase final_answer, whatever messages follow",
      messages: [("Early.", .finalAnswer), ("Looking.", .commentary), ("Late.", .finalAnswer), ("Unmarked.", nil)],
      expected: "Late."
    ),
    Case(
      testDescription: "the last message without a phase, if there is no final_answer",
      messages: [("One.", nil), ("Two.", nil), ("Looking.", .commentary)],
      expected: "Two."
    ),
    Case(
      testDescription: "nil if there are only messages with the phase commentary",
      messages: [("Looking.", .commentary)],
      expected: nil
    ),
  ]

  /// Cases with messages that the real app-server does not pass on unchanged.
  static let inMemoryOnly = [
    Case(
      testDescription: "an empty text, if the last message is empty",
      messages: [("One.", nil), ("", nil)],
      expected: ""
    ),
    Case(
      testDescription: "an empty text, if the message with the phase final_answer is empty",
      messages: [("One.", nil), ("", .finalAnswer)],
      expected: ""
    ),
    Case(testDescription: "nil if there is no message", messages: [], expected: nil),
    Case(
      testDescription: "the last message without a phase, if another message has an unrecognized phase",
      messages: [("One.", nil), ("Two.", .unrecognized("epilogue"))],
      expected: "One."
    ),
  ]

  @Test("final-response rules, with the real app-server", arguments: real)
  func onTheRealServer(_ example: Case) async throws {
    try await ScriptedSession.run { session in
      session.model.enqueue(ModelReply(example.messages.map { .message($0.text, phase: $0.phase) }))

      let result = try await session.codex.startThread().run("Say it.")

      #expect(result.finalResponse == example.expected)
      #expect(result.items.compactMap(\.agentText) == example.messages.map(\.text))
    }
  }

  @Test("unit: final-response rules", arguments: real + inMemoryOnly)
  func inMemory(_ example: Case) async throws {
    try await ManualServer.run { codex, server in
      let thread = CodexThread(id: "thread-1", codex: codex)
      let serverTurn = ManualTurn(server: server)

      async let result = thread.run("Say it.")
      serverTurn.respond(to: try await server.request("turn/start"))
      for message in example.messages { serverTurn.sendMessage(message.text, phase: message.phase?.rawValue) }
      serverTurn.sendCompleted()

      #expect(try await result.finalResponse == example.expected)
    }
  }
}
