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

  /// A loop instead of recursion, since a bundle can have chains of types of any length.
  private mutating func visit(_ start: TypeID) {
    /// The types that are being visited, each with the types in it that were not visited yet.
    var open: [(id: TypeID, parts: [TypeID])] = []
    func begin(_ id: TypeID, _ search: inout Self) {
      search.low[id] = search.order.count
      search.order[id] = search.order.count
      search.stack.append(id)
      search.isOnStack.insert(id)
      open.append((id, (search.contained[id] ?? []).filter { search.contained[$0] != nil }.reversed()))
    }
    begin(start, &self)
    while let last = open.indices.last {
      let id = open[last].id
      if let part = open[last].parts.popLast() {
        if order[part] == nil {
          begin(part, &self)
        } else if isOnStack.contains(part) {
          lower(id, to: order[part])
        }
      } else {
        open.removeLast()
        if let outer = open.last?.id { lower(outer, to: low[id]) }
        closeGroup(of: id)
      }
    }
  }

  private mutating func lower(_ id: TypeID, to number: Int?) {
    if let number, let own = low[id] { low[id] = min(own, number) }
  }

  /// Ends the group whose first visited type is `id`, if there is such a group.
  private mutating func closeGroup(of id: TypeID) {
    guard let number = order[id], low[id] == number else { return }
    while let member = stack.popLast() {
      isOnStack.remove(member)
      groups[member] = number
      if member == id { break }
    }
  }
}
