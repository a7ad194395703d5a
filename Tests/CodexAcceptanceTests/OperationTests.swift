import CodexSDK
import CodexTesting
import Foundation
import Testing

/// Handles that the generator makes for methods which start something: tests with the real server, where it runs offline, and with
/// a server in memory.
@Suite("Handles of what a request has started")
struct OperationTests {
  @Test("A command gets input and sends output while it runs, and ends with its exit code")
  func command() async throws {
    try await ScriptedSession.run { session in
      let command = try await session.codex.commands.start(
        ["/bin/sh", "-c", "read line; echo \"got $line\"; exit 3"],
        streamStdin: true,
        streamStdoutStderr: true
      )
      try await command.write(Data("ball\n".utf8))
      var output = Data()
      for try await event in command.events {
        if case .commandExecOutputDelta(let message) = event { output += try #require(message.delta) }
      }
      #expect(String(decoding: output, as: UTF8.self) == "got ball\n")
      #expect(try await command.wait().exitCode == 3)
    }
  }

  @Test("A command can be terminated, and several commands at the same time have their own events")
  func commands() async throws {
    try await ScriptedSession.run { session in
      let commands = session.codex.commands
      let long = try await commands.start(["/bin/sleep", "600"], disableTimeout: true)
      let outputs = try await withThrowingTaskGroup(of: String.self) { group in
        for number in 0..<4 {
          group.addTask {
            let command = try await commands.start(["/bin/echo", "\(number)"], streamStdoutStderr: true)
            var output = Data()
            for try await event in command.events {
              if case .commandExecOutputDelta(let message) = event { output += message.delta ?? Data() }
            }
            return "\(number): " + String(decoding: output, as: UTF8.self)
          }
        }
        return try await group.reduce(into: Set<String>()) { $0.insert($1) }
      }
      #expect(outputs == ["0: 0\n", "1: 1\n", "2: 2\n", "3: 3\n"])

      try await long.terminate()
      #expect(try await long.wait().exitCode != 0)
    }
  }

  @Test("A command that cannot be started is an error of the wait")
  func refusedCommand() async throws {
    try await ScriptedSession.run { session in
      let command = try await session.codex.commands.start([])
      await #expect(throws: CodexError.self) { try await command.wait() }
    }
  }

  @Test("Cancelling the call that runs a command terminates the command")
  func cancelledCommand() async throws {
    try await ScriptedSession.run { session in
      let file = session.harness.workspace + "/pid"
      let script = "echo $$ > '\(file).new'; mv '\(file).new' '\(file)'; exec sleep 600"
      let running = Task {
        try await session.codex.commands.run(["/bin/sh", "-c", script], sandbox: .fullAccess, disableTimeout: true)
      }
      while !FileManager.default.fileExists(atPath: file) { try await Task.sleep(for: .milliseconds(20)) }
      let text = try String(contentsOfFile: file, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
      let process = try #require(Int32(text))
      #expect(kill(process, 0) == 0)

      running.cancel()
      await #expect(throws: CancellationError.self) { try await running.value }
      while kill(process, 0) == 0 { try await Task.sleep(for: .milliseconds(20)) }
    }
  }

  @Test("A watch on a folder tells changes, and its events end when it is stopped")
  func watch() async throws {
    try await ScriptedSession.run { session in
      let folder = session.harness.workspace
      let watch = try await session.codex.fileSystem.watch(folder)
      #expect(!watch.response.path.isEmpty)
      let changing = Self.keepChanging(folder + "/changed")
      let paths = try await Self.changedPaths(in: watch, until: "/changed")
      changing.cancel()
      #expect(paths.contains { $0.hasSuffix("/changed") })
      try await watch.stop()
      // What came before the stop is still delivered, and then the events end.
      _ = try await watch.events.collected()
    }
  }

  /// Writes a file again and again, until the task is cancelled.
  private static func keepChanging(_ path: String) -> Task<Void, any Error> {
    Task {
      while true {
        try Data().write(to: URL(fileURLWithPath: path))
        try await Task.sleep(for: .milliseconds(50))
      }
    }
  }

  /// The paths that a watch tells, up to the first one with an end.
  private static func changedPaths(in watch: FileWatch, until end: String) async throws -> [String] {
    var paths: [String] = []
    for try await event in watch.events {
      if case .fileSystemChanged(let message) = event { paths += message.changedPaths }
      if paths.contains(where: { $0.hasSuffix(end) }) { break }
    }
    return paths
  }

  @Test("unit: a watch is stopped once: by the program, or when its last handle is released")
  func releasedWatch() async throws {
    try await ManualServer.run { codex, server in
      var watch: FileWatch? = try await Self.openWatch(codex, server)
      let id = try #require(watch?.id)
      var events: OperationEvents? = watch?.events
      watch = nil
      // The events keep the watch.
      server.notify("fs/changed", ["watchId": .string(id), "changedPaths": ["/folder/a"]])
      server.notify("fs/changed", ["watchId": "another", "changedPaths": ["/folder/b"]])
      var iterator = events?.makeAsyncIterator()
      guard case .fileSystemChanged(let message)? = try await iterator?.next() else {
        throw Unexpected()
      }
      #expect(message.changedPaths == ["/folder/a"])
      iterator = nil
      events = nil
      #expect(try await server.request("fs/unwatch")["params"] == ["watchId": .string(id)])

      let stopped = try await Self.openWatch(codex, server)
      async let stopping: Void = stopped.stop()
      let stop = try await server.request("fs/unwatch")
      server.respond(to: stop, [:])
      try await stopping
      #expect(try await stopped.events.collected().isEmpty)
      // A second request to stop would come before this request.
      async let reading = codex.models.list()
      let request = try await server.request("model/list")
      server.respond(to: request, ["data": []])
      #expect(try await reading.data.isEmpty)
    }
  }

  private static func openWatch(_ codex: Codex, _ server: ManualServer) async throws -> FileWatch {
    async let opening = codex.fileSystem.watch("/folder")
    let request = try await server.request("fs/watch")
    server.respond(to: request, ["path": "/folder"])
    return try await opening
  }

  @Test("unit: a watch whose start is not confirmed in time is stopped when the response arrives")
  func lateWatch() async throws {
    let clock = ManualClock()
    try await ManualServer.run(configuration: CodexConfiguration(clock: clock)) { codex, server in
      let opening = Task { try await codex.fileSystem.watch("/folder", timeout: .seconds(5)) }
      let request = try await server.request("fs/watch")
      try await clock.waitForSleepers(within: .seconds(5))
      clock.advance(by: .seconds(5))
      let error = await #expect(throws: CodexError.self) { try await opening.value }
      guard case .timeout("fs/watch", .seconds(5)) = error else { throw try #require(error) }
      server.respond(to: request, ["path": "/folder"])
      let id = try #require(request["params"]?["watchId"])
      #expect(try await server.request("fs/unwatch")["params"] == ["watchId": id])
    }
  }

  @Test("unit: the wait and the events of a command end with an error when the connection ends")
  func lostConnection() async throws {
    try await ManualServer.run { codex, server in
      let command = try await codex.commands.start(["sleep", "600"])
      _ = try await server.request("command/exec")
      await codex.close()
      await #expect(throws: CodexError.self) { try await command.wait() }
      await #expect(throws: CodexError.self) { try await command.events.collected() }
    }
  }

  @Test("unit: a sign-in to a gateway has the URL that the server sends later, and waits for its end")
  func gatewayLogin() async throws {
    try await ManualServer.run { codex, server in
      async let opening = codex.account.logInWithGatewayOAuth()
      let request = try await server.request("account/gatewayOAuth/login")
      server.respond(to: request, [:])
      let login = try await opening
      server.notify(
        "account/gatewayOAuth/changed",
        ["providerId": "p", "status": "started", "authUrl": "https://auth"]
      )
      #expect(try await login.url() == "https://auth")
      async let cancelling: Void = login.cancel()
      let cancel = try await server.request("account/gatewayOAuth/cancel")
      server.respond(to: cancel, [:])
      try await cancelling
      server.notify("account/gatewayOAuth/changed", ["providerId": "p", "status": "failed", "error": "cancelled"])
      #expect(try await login.wait().error == "cancelled")
      #expect(try await login.url() == "https://auth")
    }
  }

  @Test("unit: a sign-in of any kind waits for its end, unless it has ended with the response")
  func anyLogin() async throws {
    try await ManualServer.run { codex, server in
      async let opening = codex.account.startLogin(.chatGPT(.init()))
      let request = try await server.request("account/login/start")
      server.respond(to: request, ["type": "chatgpt", "loginId": "mine", "authUrl": "https://auth"])
      let login = try await opening
      server.notify("account/login/completed", ["loginId": "mine", "success": true])
      #expect(try await login.wait()?.success == true)

      async let signingIn = codex.account.startLogin(.apiKey(.init(apiKey: "sk-1")))
      let other = try await server.request("account/login/start")
      server.respond(to: other, ["type": "apiKey"])
      #expect(try await signingIn.wait() == nil)
    }
  }

  private struct Unexpected: Error {}
}

#if ExperimentalAPI
@Suite("Handles of what an experimental request has started")
struct ExperimentalOperationTests {
  @Test("A process gets input, sends output and ends with its exit code")
  func process() async throws {
    try await ScriptedSession.run { session in
      let process = try await session.codex.processes.spawn(
        ["/bin/sh", "-c", "read line; echo \"got $line\"; exit 4"],
        cwd: session.harness.workspace,
        streamStdin: true,
        streamStdoutStderr: true
      )
      try await process.write(Data("ball\n".utf8))
      var output = Data()
      for try await event in process.events {
        if case .processOutputDelta(let message) = event { output += try #require(message.delta) }
      }
      #expect(String(decoding: output, as: UTF8.self) == "got ball\n")
      #expect(try await process.wait().exitCode == 4)
    }
  }

  @Test("A process that sends no output while it runs has its output in the result, and another one can be killed")
  func killedProcess() async throws {
    try await ScriptedSession.run { session in
      let processes = session.codex.processes
      let long = try await processes.spawn(["/bin/sleep", "600"], cwd: session.harness.workspace)
      let short = try await processes.spawn(["/bin/echo", "one"], cwd: session.harness.workspace)
      #expect(try await short.wait().stdout == "one\n")
      try await long.kill()
      #expect(try await long.wait().exitCode != 0)
    }
  }

  @Test("A search session finds files for one text after the other")
  func fileSearch() async throws {
    try await ScriptedSession.run { session in
      let folder = session.harness.workspace
      for name in ["apple.txt", "banana.txt"] {
        try Data().write(to: URL(fileURLWithPath: folder + "/" + name))
      }
      let search = try await session.codex.fileSearch.startSession(in: [folder])
      #expect(try await search.search(for: "apple").map(\.path) == ["apple.txt"])
      #expect(try await search.search(for: "banana").map(\.path) == ["banana.txt"])
      #expect(try await search.search(for: "qqqqqq").isEmpty)
      try await search.stop()
      await #expect(throws: CodexError.self) { try await search.update("apple") }
    }
  }

  @Test("A realtime session that the server cannot open is an error of the call, although the server accepts it")
  func refusedRealtime() async throws {
    try await ScriptedSession.run { session in
      let thread = try await session.codex.startThread()
      let error = await #expect(throws: CodexError.self) {
        _ = try await thread.startRealtime(outputModality: .text)
      }
      guard case .startFailed("thread/realtime/start", let message) = error else { throw try #require(error) }
      #expect(message.contains("API key"))
    }
  }

  @Test("unit: a realtime session has the events of its thread, sends texts, and ends when the server closes it")
  func realtimeSession() async throws {
    try await ManualServer.run { codex, server in
      let thread = CodexThread(id: "thread-1", codex: codex)
      async let opening = thread.startRealtime(outputModality: .text)
      let request = try await server.request("thread/realtime/start")
      server.respond(to: request, [:])
      server.notify("thread/realtime/error", ["threadId": "another", "message": "no"])
      server.notify("thread/realtime/started", ["threadId": "thread-1", "version": "v2"])
      let session = try await opening
      async let sending: Void = session.appendText("Hello.")
      let text = try await server.request("thread/realtime/appendText")
      #expect(text["params"] == ["threadId": "thread-1", "text": "Hello."])
      server.respond(to: text, [:])
      try await sending
      server.notify("thread/realtime/error", ["threadId": "thread-1", "message": "a hiccup"])
      server.notify("thread/realtime/closed", ["threadId": "thread-1", "reason": "done"])
      #expect(try await session.wait().reason == "done")
      let methods = try await session.events.collected().map(\.method)
      #expect(methods == ["thread/realtime/started", "thread/realtime/error", "thread/realtime/closed"])
    }
  }

  @Test("unit: a prediction and a queued submission wait for what they start")
  func predictionAndQueue() async throws {
    try await ManualServer.run { codex, server in
      let thread = CodexThread(id: "thread-1", codex: codex)
      async let predicting = thread.requestPrediction(sourceTurnID: "turn-0")
      let request = try await server.request("thread/prediction/request")
      server.respond(to: request, [:])
      server.notify(
        "thread/prediction/updated",
        ["threadId": "thread-1", "sourceTurnId": "turn-0", "result": ["type": "failed"]]
      )
      #expect(try await predicting == .failed)

      async let starting = thread.startQueuedSubmission()
      let start = try await server.request("thread/queue/start")
      let manual = ManualTurn(server: server)
      manual.respond(to: start)
      let turn = try await starting
      manual.sendMessage("From the queue.")
      manual.sendCompleted()
      #expect(try await turn.result().finalResponse == "From the queue.")
    }
  }
}
#endif
