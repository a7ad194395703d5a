import CodexSDK
import Foundation

/// The Swift programs of the article "Swift for users of the Python SDK", so that the compiler checks them and tests run them.
///
/// `PythonArticleTests` compares the article with this file.
struct PythonExamples: Sendable {
  /// The configuration of the server with which the programs run.
  let configuration: CodexConfiguration
  /// Receives the texts that the programs print.
  let output: Recorder

  /// Stands for the initializer of `Codex`, whose defaults start the server that is installed on the machine.
  // swift-format-ignore: AlwaysUseLowerCamelCase
  private func Codex() async throws -> CodexSDK.Codex { try await CodexSDK.Codex(configuration: configuration) }

  /// Stands for `Swift.print`.
  private func print(_ items: Any..., terminator: String = "\n") {
    let text = items.map { "\($0)" }.joined(separator: " ") + terminator
    output.record(Data(text.utf8))
  }

  func quickstart() async throws {
    let codex = try await Codex()
    let thread = try await codex.startThread()
    let result = try await thread.run("What is this repository about?")
    print(result.finalResponse ?? "")
  }

  func sandbox() async throws {
    let codex = try await Codex()
    let thread = try await codex.startThread(approvalMode: .denyAll, sandbox: .workspaceWrite)
    let result = try await thread.run("Add a license file.")
    let review = try await thread.run("Review the change.", sandbox: .readOnly)
    print(result.status, review.status)
  }

  func events() async throws {
    let codex = try await Codex()
    let turn = try await codex.startThread().startTurn("Count to twenty.")
    for try await event in turn.events {
      if case .itemAgentMessageDelta(let message) = event { print(message.delta, terminator: "") }
      if case .turnCompleted(let message) = event { print(message.turn.status) }
    }
  }

  func steering() async throws {
    let codex = try await Codex()
    let thread = try await codex.startThread()
    let turn = try await thread.startTurn("Write a long story.")
    try await turn.steer("Make it a short one.")
    try await turn.interrupt()
    print(try await turn.result().status)
  }

  func lifecycle() async throws {
    let codex = try await Codex()
    let created = try await codex.startThread()
    try await created.run("Name a planet.")
    let thread = try await codex.resumeThread(created.id)
    try await thread.run("Name another one.")
    try await thread.rename("Planets")
    let turns = try await thread.read(includeTurns: true).thread.turns
    let fork = try await thread.fork()
    try await thread.archive()
    let archived = try await codex.threads.list(archived: true, limit: 20).data
    try await thread.unarchive()
    print(turns.count, fork.id, archived.count)
  }

  func image() async throws {
    let codex = try await Codex()
    let thread = try await codex.startThread()
    let result = try await thread.run([.text("What is in this picture?"), .localImage("/tmp/picture.png")])
    print(result.finalResponse ?? "")
  }

  func structuredOutput() async throws {
    struct Plan: Codable, Sendable {
      var steps: [String]
    }

    let codex = try await Codex()
    let schema: JSONValue = [
      "type": "object", "properties": ["steps": ["type": "array", "items": ["type": "string"]]],
      "required": ["steps"], "additionalProperties": false,
    ]
    let plan = try await codex.startThread().run("Plan a release.", as: Plan.self, schema: schema)
    print(plan.steps)
  }

  func modelChoice() async throws {
    let codex = try await Codex()
    let models = try await codex.models.list(includeHidden: true).data
    let model = models.first { $0.isDefault } ?? models[0]
    let thread = try await codex.startThread(model: model.model)
    let result = try await thread.run("Say hello.", effort: model.defaultReasoningEffort)
    print(model.model, result.usage as Any)
  }

  func signIn() async throws {
    let codex = try await Codex()
    let login = try await codex.account.logInWithChatGPT()
    print(login.url)
    print(try await login.wait().success)
    print(try await codex.account.read().account as Any)
    try await codex.account.logOut()
  }

  func errors() async throws {
    let codex = try await Codex()
    let thread = try await codex.startThread()
    do {
      print(try await thread.run("Summarize.").finalResponse ?? "")
    } catch CodexError.requestFailed(let failure) {
      print("The server refused:", failure.error.code, failure.error.message)
    }
  }
}
