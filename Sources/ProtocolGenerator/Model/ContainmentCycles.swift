/// Finds the types that contain each other, directly or through other types (Tarjan's algorithm for strongly connected
/// components).
struct ContainmentCycles {
  private let contained: [TypeID: [TypeID]]
  private var order: [TypeID: Int] = [:]
  private var low: [TypeID: Int] = [:]
  private var stack: [TypeID] = []
  private var isOnStack: Set<TypeID> = []
  /// The number of each type's group. The types of one group contain each other.
  private var groups: [TypeID: Int] = [:]

  /// - Parameter contained: The types that each type contains directly.
  init(_ contained: [TypeID: [TypeID]]) {
    self.contained = contained
    for id in contained.keys.sorted() where order[id] == nil { visit(id) }
  }

  /// Whether `part`, which `type` contains directly, contains `type` in turn.
  func isCycle(_ type: TypeID, _ part: TypeID) -> Bool {
    guard let group = groups[type] else { return false }
    return groups[part] == group
  }

  private mutating func visit(_ id: TypeID) {
    let number = order.count
    order[id] = number
    low[id] = number
    stack.append(id)
    isOnStack.insert(id)
    for part in contained[id] ?? [] where contained[part] != nil {
      if order[part] == nil {
        visit(part)
        low[id] = min(low[id] ?? number, low[part] ?? number)
      } else if isOnStack.contains(part) {
        low[id] = min(low[id] ?? number, order[part] ?? number)
      }
    }
    guard low[id] == number else { return }
    while let member = stack.popLast() {
      isOnStack.remove(member)
      groups[member] = number
      if member == id { break }
    }
  }
}
