import CodexSDK
import Foundation

/// A program that is killed with SIGKILL while its server runs: the server, and what the server has started, end by
/// themselves.
///
/// With a path of Codex in the environment variable CODEX_BIN, the server is the real app-server, which runs a command.
enum KilledParent {
  static func run() async throws {
    let watchdog = Watchdog("A program that was killed", limit: .seconds(60))
    defer { watchdog.done() }
    let parent = Process()
    let output = Pipe()
    parent.executableURL = URL(fileURLWithPath: CommandLine.arguments[0])
    parent.arguments = ["hold"]
    parent.standardOutput = output
    try parent.run()
    let text = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    let identifiers = text.split(whereSeparator: \.isWhitespace).compactMap { pid_t($0) }
    guard let server = identifiers.first, identifiers.allSatisfy(Leftovers.isRunning) else {
      throw Failure("The program that is to be killed did not start a server, but wrote: \(text)")
    }
    kill(parent.processIdentifier, SIGKILL)
    parent.waitUntilExit()

    var running = identifiers
    for _ in 0..<250 where !running.isEmpty {
      try await Task.sleep(for: .milliseconds(20))
      running = running.filter(Leftovers.isRunning)
    }
    guard running.isEmpty else {
      throw Failure("Five seconds after its client was killed, the server \(server) or its processes run: \(running).")
    }
  }

  /// Opens a session, prints the process IDs of the server and of its command, and waits to be killed.
  static func hold() async throws {
    guard let path = ProcessInfo.processInfo.environment["CODEX_BIN"] else {
      let session = try RecordedSession()
      let transport = try ServerScript("hold", RecordedSession.steps(session.lines)).transport()
      let codex = try await Codex(transport: transport)
      Report.say("\(transport.processIdentifier ?? 0)")
      try await Task.sleep(for: .seconds(60))
      await codex.close()
      return
    }
    let home = FileManager.default.temporaryDirectory.path + "/codex-faults-home-\(getpid())"
    try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
    let environment = ProcessInfo.processInfo.environment.merging(["CODEX_HOME": home]) { _, new in new }
    let transport = StdioTransport(.init(executable: path, environment: environment))
    let codex = try await Codex(transport: transport)
    let file = home + "/command"
    var params = CommandExecParams(command: ["/bin/sh", "-c", "echo $$ > '\(file)'; sleep 60; true"])
    params.sandboxPolicy = .dangerFullAccess
    let command = Task { [params] in try await codex.send(RPC.CommandExec(params)) }
    var identifier: String?
    while identifier == nil || identifier == "" {
      try await Task.sleep(for: .milliseconds(20))
      identifier = try? String(contentsOfFile: file, encoding: .utf8)
    }
    Report.say("\(transport.processIdentifier ?? 0) \(identifier ?? "")")
    _ = try await command.value
  }
}
