import CodexProtocol
import CodexSDK
import Foundation

/// What the rows with `Codex` and those without share.
enum Stream {
  static let deltas = 5000
  static let requests = 1000
  static let path = "/workspace/Package.swift"

  /// How many messages a turn has.
  static func count(_ session: String) throws -> Int {
    try PreparedTurn(session: RecordedSession(file: session), deltas: deltas).count
  }
}

/// Turns and requests through `Codex`, with a child process that plays the server.
enum StreamWork {
  /// Turns whose events are all read.
  static func events(_ session: String) async throws -> Work {
    let count = try Stream.count(session)
    let codex = try await codex(session)
    let thread = try await codex.startThread()
    return Work {
      let turn = try await thread.startTurn("Say hello.")
      var units = 0
      for try await event in turn.events where event.isRecognized { units += 1 }
      guard units == count else { throw Failure("\(units) events came of \(count)") }
      return Output(units: units, bytes: 0)
    } end: {
      await codex.close()
    }
  }

  /// Turns of which only the result is wanted.
  static func result(_ session: String) async throws -> Work {
    let count = try Stream.count(session)
    let codex = try await codex(session)
    let thread = try await codex.startThread()
    return Work {
      let result = try await thread.run("Say hello.")
      guard result.finalResponse != nil else { throw Failure("the turn has no response") }
      return Output(units: count, bytes: 0)
    } end: {
      await codex.close()
    }
  }

  /// Requests of which each has a task of its own, and none is answered before all are sent.
  static func requests(_ session: String) async throws -> Work {
    let codex = try await codex(session)
    return Work {
      let count = try await withThrowingTaskGroup(of: Bool.self) { group in
        for _ in 0..<Stream.requests {
          group.addTask {
            try await codex.send(RPC.FileSystemGetMetadata(FileSystemGetMetadataParams(path: Stream.path))).isFile
          }
        }
        return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
      }
      return Output(units: count, bytes: 0)
    } end: {
      await codex.close()
    }
  }

  private static func codex(_ session: String) async throws -> Codex {
    try await Codex(
      configuration: CodexConfiguration(
        executable: .path(try OwnProgram.path()),
        arguments: ["worker", WorkerName.player.rawValue, session]
      )
    )
  }
}
