#if os(macOS) || os(Linux)
import CodexSDK
import Foundation

/// The process that runs `ServerHost`.
final class HostProcess {
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

extension ServerHost.Description {
  /// Connects to the server. When the server is a child process, starts it.
  ///
  /// - Parameter isStamped: Whether a `TimestampRelay` stands between the server and the client. Only for a server that is a child
  ///   process.
  func connect(isStamped: Bool = false) async throws -> Codex {
    if let address { return try await Codex(connectingTo: ServerAddress(address)) }
    let command = isStamped ? try TimestampRelay.command(executable, arguments) : [executable] + arguments
    return try await Codex(
      configuration: CodexConfiguration(
        executable: .path(command[0]),
        arguments: Array(command.dropFirst()),
        environment: environment,
        inheritedEnvironment: .none,
        workingDirectory: workspace
      )
    )
  }
}
#endif
