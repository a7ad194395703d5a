/// A first-in, first-out queue with a limit. Some of its elements are droppable.
///
/// When the queue is full, `append` removes the oldest droppable element to make room. When the queue has no droppable
/// element, a new droppable element is dropped, and a new element that is not droppable is refused.
struct BoundedQueue<Element> {
  fileprivate struct Slot {
    var element: Element
    var isDroppable: Bool
  }

  private let limit: Int
  /// The elements, beginning at `head`. `nil` is the slot of an element that was dropped or handed out.
  private var slots: [Slot?] = []
  private var head = 0
  /// No slot before this index has a droppable element.
  private var cursor = 0
  /// The number of elements in the queue.
  private(set) var count = 0
  /// The number of elements that were dropped.
  private(set) var dropped = 0

  init(limit: Int) { self.limit = max(1, limit) }

  /// Adds an element at the end.
  ///
  /// - Returns: `false` when the element is not droppable and the queue is full of elements that are not droppable.
  mutating func append(_ element: Element, isDroppable: Bool) -> Bool {
    if count >= limit, !dropOldest() {
      if isDroppable { dropped += 1 }
      return isDroppable
    }
    slots.append(Slot(element: element, isDroppable: isDroppable))
    count += 1
    return true
  }

  mutating func popFirst() -> Element? {
    while head < slots.count {
      let slot = slots[head]
      slots[head] = nil
      head += 1
      if let slot {
        count -= 1
        compactIfSparse()
        return slot.element
      }
    }
    compactIfSparse()
    return nil
  }

  private mutating func dropOldest() -> Bool {
    cursor = max(cursor, head)
    while cursor < slots.count {
      if slots[cursor]?.isDroppable == true {
        slots[cursor] = nil
        count -= 1
        dropped += 1
        compactIfSparse()
        return true
      }
      cursor += 1
    }
    return false
  }

  /// Removes empty slots when more than half of the slots are empty, so that the cost per element is constant on average.
  private mutating func compactIfSparse() {
    guard slots.count > 64, slots.count > 2 * count else { return }
    // Elements before the cursor are not droppable. After compaction they must still be before the cursor.
    let before = slots[..<min(cursor, slots.count)].reduce(0) { $1 == nil ? $0 : $0 + 1 }
    slots = slots.filter { $0 != nil }
    head = 0
    cursor = before
  }
}

extension BoundedQueue: Sendable where Element: Sendable {}
extension BoundedQueue.Slot: Sendable where Element: Sendable {}
