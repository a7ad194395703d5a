import CodexProtocol

/// The threads that have handles, and for which the server therefore has to send notifications to this connection.
final class ThreadSubscriptions: Sendable {
  private let unsubscribesFromReleased: Bool
  /// The number of handles, by thread ID.
  private let counts = Locked<[String: Int]>([:])
  /// The threads with handles that could not be resumed after the connection was lost.
  private let unrestored = Locked<Set<String>>([])

  /// - Parameter unsubscribesFromReleased: Whether the server is asked to stop sending the notifications of a thread when the last
  ///   handle is released. A server of this program sends them to the end: the program may read them without a handle.
  init(unsubscribesFromReleased: Bool) { self.unsubscribesFromReleased = unsubscribesFromReleased }

  var threadIDs: [String] { counts.withLock { $0.keys.sorted() } }

  fileprivate func add(_ threadID: String, onlyExisting: Bool) -> Bool {
    counts.withLock { counts in
      if onlyExisting, counts[threadID] == nil { return false }
      counts[threadID, default: 0] += 1
      return true
    }
  }

  /// - Parameter unsubscribe: Called for the last handle, while the state is locked. So a request that subscribes to the thread anew
  ///   is sent afterwards.
  fileprivate func remove(_ threadID: String, unsubscribe: () -> Void) {
    counts.withLock { counts in
      guard let count = counts[threadID] else { return }
      counts[threadID] = count > 1 ? count - 1 : nil
      if count <= 1, unsubscribesFromReleased { unsubscribe() }
    }
  }

  /// Notes that a thread could not be resumed after the connection was lost.
  func addUnrestored(_ threadID: String) { _ = unrestored.withLock { $0.insert(threadID) } }

  /// Whether the thread could not be resumed after the connection was lost. The next call returns `false`.
  func takeUnrestored(_ threadID: String) -> Bool { unrestored.withLock { $0.remove(threadID) != nil } }

  /// Forgets a thread, because the server no longer sends its notifications.
  func forget(_ threadID: String) { counts.withLock { $0[threadID] = nil } }
}

extension ThreadSubscriptions: NotificationObserver {
  func connectionDidReceive(_ received: ReceivedNotification) {
    if received.traits.contains(.unloadsThread), let threadID = received.header.threadID { forget(threadID) }
  }

  func connectionDidEnd() {}
}

/// The subscription of one handle to the notifications of a thread. It ends when the handle and its copies are released.
final class ThreadSubscription: Sendable {
  private let threadID: String
  private let connection: Connection

  /// - Parameter onlyExisting: Whether to return `nil` when no other handle has subscribed to the thread.
  init?(_ threadID: String, over connection: Connection, onlyExisting: Bool = false) {
    guard connection.subscriptions.add(threadID, onlyExisting: onlyExisting) else { return nil }
    self.threadID = threadID
    self.connection = connection
  }

  deinit {
    connection.subscriptions.remove(threadID) {
      // When the connection is lost or closed, the server has ended the subscription already.
      try? connection.post(RPC.ThreadUnsubscribe(ThreadUnsubscribeParams(threadID: threadID)))
    }
  }
}
