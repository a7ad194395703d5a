import CodexProtocol

/// The turns that have no handle yet, while requests that may have started them wait for their responses.
///
/// A broken or hostile server can name any number of turns. So the number of turns and of their notifications is limited, and
/// each operation takes a time that does not depend on how many turns the server has named.
struct HeldTurns: Sendable {
  /// The maximum number of held turns. Usual are one or two: turns that the program has not started are rare.
  static let turnLimit = 256
  /// The maximum number of removed turns whose identity is remembered.
  private static let memoryLimit = 65_536

  private let notificationLimit: Int
  private var buffers: [TurnKey: TurnBuffer] = [:]
  /// The held turns, in the order in which they appeared.
  private var order: [TurnKey] = []
  /// The number of notifications in the buffers that are not droppable.
  private var notificationCount = 0
  /// The hash values of the turns that were removed because a limit was reached. Two turns with equal hash values cause at
  /// most a false report of a loss.
  private var removed: Set<Int> = []

  /// - Parameter notificationLimit: The maximum number of notifications that are not droppable, of all held turns together.
  init(notificationLimit: Int) { self.notificationLimit = max(1, notificationLimit) }

  var all: [TurnBuffer] { order.compactMap { buffers[$0] } }

  var count: Int { order.count }

  /// The buffer of a held turn, or `nil` when the turn is not held.
  subscript(key: TurnKey) -> TurnBuffer? { buffers[key] }

  mutating func add(_ buffer: TurnBuffer) {
    buffers[buffer.key] = buffer
    order.append(buffer.key)
  }

  /// Counts a notification that a held turn has received.
  mutating func countNotification(_ traits: NotificationTraits) {
    if !traits.contains(.droppable) { notificationCount += 1 }
  }

  /// Removes the oldest turns until there is room for a notification.
  mutating func makeRoom(for key: TurnKey, _ traits: NotificationTraits) -> [TurnBuffer] {
    let turnLimit = buffers[key] == nil ? Self.turnLimit - 1 : Self.turnLimit
    let notificationLimit = traits.contains(.droppable) ? notificationLimit : notificationLimit - 1
    var excess: [TurnBuffer] = []
    while order.count > turnLimit || notificationCount > notificationLimit, let oldest = order.first {
      guard let buffer = remove(oldest) else { break }
      excess.append(buffer)
      if removed.count < Self.memoryLimit { removed.insert(oldest.hashValue) }
    }
    return excess
  }

  /// Whether notifications of the turn may have been removed because a limit was reached.
  func mayLackNotifications(of key: TurnKey) -> Bool {
    removed.count >= Self.memoryLimit || removed.contains(key.hashValue)
  }

  mutating func remove(_ key: TurnKey) -> TurnBuffer? {
    guard let buffer = buffers.removeValue(forKey: key) else { return nil }
    if let index = order.firstIndex(of: key) { order.remove(at: index) }
    notificationCount -= buffer.notificationCount
    return buffer
  }

  /// Removes the turns that fulfil a condition, in the order in which they appeared.
  mutating func removeAll(where condition: (TurnKey) -> Bool) -> [TurnBuffer] {
    order.filter(condition).compactMap { remove($0) }
  }

  /// Forgets which turns were removed. For the moment when no request is left that can claim a turn.
  mutating func forgetRemoved() { removed = [] }
}
