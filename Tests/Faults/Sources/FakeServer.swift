import CodexSDK
import Foundation

/// How a fake server ends; see `Tests/Faults/FakeServer`.
enum Ending: String, CaseIterable {
  case exit
  case kill
  case abort
  case garbage
  case silence
  case closedPipes = "closed-pipes"
  case closedOutput = "closed-output"
  case closedInput = "closed-input"
  case stubborn
  case stopped
  case grandchild
  case crowded
  case flood
  case orderly

  /// What the error says of the process, when the server ends by itself before the client closes the connection.
  var exit: ExitStatus? {
    switch self {
    case .exit: .exited(3)
    case .kill: .signaled(9)
    case .abort: .signaled(6)
    case .garbage: .exited(4)
    case .grandchild: .exited(5)
    case .flood: .exited(6)
    default: nil
    }
  }
}

/// A script for the fake server, in a file.
struct ServerScript {
  let path: String

  /// - Parameter steps: See `Tests/Faults/FakeServer`.
  init(_ name: String, _ steps: [String]) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("codex-faults-\(getpid())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.appendingPathComponent(name).path
    try Data((steps.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: path))
  }

  /// The program, which `Tests/Faults/faults` builds.
  static let program = ProcessInfo.processInfo.environment["FAKE_SERVER"] ?? "fake-server"

  /// Where the fake server writes the process ids of grandchildren.
  static let grandchildren = NSTemporaryDirectory() + "/codex-faults-\(getpid())-grandchildren"

  /// The environment variable of the fake servers and their grandchildren, as `NAME=VALUE`. No other process has the value.
  static let grandchildrenVariable = "FAKE_SERVER_GRANDCHILDREN=\(grandchildren)"

  func transport(
    ending: Ending = .orderly,
    after limit: Int = -1,
    isBytewise: Bool = false,
    timeouts: CloseTimeouts = CloseTimeouts(exit: .milliseconds(50), terminate: .milliseconds(50))
  ) -> StdioTransport {
    let command = StdioTransport.Command(
      executable: Self.program,
      arguments: [path, ending.rawValue, "\(limit)"] + (isBytewise ? ["bytewise"] : []),
      environment: ["FAKE_SERVER_GRANDCHILDREN": Self.grandchildren]
    )
    return StdioTransport(command, closeTimeouts: timeouts)
  }
}
