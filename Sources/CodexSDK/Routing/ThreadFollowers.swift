import CodexProtocol
import CodexWire
import Foundation

/// Follows everything that the server sends about a thread. Unlike the handles of turns, a follower takes nothing away from other receivers.
///
/// The connection's reader calls the functions, so they must return quickly.
protocol ThreadFollower: AnyObject, Sendable {
  func receive(_ notification: ServerNotification)

  /// - Parameter request: The message of a request of the server that names the thread.
  func receive(request: JSONValue)

  /// A message that may be about the thread was lost.
  func lose(_ lost: LostMessage)

  /// The connection was lost, and will be opened again.
  func connectionWasLost()

  /// - Parameter isExpected: Whether the program closed the connection.
  func connectionDidEnd(_ error: CodexError, isExpected: Bool)
}

/// The followers of the threads of a connection.
final class ThreadFollowers: Sendable {
  private struct Entry: Sendable {
    weak var follower: (any ThreadFollower)?
  }

  private struct State: Sendable {
    var entries: [String: [Int: Entry]] = [:]
    var lastID = 0
    var end: (error: CodexError, isExpected: Bool)?
  }

  private let state = Locked(State())

  /// Adds a follower. It is kept weakly. After the end of the connection, the follower learns of the end at once.
  ///
  /// - Returns: The number with which the follower is removed.
  func add(_ follower: any ThreadFollower, of threadID: String) -> Int {
    let (id, end) = state.withLock { state -> (Int, (error: CodexError, isExpected: Bool)?) in
      state.lastID += 1
      if state.end == nil { state.entries[threadID, default: [:]][state.lastID] = Entry(follower: follower) }
      return (state.lastID, state.end)
    }
    if let end { follower.connectionDidEnd(end.error, isExpected: end.isExpected) }
    return id
  }

  func remove(_ id: Int, of threadID: String) {
    state.withLock { state in
      state.entries[threadID]?[id] = nil
      if state.entries[threadID]?.isEmpty == true { state.entries[threadID] = nil }
    }
  }

  /// Whether a message has a follower. A message that names no thread may be about any thread.
  func follow(_ header: MessageHeader) -> Bool {
    state.withLock { state in
      guard !state.entries.isEmpty else { return false }
      guard let threadID = header.threadID else { return true }
      return state.entries[threadID] != nil
    }
  }

  func receiveRequest(_ message: Data, _ header: MessageHeader) {
    let followers = followers(of: header.threadID)
    guard !followers.isEmpty, let request = try? WireDecoder().decode(JSONValue.self, from: message) else { return }
    for follower in followers { follower.receive(request: request) }
  }

  func lose(_ lost: LostMessage) {
    for follower in followers(of: lost.threadID) { follower.lose(lost) }
  }

  func connectionWasLost() {
    for follower in followers(of: nil) { follower.connectionWasLost() }
  }

  /// Ends all followers, and those that are added later. Only the first call has an effect.
  func end(_ error: CodexError, isExpected: Bool) {
    let followers = state.withLock { state -> [any ThreadFollower] in
      guard state.end == nil else { return [] }
      state.end = (error, isExpected)
      defer { state.entries = [:] }
      return state.entries.values.flatMap { $0.values.compactMap(\.follower) }
    }
    for follower in followers { follower.connectionDidEnd(error, isExpected: isExpected) }
  }

  /// - Parameter threadID: `nil` returns the followers of all threads.
  private func followers(of threadID: String?) -> [any ThreadFollower] {
    state.withLock { state in
      guard !state.entries.isEmpty else { return [] }
      guard let threadID else { return state.entries.values.flatMap { $0.values.compactMap(\.follower) } }
      return state.entries[threadID]?.values.compactMap(\.follower) ?? []
    }
  }
}

extension ThreadFollowers: NotificationObserver {
  func connectionDidReceive(_ received: ReceivedNotification) {
    for follower in followers(of: received.header.threadID) { follower.receive(received.notification) }
  }

  func connectionDidEnd() {}
}
