#if os(macOS) || os(Linux)
import CodexProtocol
import CodexSDK
import Foundation

/// The constants of the rows with `Codex` and without.
enum Stream {
  static let deltas = 5000
  static let requests = 1000
  static let path = "/workspace/Package.swift"

  /// The number of messages of a turn.
  static func count(_ session: String) throws -> Int {
    try PreparedTurn(session: RecordedSession(file: session), deltas: deltas).count
  }
}

/// Runs turns and requests through `Codex`, with a child process as the server.
enum StreamWork {
  /// Runs turns and reads all of their events.
  ///
  /// - Parameter isObserved: Whether `CodexConfiguration.onMessage` receives all messages.
  static func events(_ session: String, isObserved: Bool = false) async throws -> Work {
    let count = try Stream.count(session)
    let codex = try await codex(session, isObserved: isObserved)
    let thread = try await codex.startThread()
    return Work {
      let turn = try await thread.startTurn("Say hello.")
      var units = 0
      for try await event in turn.events where event.isRecognized { units += 1 }
      guard units == count else { throw Failure("the turn had \(units) events instead of \(count)") }
      return Output(units: units, bytes: 0)
    } end: {
      await codex.close()
    }
  }

  /// Runs turns and reads only their results.
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

  /// Sends requests, each in a task of its own. The server responds when it has received all of them.
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

  private static func codex(_ session: String, isObserved: Bool = false) async throws -> Codex {
    var configuration = CodexConfiguration(
      executable: .path(try OwnProgram.path()),
      arguments: ["worker", WorkerName.player.rawValue, session]
    )
    if isObserved { configuration.onMessage = { _ in } }
    return try await Codex(configuration: configuration)
  }
}
#endif
