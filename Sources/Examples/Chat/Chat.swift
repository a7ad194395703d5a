#if os(macOS) || os(Linux)
import CodexSDK
import CodexTesting
import Foundation

/// A chat with the agent in the terminal.
///
///     swift run chat
///     swift run chat --connect unix://
///     swift run chat --scripted
///
/// `--connect` uses a server that runs already: `ws://HOST:PORT`, `unix://PATH`, or `unix://` for the default socket. The token that the
/// server may ask for is read from the environment variable CODEX_SERVER_TOKEN, because arguments are visible to other users.
/// `--scripted` uses the real app-server with a scripted model, which needs no account and no network.
@main
struct Chat {
  static func main() async {
    let arguments = Array(CommandLine.arguments.dropFirst())
    guard arguments.isEmpty || arguments == ["--scripted"] || arguments.count == 2 && arguments[0] == "--connect" else {
      return fail("usage: chat [--scripted | --connect ADDRESS]", status: 2)
    }
    guard let terminal = Terminal() else {
      return fail("chat: standard input and output must be a terminal", status: 2)
    }
    do {
      let desk = ApprovalDesk()
      switch arguments.first {
      case "--scripted"?:
        try await Demo.run {
          try await chat(on: $0, desk, terminal)
        } asking: {
          asking($0, desk)
        }
      case "--connect"?:
        let token = ProcessInfo.processInfo.environment["CODEX_SERVER_TOKEN"].map { BearerToken($0) }
        let address = try ServerAddress(arguments[1], token: token)
        try await withCodex(connectingTo: address, configuration: asking(CodexConfiguration(), desk)) { codex in
          try await chat(on: codex, desk, terminal)
        }
      default:
        try await withCodex(configuration: asking(CodexConfiguration(), desk)) { codex in
          try await chat(on: codex, desk, terminal)
        }
      }
    } catch let end as ChatLoop.Signalled {
      exit(128 + end.number)
    } catch {
      fail("chat: \(error)", status: 1)
    }
  }

  /// The same configuration with a handler that asks the user.
  private static func asking(_ configuration: CodexConfiguration, _ desk: ApprovalDesk) -> CodexConfiguration {
    var configuration = configuration
    configuration.approvalHandler = { request in try await desk.decide(request) }
    return configuration
  }

  private static func chat(on codex: Codex, _ desk: ApprovalDesk, _ terminal: Terminal) async throws {
    try await ChatLoop(codex, desk, terminal).run()
  }

  private static func fail(_ message: String, status: Int32) {
    try? FileHandle.standardError.write(contentsOf: Data((message + "\n").utf8))
    exit(status)
  }
}
#endif
