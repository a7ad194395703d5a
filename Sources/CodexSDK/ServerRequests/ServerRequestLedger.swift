import CodexWire
import Foundation

/// The requests of the server whose handling is not over, by the JSON text of their IDs.
///
/// A server that other clients use sends an open request again to each client that resumes the request's thread, with the same
/// ID and the same contents. The ledger recognizes such a repetition, so that a handler is called once per request.
struct ServerRequestLedger {
  struct Entry {
    /// Distinguishes the entry from an earlier or later entry with the same ID.
    let serial: Int
    /// The message as the server sent it.
    let message: Data
    let event: @Sendable (ServerRequestEvent.Kind, _ isLeftOpen: Bool) -> ServerRequestEvent
    let threadID: String?
    let turn: TurnKey?
    /// The task of the handler. `nil` only while the entry is being added.
    var task: Task<Void, Never>?
    /// What the handler decided. `nil` while the handler runs.
    var outcome: ServerRequestResponder.Outcome?
    /// Whether the server sent the request over the connection that is open now. A response is sent only then: after a lost
    /// connection, a server that was started anew may use the same ID for another request.
    var isCurrent = true
  }

  /// What to do with a request that arrives.
  enum Arrival {
    /// The request is new.
    case new
    /// The request repeats one whose handler runs, or that was left open.
    case known
    /// The request repeats one that has a response, which may be lost.
    case decided(ServerRequestResponse)
    /// Another request with the same ID is pending.
    case conflict
    /// The request is new, and takes the place of one that is over.
    case replaces(Entry)
  }

  private(set) var entries: [Data: Entry] = [:]
  /// Why requests were withdrawn whose handlers still run, by serial number.
  private var withdrawn: [Int: ServerRequestEvent.Withdrawal] = [:]
  private var lastSerial = 0

  /// The number of requests whose handlers run.
  var runningCount: Int { entries.values.count { $0.outcome == nil } }

  /// Decides what to do with a request, and notes that the server has sent it over the current connection.
  mutating func arrival(of message: Data, id: Data) -> Arrival {
    guard let entry = entries[id] else { return .new }
    if Self.isSameRequest(entry.message, message) {
      entries[id]?.isCurrent = true
      if let response = entry.outcome?.response { return .decided(response) }
      return .known
    }
    return entry.isCurrent && entry.outcome == nil ? .conflict : .replaces(entry)
  }

  mutating func nextSerial() -> Int {
    lastSerial += 1
    return lastSerial
  }

  mutating func add(_ entry: Entry, id: Data) { entries[id] = entry }

  /// How the handling of a request ended.
  enum Completion {
    /// The response has to be sent, or there is none.
    case current
    /// The response has to wait until the server sends the request again.
    case waiting
    /// The request was withdrawn while the handler ran.
    case withdrawn(ServerRequestEvent.Withdrawal)
  }

  /// Notes what the handler of a request decided.
  ///
  /// - Parameter isRemembered: Whether the server may send the request again.
  mutating func complete(
    _ id: Data,
    serial: Int,
    _ outcome: ServerRequestResponder.Outcome,
    isRemembered: Bool
  ) -> Completion {
    guard let entry = entries[id], entry.serial == serial else {
      return .withdrawn(withdrawn.removeValue(forKey: serial) ?? .resolved)
    }
    // A request without a thread is not sent again.
    if isRemembered, entry.threadID != nil, entries.count < Self.memoryLimit {
      entries[id]?.outcome = outcome
    } else {
      entries[id] = nil
    }
    return entry.isCurrent ? .current : .waiting
  }

  /// The limit bounds the memory for decided requests. The server says of each that it is resolved, so usually there are few.
  private static let memoryLimit = 4096

  /// Removes the requests that fulfil a condition, because they no longer need a response.
  ///
  /// - Returns: The removed requests whose handlers run.
  mutating func withdraw(
    _ reason: ServerRequestEvent.Withdrawal,
    where condition: (Data, Entry) -> Bool
  ) -> [Entry] {
    let removed = entries.filter { condition($0.key, $0.value) }
    for id in removed.keys { entries[id] = nil }
    let running = removed.values.filter { $0.outcome == nil }
    for entry in running { withdrawn[entry.serial] = reason }
    return running.sorted { $0.serial < $1.serial }
  }

  /// Notes that the connection is lost, so that no request was sent over the current connection.
  mutating func suspend() {
    for id in entries.keys { entries[id]?.isCurrent = false }
  }

  /// Whether two messages have the same method and parameters. The caller knows that their IDs are equal.
  private static func isSameRequest(_ first: Data, _ second: Data) -> Bool {
    if first == second { return true }
    let decoder = WireDecoder()
    guard let first = try? decoder.decode(JSONValue.self, from: first),
      let second = try? decoder.decode(JSONValue.self, from: second)
    else { return false }
    return first["method"] == second["method"] && first["params"] == second["params"]
  }
}
