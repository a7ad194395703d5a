/// Which types contain each other, directly or through others (Tarjan's strongly connected components).
struct ContainmentCycles {
  private let contained: [TypeID: [TypeID]]
  private var order: [TypeID: Int] = [:]
  private var low: [TypeID: Int] = [:]
  private var stack: [TypeID] = []
  private var isOnStack: Set<TypeID> = []
  /// Types of one number contain each other.
  private var groups: [TypeID: Int] = [:]

  /// - Parameter contained: what each type contains directly.
  init(_ contained: [TypeID: [TypeID]]) {
    self.contained = contained
    for id in contained.keys.sorted() where order[id] == nil { visit(id) }
  }

  /// Whether `type`, which contains `part` directly, is contained in it in turn.
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
