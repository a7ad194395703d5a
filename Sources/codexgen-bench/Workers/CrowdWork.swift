#if os(macOS) || os(Linux)
import CodexProtocol
import CodexSDK
import CodexWire
import Foundation

/// Runs many turns at once over one connection, each on a thread of its own, and reads all of their events.
enum CrowdWork {
  /// The number of deltas of all turns of a pass together.
  static let deltas = 20_000

  static func turns(_ session: String, _ count: Int) async throws -> Work {
    let codex = try await Codex(
      configuration: CodexConfiguration(
        executable: .path(try OwnProgram.path()),
        arguments: ["worker", WorkerName.crowdPlayer.rawValue, session, "\(count)"]
      )
    )
    var threads: [CodexThread] = []
    for _ in 0..<count { threads.append(try await codex.startThread()) }
    return Work { [threads] in
      let (events, found) = try await withThrowingTaskGroup(of: (events: Int, deltas: Int).self) { group in
        for thread in threads {
          group.addTask {
            let turn = try await thread.startTurn("Say hello.")
            var counts = (events: 0, deltas: 0)
            for try await event in turn.events {
              counts.events += 1
              if case .itemAgentMessageDelta = event { counts.deltas += 1 }
            }
            return counts
          }
        }
        return try await group.reduce((0, 0)) { ($0.0 + $1.events, $0.1 + $1.deltas) }
      }
      guard found == deltas else { throw Failure("the turns had \(found) deltas instead of \(deltas)") }
      return Output(units: events, bytes: 0)
    } end: {
      await codex.close()
    }
  }
}
#endif
