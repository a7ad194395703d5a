#if os(macOS) || os(Linux)
import CodexWire
import Foundation

/// A server that runs a number of turns at once: when it has received the request for the last one, it sends the deltas of all turns,
/// one of each turn after the other, and then ends the turns. The messages are those of the first turn of a recorded session.
struct CrowdPlayer {
  private let initialization: String
  private let thread: String
  private let start: String
  private let threadID: String
  private let turnID: String
  /// The notifications of the turn before and after its first delta.
  private let beginning: [String]
  private let delta: String
  private let end: [String]

  private init(_ session: RecordedSession) throws {
    initialization = try session.result(of: "initialize")
    thread = try session.result(of: "thread/start")
    start = try session.result(of: "turn/start")
    guard let threadID = try JSONValue(parsing: Array(thread.utf8))["thread"]?["id"]?.stringValue,
      let turnID = try JSONValue(parsing: Array(start.utf8))["turn"]?["id"]?.stringValue
    else { throw Failure("the recorded session has no turn") }
    let own = session.notifications.filter { $0.text.contains(turnID) }
    guard let first = own.firstIndex(where: { $0.method == MessageMaker.delta }) else {
      throw Failure("the first turn of the recorded session has no delta")
    }
    self.threadID = threadID
    self.turnID = turnID
    beginning = own[..<first].map(\.text)
    delta = own[first].text + "\n"
    end = own[first...].filter { $0.method != MessageMaker.delta }.map(\.text)
  }

  /// - Parameter count: The number of turns that run at once.
  static func run(session file: String, count: Int) throws {
    let player = try CrowdPlayer(RecordedSession(file: file))
    var threadCount = 0
    var turns: [(threadID: String, turnID: String)] = []
    var startCount = 0
    while let line = readLine() {
      guard let message = try? JSONValue(parsing: Array(line.utf8)), let method = message["method"]?.stringValue,
        let id = message["id"]?.intValue
      else { continue }
      switch method {
      case "initialize": write(response(id, player.initialization))
      case "thread/start":
        threadCount += 1
        let name = numbered(player.threadID, threadCount)
        write(response(id, player.thread.replacing(player.threadID, with: name)))
      case "turn/start":
        guard let threadID = message["params"]?["threadId"]?.stringValue else { continue }
        startCount += 1
        turns.append((threadID, numbered(player.turnID, startCount)))
        write(response(id, player.text(player.start, of: turns[turns.count - 1])))
        guard turns.count == count else { continue }
        player.play(turns)
        turns = []
      default: break
      }
    }
  }

  private func play(_ turns: [(threadID: String, turnID: String)]) {
    for turn in turns { Self.write(beginning.map { text($0, of: turn) + "\n" }.joined()) }
    let deltas = turns.map { text(delta, of: $0) }
    for _ in 0..<(CrowdWork.deltas / turns.count) {
      // Several messages are written at once, as by a server that is in a hurry.
      for index in stride(from: 0, to: deltas.count, by: 100) {
        Self.write(deltas[index..<min(index + 100, deltas.count)].joined())
      }
    }
    for turn in turns { Self.write(end.map { text($0, of: turn) + "\n" }.joined()) }
  }

  private func text(_ text: String, of turn: (threadID: String, turnID: String)) -> String {
    text.replacing(threadID, with: turn.threadID).replacing(turnID, with: turn.turnID)
  }

  /// Replaces the last six digits of an ID.
  private static func numbered(_ id: String, _ number: Int) -> String {
    id.dropLast(6) + String(repeating: "0", count: max(0, 6 - "\(number)".count)) + "\(number)"
  }

  private static func response(_ id: Int, _ result: String) -> String { "{\"id\":\(id),\"result\":\(result)}\n" }

  private static func write(_ text: String) { try? FileHandle.standardOutput.write(contentsOf: Data(text.utf8)) }
}
#endif
