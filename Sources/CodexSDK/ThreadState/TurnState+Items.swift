import CodexProtocol
import Foundation

// The items of a turn. An item starts, gets deltas, and is completed. The notification of the completion contains the whole item, so
// nothing that comes before it matters afterwards.

extension TurnState {
  /// The position of a completed item, or `nil` when no item with the ID is complete.
  mutating func completedPosition(of itemID: String) -> Int? {
    positions.position(of: itemID, count: completedItems.count) { [completedItems] in completedItems[$0].id.itemID }
  }

  private func runningPosition(of itemID: String) -> Int? { runningItems.lastIndex { $0.id.itemID == itemID } }

  /// Removes and returns a running item.
  mutating func takeRunning(_ itemID: String) -> ItemState? {
    runningPosition(of: itemID).map { runningItems.remove(at: $0) }
  }

  /// Adds a running item. An item that is complete already stays complete.
  mutating func start(_ item: ThreadItem, at time: Date?) -> Bool {
    noteActivity()
    guard completedPosition(of: item.itemID) == nil else { return false }
    if let index = runningPosition(of: item.itemID) {
      runningItems[index].restart(item, at: time)
    } else {
      guard runningItems.count < Self.runningLimit else { return false }
      runningItems.append(ItemState(item, in: id, startedAt: time))
    }
    return true
  }

  /// Adds a completed item, or replaces the item that has its ID.
  mutating func complete(_ item: ThreadItem, at time: Date? = nil) {
    let running = takeRunning(item.itemID)
    if let index = completedPosition(of: item.itemID) {
      completedItems[index].complete(item, at: time)
    } else {
      var state = running ?? ItemState(item, in: id)
      state.complete(item, at: time)
      positions.byID[item.itemID] = completedItems.count
      completedItems.append(state)
    }
  }

  /// Changes a running item. When the item is not known, because its beginning was not received, an item without the beginning is added.
  ///
  /// - Parameter beginning: An item of the kind, without contents.
  mutating func updateRunning(
    _ itemID: String,
    orBeginWith beginning: @autoclosure () -> ThreadItem?,
    _ change: (inout ItemState) -> Bool
  ) -> Bool {
    if let index = runningPosition(of: itemID) { return change(&runningItems[index]) }
    guard completedPosition(of: itemID) == nil, runningItems.count < Self.runningLimit, let item = beginning() else {
      return false
    }
    var state = ItemState(item, in: id)
    state.lacksBeginning = true
    let isChanged = change(&state)
    if isChanged {
      noteActivity()
      runningItems.append(state)
    }
    return isChanged
  }
}
