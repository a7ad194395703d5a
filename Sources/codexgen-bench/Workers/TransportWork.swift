#if os(macOS) || os(Linux)
import CodexSDK
import Foundation

/// Runs turns with the real app-server and a scripted model over one transport, and reads all events.
enum TransportWork {
  static func turns(_ name: String) async throws -> Work {
    guard let transport = BenchTransport(rawValue: name) else { throw Failure("'\(name)' is not a transport") }
    let host = try HostProcess(transport)
    let codex = try await connect(host.description)
    let text = ServerHost.deltas().joined()
    return Work {
      // The server sends the history of a thread to the model with each turn, so a thread of its own keeps the turns
      // equal.
      let turn = try await codex.startThread().startTurn("Say many words.")
      var units = 0
      var received = ""
      for try await event in turn.events {
        units += 1
        if case .itemAgentMessageDelta(let delta) = event { received += delta.delta }
      }
      guard received == text else { throw Failure("the turn does not have the text of the scripted model") }
      return Output(units: units, bytes: received.utf8.count)
    } end: {
      await codex.close()
      host.end()
    }
  }

  private static func connect(_ server: ServerHost.Description) async throws -> Codex {
    if let address = server.address { return try await Codex(connectingTo: ServerAddress(address)) }
    return try await Codex(
      configuration: CodexConfiguration(
        executable: .path(server.executable),
        arguments: server.arguments,
        environment: server.environment,
        inheritedEnvironment: .none,
        workingDirectory: server.workspace
      )
    )
  }
}

/// The process that runs `ServerHost`.
private final class HostProcess {
  let description: ServerHost.Description
  private let process = Process()
  private let input = Pipe()

  init(_ transport: BenchTransport) throws {
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: try OwnProgram.path())
    process.arguments = ["worker", WorkerName.serverHost.rawValue, transport.rawValue]
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    var line = Data()
    while line.last != UInt8(ascii: "\n") {
      let chunk = output.fileHandleForReading.availableData
      guard !chunk.isEmpty else { throw Failure("the app-server of the row '\(transport.rawValue)' did not start") }
      line += chunk
    }
    description = try JSONDecoder().decode(ServerHost.Description.self, from: line)
  }

  func end() {
    try? input.fileHandleForWriting.close()
    process.waitUntilExit()
  }
}
#endif
