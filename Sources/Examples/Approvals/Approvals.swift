#if os(macOS) || os(Linux)
import CodexSDK
import CodexTesting
import Foundation

/// Runs one turn. Before the agent does something that its sandbox does not allow, the user is asked in the terminal.
///
///     swift run approvals "Install the dependencies."
///     swift run approvals --scripted
@main
struct Approvals {
  static func main() async {
    let arguments = Array(CommandLine.arguments.dropFirst())
    do {
      switch arguments.first {
      case "--scripted"? where arguments.count == 1: try await runScripted()
      case let prompt? where arguments.count == 1 && !prompt.hasPrefix("-"):
        try await withCodex(configuration: asking(CodexConfiguration())) { codex in try await run(prompt, on: codex) }
      default:
        print("usage: approvals \"PROMPT\" | --scripted")
        exit(2)
      }
    } catch {
      print("approvals: \(error)")
      exit(1)
    }
  }

  /// The same configuration with a handler that asks the user in the terminal.
  static func asking(_ configuration: CodexConfiguration) -> CodexConfiguration {
    var configuration = configuration
    let terminal = Terminal()
    configuration.approvalHandler = { request in await terminal.decide(request) }
    configuration.onServerRequestEvent = { event in print("! \(event)") }
    return configuration
  }

  static func run(_ prompt: String, on codex: Codex) async throws {
    let thread = try await codex.startThread(approvalMode: .askUser, sandbox: .readOnly)
    let turn = try await thread.startTurn(TurnInput.text(prompt))
    for try await event in turn.events {
      guard case .itemCompleted(let message) = event else { continue }
      if case .commandExecution(let command) = message.item {
        print("$ \(command.command) → \(command.status.rawValue)")
      }
    }
    let result = try await turn.result()
    print(result.finalResponse ?? "(no response: \(result.status.rawValue))")
  }

  /// Runs the real app-server with a scripted model, which needs no account and no network.
  static func runScripted() async throws {
    let model = try await ScriptedModelServer()
    defer { model.close() }
    let binary = try await CodexBinary.locate(version: Codex.release)
    let harness = try AppServerHarness(binary: binary, model: model)
    defer { harness.cleanUp() }
    let note = harness.pathOutsideWorkspace("note.txt")
    let command = "echo hello >> \(note)"
    model.enqueue(
      .command(command, escalationReason: "to leave you a note"),
      .command(command, escalationReason: "to leave you a note once more"),
      .command(command, escalationReason: "to leave you a last note"),
      .message("That is all I wanted to do.")
    )
    try await withCodex(configuration: asking(harness.configuration)) { codex in
      try await run("Leave me a note.", on: codex)
    }
    let lines = (try? String(contentsOfFile: note, encoding: .utf8))?.split(separator: "\n").count ?? 0
    print("The note has \(lines) line\(lines == 1 ? "" : "s").")
  }
}
#endif
