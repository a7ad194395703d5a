#if os(macOS) || os(Linux)
import CodexSDK
import CodexTesting

/// The real app-server with a scripted model.
enum Demo {
  static func run(
    _ body: @Sendable (Codex) async throws -> Void,
    asking: @Sendable (CodexConfiguration) -> CodexConfiguration
  ) async throws {
    let model = try await ScriptedModelServer()
    defer { model.close() }
    let pause = ReplyPause()
    defer { pause.resume() }
    let binary = try await CodexBinary.locate(version: Codex.release)
    let harness = try AppServerHarness(binary: binary, model: model)
    defer { harness.cleanUp() }
    let note = harness.pathOutsideWorkspace("note.txt")
    model.when(.any) { request in reply(to: request, note: note, pause) }
    try await withCodex(configuration: asking(harness.configuration)) { codex in
      // A stored conversation, for the list of threads.
      _ = try await codex.startThread(approvalMode: .denyAll).run("hello, this is an earlier conversation")
      try await body(codex)
    }
  }

  /// The model's reply depends on the user's text, and on how many tools the model has called since then.
  private static func reply(to request: ModelRequest, note: String, _ pause: ReplyPause) -> ModelReply {
    let text = request.lastUserText ?? ""
    let step = request.input.reversed().prefix { $0["role"]?.stringValue != "user" }
      .count { $0["type"]?.stringValue == "function_call_output" }
    if text.contains("wait") {
      return say("I think about this for a long time. Ctrl-C stops me. One, two, three, four, five.")
        .paused(at: pause, afterDeltas: 9)
    }
    guard text.contains("work") else {
      return say("You wrote: \(text). Write \"work\" to see me work, or \"wait\" to interrupt me.", .finalAnswer)
    }
    let commands: [ModelReply] = [
      .command("for i in 1 2 3 4 5 6 7 8 9 10; do echo checking file $i; done"),
      .command("apply_patch <<'EOF'\n*** Begin Patch\n*** Add File: hello.txt\n+Hello,\n+world!\n*** End Patch\nEOF\n"),
      .command(
        "apply_patch <<'EOF'\n*** Begin Patch\n*** Update File: hello.txt\n@@\n Hello,\n-world!\n+Codex!\n*** End Patch\nEOF\n"
      ),
      .command("echo done > \(note)", escalationReason: "to leave a note outside of the workspace"),
    ]
    guard step < commands.count else { return say("Everything is done. The last command left a note.", .finalAnswer) }
    return step == 0 ? say("I look around first.", .commentary).then(commands[0]) : commands[step]
  }

  /// A message that is streamed word by word.
  private static func say(_ text: String, _ phase: MessagePhase? = nil) -> ModelReply {
    .message(deltas: text.split(separator: " ", omittingEmptySubsequences: false).map { "\($0) " }, phase: phase)
      .usage(ModelUsage(inputTokens: 81_000, outputTokens: 500))
  }
}
#endif
