import Foundation
import Testing

@testable import CodexSDK

/// The messages about one thread that a real app-server 0.163.0 sent, in order.
struct RecordedThread: Sendable, CustomStringConvertible {
  enum Step: Sendable {
    case notification(ServerNotification)
    case request(JSONValue)
    /// The response to `thread/read` with turns.
    ///
    /// - Parameter requestedAt: The number of steps before the request was sent.
    case read(ThreadInfo, requestedAt: Int)
  }

  var file: String
  var threadID: String
  var steps: [Step] = []

  var description: String { "\(file), thread \(threadID.suffix(4))" }

  var notifications: [ServerNotification] {
    steps.compactMap { if case .notification(let notification) = $0 { notification } else { nil } }
  }

  /// The state after all messages.
  var folded: ThreadState { Self.fold(ThreadState(id: threadID), steps[...]) }

  static func fold(_ state: ThreadState, _ steps: ArraySlice<Step>) -> ThreadState {
    var state = state
    for case .notification(let notification) in steps { state.apply(notification) }
    return state
  }

  static let all: [RecordedThread] = {
    do {
      return try ["CodexProtocolTests/Fixtures/session-0.163.0", "CodexSDKTests/Fixtures/joined-turn"]
        .flatMap(threads(in:)) + threads(in: "CodexSDKTests/Fixtures/interrupted-turn")
    } catch {
      Issue.record(error)
      return []
    }
  }()

  private static func threads(in file: String) throws -> [RecordedThread] {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let text = try Data(contentsOf: tests.appendingPathComponent("\(file).jsonl"))
    var threads: [RecordedThread] = []
    var reads: [JSONValue: (threadID: String, requestedAt: Int)] = [:]
    for line in text.split(separator: UInt8(ascii: "\n")) {
      let entry = try JSONValue(parsing: Data(line))
      guard let message = entry["message"] else { continue }
      let isFromServer = entry["from"]?.stringValue == "server"
      if !isFromServer {
        if message["method"]?.stringValue == "thread/read", let id = message["id"],
          let threadID = message["params"]?["threadId"]?.stringValue
        {
          reads[id] = (threadID, threads.first { $0.threadID == threadID }?.steps.count ?? 0)
        }
        continue
      }
      let params = message["params"]
      let bytes = try JSONEncoder().encode(message)
      var step: Step?
      var threadID = params?["threadId"]?.stringValue
      if message["method"] != nil, message["id"] != nil {
        step = .request(message)
      } else if message["method"] != nil {
        threadID = threadID ?? params?["thread"]?["id"]?.stringValue
        step = .notification(try WireDecoder().decode(ServerNotification.self, from: bytes))
      } else if let id = message["id"], let read = reads[id], let thread = message["result"]?["thread"] {
        threadID = read.threadID
        let info = try WireDecoder().decode(ThreadInfo.self, from: JSONEncoder().encode(thread))
        step = .read(info, requestedAt: read.requestedAt)
      }
      guard let step, let threadID else { continue }
      if !threads.contains(where: { $0.threadID == threadID }) {
        threads.append(RecordedThread(file: file, threadID: threadID))
      }
      threads[threads.firstIndex { $0.threadID == threadID } ?? 0].steps.append(step)
    }
    return threads
  }
}

/// What the server stores about a thread. States of which different notifications were received are equal in this.
struct StoredThread: Hashable {
  struct StoredTurn: Hashable {
    var id: String
    var status: TurnStatus
    var error: TurnError?
    var times: [Date?]
    var duration: Duration?
    var items: [ThreadItem]
    var hasAllItems: Bool
  }

  var turns: [StoredTurn]

  init(_ state: ThreadState) {
    turns = state.turns.map { turn in
      StoredTurn(
        id: turn.id,
        status: turn.status,
        error: turn.error,
        times: [turn.startedAt, turn.completedAt],
        duration: turn.duration,
        items: turn.completedItems.map(\.item),
        hasAllItems: turn.hasAllItems
      )
    }
  }
}

/// Stores what a server stores about a thread: the turns, and of their items those that are complete.
///
/// A test compares the model with the responses of the real server.
struct ModelServer {
  private(set) var turns: [Turn] = []

  mutating func store(_ notification: ServerNotification) {
    switch notification {
    case .turnStarted(let message): turns.append(message.turn)
    case .turnCompleted(let message):
      guard let index = turns.firstIndex(where: { $0.id == message.turn.id }) else { return }
      let items = turns[index].items
      turns[index] = message.turn
      turns[index].items = items
    case .itemCompleted(let message):
      guard let index = turns.firstIndex(where: { $0.id == message.turnID }) else { return }
      if let known = turns[index].items.firstIndex(where: { $0.itemID == message.item.itemID }) {
        turns[index].items[known] = message.item
      } else {
        turns[index].items.append(message.item)
      }
    default: break
    }
  }

  /// The response to a request for all turns.
  var response: [Turn] {
    turns.map { turn in
      var turn = turn
      turn.itemsView = .full
      return turn
    }
  }
}
