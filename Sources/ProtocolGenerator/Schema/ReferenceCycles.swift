/// Finds definitions that refer to themselves without a property or an array between. A value of such a definition
/// would have to match the definition again and again, so no value exists. (A property or an array element may have the
/// type of the object that contains it, since the property is another value.)
struct ReferenceCycles {
  private let definitions: [String: SchemaNode]
  private var state: [String: State] = [:]
  private var path: [String] = []
  private var cycles: [[String]] = []

  private enum State {
    case onPath, done
  }

  /// Each cycle as the pointers of its definitions, in the order of their references. A cycle starts with the pointer
  /// that is first in alphabetical order.
  static func find(in definitions: [String: SchemaNode]) -> [[String]] {
    var search = ReferenceCycles(definitions: definitions)
    for pointer in definitions.keys.sorted() { search.visit(pointer) }
    return search.cycles
  }

  private init(definitions: [String: SchemaNode]) { self.definitions = definitions }

  private mutating func visit(_ pointer: String) {
    guard let node = definitions[pointer] else { return }
    switch state[pointer] {
    case .done: return
    case .onPath:
      let cycle = path[(path.firstIndex(of: pointer) ?? 0)...]
      let start = cycle.indices.min { cycle[$0] < cycle[$1] } ?? cycle.startIndex
      return cycles.append(Array(cycle[start...] + cycle[..<start]))
    case nil:
      state[pointer] = .onPath
      path.append(pointer)
      for target in node.referencesInPlace { visit(target) }
      path.removeLast()
      state[pointer] = .done
    }
  }
}

extension SchemaNode {
  /// The definitions that a value of this node has to match itself: all of them, or one of them.
  fileprivate var referencesInPlace: [String] {
    [reference].compactMap(\.self) + (allOf + anyOf + oneOf).flatMap(\.referencesInPlace)
  }
}
