#if os(macOS) || os(Linux)
import CodexSDK
import CodexTesting
import Foundation
import Testing

/// Runs the program in a pseudo terminal, with the real app-server and a scripted model.
@Suite("The program chat", .serialized, .timeLimit(.minutes(10)))
struct ChatTests {
  private static let interrupt = "\u{03}"
  private static let end = "\u{04}"

  @Test("streams a conversation, approves by key, interrupts by Ctrl-C, and gives the terminal back")
  func conversation() async throws {
    let chat = try ChatProcess(["--scripted"])

    let list = try await chat.screen(showing: "Which thread?", "hello, this is an earlier conversation")
    #expect(list.isAlternate)
    #expect(!list.isCursorVisible)
    try chat.type("\r")
    try await chat.screen(showing: "Enter sends")

    try chat.type("Please work.\r")
    let question = try await chat.screen(showing: "The agent asks", "[y] yes")
    #expect(question.text.contains("because: to leave a note outside of the workspace"))
    #expect(question.text.contains("… 6 more lines (Tab shows them)"))
    #expect(question.style(of: "-world!") == "31")
    #expect(question.style(of: "+Codex!") == "32")
    try chat.type("y")
    let done = try await chat.screen(showing: "Everything is done.", "Enter sends")
    #expect(!done.text.contains("The agent asks"))

    try chat.type("Please wait.\r")
    try await chat.screen(showing: "I think about this for a long time.", "working, Ctrl-C interrupts")
    try chat.type(Self.interrupt)
    try await chat.screen(showing: "■ interrupted", "Enter sends")
    // Without a running turn, Ctrl-C only says how to quit.
    try chat.type(Self.interrupt)
    try await chat.screen("how to quit") { $0.lines.last?.hasPrefix(" Ctrl-D quits │") == true }

    try chat.type(Self.end)
    let exit = try await chat.waitForExit()
    #expect(exit.status == 0)
    #expect(exit.isRestored)
    #expect(exit.screen?.isAlternate == false)
    #expect(exit.screen?.isCursorVisible == true)
    #expect(exit.screen?.unknown == [])
  }

  @Test("refuses by key, and resumes a thread from the list")
  func resumed() async throws {
    let chat = try ChatProcess(["--scripted"])
    try await chat.screen(showing: "Which thread?", "hello, this is an earlier conversation")
    try chat.type("\u{1B}[B\r")
    try await chat.screen(showing: "› hello, this is an earlier conversation", "You wrote: hello")
    try chat.type("\u{12}")
    try await chat.screen(showing: "Which thread?")
    try chat.type("\u{1B}[A\u{1B}[A\r")
    try await chat.screen("an empty thread") { !$0.text.contains("hello") && $0.text.contains("Enter sends") }
    try chat.type("work\r")
    try await chat.screen(showing: "[n] no")
    try chat.type("n")
    try await chat.screen(showing: "⊘ declined", "Everything is done.")
    try chat.type(Self.end)
    #expect(try await chat.waitForExit().status == 0)
  }

  @Test("gives the terminal back when a signal ends the program", arguments: [SIGTERM, SIGHUP])
  func signalled(signal: Int32) async throws {
    let chat = try ChatProcess(["--scripted"])
    try await chat.screen(showing: "Which thread?")
    chat.signal(signal)
    let exit = try await chat.waitForExit()
    #expect(exit.status == 128 + signal)
    #expect(exit.isRestored)
    #expect(exit.screen?.isAlternate == false)
  }

  @Test(
    "uses a server that runs already",
    arguments: [
      (.webSocket(), .none), (.webSocket(), .capabilityToken("token-of-the-test")), (.unixSocket(), .none),
    ] as [(ListeningAppServer.Listener, ListeningAppServer.Authentication)]
  )
  func connected(
    listener: ListeningAppServer.Listener,
    authentication: ListeningAppServer.Authentication
  ) async throws {
    let model = try await ScriptedModelServer()
    defer { model.close() }
    var options = AppServerHarness.Options()
    options.sandbox = .workspaceWrite
    let harness = try AppServerHarness(
      binary: try await CodexBinary.locate(version: Codex.release),
      model: model,
      options: options
    )
    defer { harness.cleanUp() }
    let note = harness.pathOutsideWorkspace("note.txt")
    model.enqueue(
      .message("I leave a note.", phase: .commentary)
        .then(.command("echo done > '\(note)'", escalationReason: "The test asks for it.")),
      .message("The note is there.", phase: .finalAnswer)
    )
    let server = try await harness.listen(on: listener, authentication: authentication)
    do {
      try await converse(server, note: note)
    } catch {
      await server.stop()
      throw error
    }
    await server.stop()
  }

  private func converse(_ server: ListeningAppServer, note: String) async throws {
    let address = server.socketPath.map { "unix://\($0)" } ?? "ws://127.0.0.1:\(server.port ?? 0)"
    let chat = try ChatProcess(
      ["--connect", address],
      environment: server.token.map { ["CODEX_SERVER_TOKEN": $0] } ?? [:]
    )
    try await chat.screen(showing: "Enter sends")
    try chat.type("Leave a note.\r")
    try await chat.screen(showing: "May I run:", "because: The test asks for it.")
    #expect(!FileManager.default.fileExists(atPath: note))
    try chat.type("y")
    try await chat.screen(showing: "The note is there.", "Enter sends")
    #expect(try String(contentsOfFile: note, encoding: .utf8) == "done\n")
    try chat.type(Self.end)
    let exit = try await chat.waitForExit()
    #expect(exit.status == 0)
    #expect(exit.isRestored)
  }

  @Test(
    "says what is wrong with an address, and leaves the terminal alone",
    arguments: [
      (["--connect", "ws://127.0.0.1:1"], 1, "ws://127.0.0.1:1"),
      (["--connect", "nonsense"], 1, "begins with ws:// or unix://"),
      (["--connect"], 2, "usage: chat"), (["--unknown"], 2, "usage: chat"),
    ] as [([String], Int32, String)]
  )
  func wrongAddress(arguments: [String], status: Int32, message: String) async throws {
    let chat = try ChatProcess(arguments, width: 400)
    let exit = try await chat.waitForExit()
    #expect(exit.status == status)
    #expect(exit.isRestored)
    #expect(exit.screen?.text.contains(message) == true)
    #expect(exit.screen?.isAlternate == false)
  }
}
#endif
