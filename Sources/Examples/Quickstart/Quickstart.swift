#if os(macOS) || os(Linux)
import CodexSDK
import CodexTesting
import Foundation

/// Runs one turn, and prints its events as they arrive.
///
///     swift run quickstart "Explain this repository."
///     swift run quickstart --connect ws://127.0.0.1:4500 "Explain this repository."
///     swift run quickstart --scripted
///
/// `--connect` uses a server that runs already: `ws://HOST:PORT`, `unix://PATH`, or `unix://` for the default socket. The token that the
/// server may ask for is read from the environment variable CODEX_SERVER_TOKEN, because arguments are visible to other users.
@main
struct Quickstart {
  static func main() async {
    let arguments = Array(CommandLine.arguments.dropFirst())
    do {
      switch arguments.first {
      case "--scripted"? where arguments.count == 1: try await runScripted()
      case "--connect"? where arguments.count == 3:
        let token = ProcessInfo.processInfo.environment["CODEX_SERVER_TOKEN"].map { BearerToken($0) }
        let address = try ServerAddress(arguments[1], token: token)
        try await withCodex(connectingTo: address) { codex in try await run(arguments[2], on: codex) }
      case let prompt? where arguments.count == 1 && !prompt.hasPrefix("-"):
        try await withCodex { codex in try await run(prompt, on: codex) }
      default:
        print("usage: quickstart \"PROMPT\" | --connect ADDRESS \"PROMPT\" | --scripted", to: .standardError)
        exit(2)
      }
    } catch {
      print("quickstart: \(error)", to: .standardError)
      exit(1)
    }
  }

  /// Runs one turn on a new thread, which may read files but not change them.
  static func run(_ prompt: String, on codex: Codex) async throws {
    print("Connected to Codex \(codex.serverInfo.version ?? "of an unknown version").")
    let thread = try await codex.startThread(approvalMode: .denyAll, sandbox: .readOnly)
    let turn = try await thread.startTurn(prompt)

    for try await event in turn.events {
      switch event {
      case .itemAgentMessageDelta(let message):
        print(message.delta, terminator: "")
      case .itemStarted(let message):
        if case .commandExecution(let command) = message.item { print("$ \(command.command)") }
      case .turnCompleted:
        print()
      default: break
      }
    }
    let result = try await turn.result()
    if let usage = result.usage { print("(\(usage.last.totalTokens) tokens, \(result.items.count) items)") }
  }

  /// Runs the real app-server with a scripted model, which needs no account and no network.
  static func runScripted() async throws {
    let model = try await ScriptedModelServer()
    defer { model.close() }
    model.enqueue(
      .command("ls"),
      .message(deltas: ["Everything ", "works: ", "the server ", "ran a command ", "and streamed ", "this answer."])
    )
    let binary = try await CodexBinary.locate(version: Codex.release)
    let harness = try AppServerHarness(binary: binary, model: model)
    defer { harness.cleanUp() }
    try await withCodex(configuration: harness.configuration) { codex in
      try await run("Show that everything works.", on: codex)
    }
  }

  private static func print(_ text: String, to file: FileHandle) {
    try? file.write(contentsOf: Data((text + "\n").utf8))
  }

  private static func print(_ text: String = "", terminator: String = "\n") {
    Swift.print(text, terminator: terminator)
    // Standard output is flushed, so that the text of a delta is visible at once.
    fflush(nil)
  }
}
#endif
