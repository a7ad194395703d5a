/// A queue with a bound, some of whose elements can be left out.
///
/// When it is full, the oldest expendable element makes room; when there is none, an expendable newcomer is left out, and
/// one that must not be lost does not get in at all: `append` says so.
struct BoundedQueue<Element> {
  fileprivate struct Slot {
    var element: Element
    var isExpendable: Bool
  }

  private let limit: Int
  /// From `head` on; `nil` is the place of an element that was left out.
  private var slots: [Slot?] = []
  private var head = 0
  /// No expendable element is before this index.
  private var cursor = 0
  /// How many elements wait.
  private(set) var count = 0
  /// How many elements were left out.
  private(set) var omitted = 0

  init(limit: Int) { self.limit = max(1, limit) }

  /// `false` when the queue is full and nothing in it can be left out for this element.
  mutating func append(_ element: Element, isExpendable: Bool) -> Bool {
    if count >= limit, !omitOldest() {
      if isExpendable { omitted += 1 }
      return isExpendable
    }
    slots.append(Slot(element: element, isExpendable: isExpendable))
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

  private mutating func omitOldest() -> Bool {
    cursor = max(cursor, head)
    while cursor < slots.count {
      if slots[cursor]?.isExpendable == true {
        slots[cursor] = nil
        count -= 1
        omitted += 1
        compactIfSparse()
        return true
      }
      cursor += 1
    }
    return false
  }

  /// Squeezes out empty places when they outnumber the rest, so that each costs a constant on average.
  private mutating func compactIfSparse() {
    guard slots.count > 64, slots.count > 2 * count else { return }
    // What is before the cursor is not expendable, and keeps being before it.
    let before = slots[..<min(cursor, slots.count)].reduce(0) { $1 == nil ? $0 : $0 + 1 }
    slots = slots.filter { $0 != nil }
    head = 0
    cursor = before
  }
}

extension BoundedQueue: Sendable where Element: Sendable {}
extension BoundedQueue.Slot: Sendable where Element: Sendable {}
