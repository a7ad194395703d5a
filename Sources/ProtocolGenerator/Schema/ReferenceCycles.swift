/// Finds definitions that refer to themselves without a property or an array between. A value of such a definition
/// would have to match the definition again and again, so no value exists. (A property or an array element may have the
/// type of the object that contains it, since the property is another value.)
///
/// The search uses no recursion, since a bundle can have chains of references of any length.
struct ReferenceCycles {
  /// Each cycle as the pointers of its definitions, in the order of their references. A cycle starts with the pointer
  /// that is first in alphabetical order.
  private(set) var cycles: [[String]] = []
  /// The definitions at the start of a chain of more than `longestChain` references.
  private(set) var longChains: [String] = []

  /// The most references in a chain that the model builder follows.
  static let longestChain = 200

  /// The message about the definition at the start of a chain that is too long.
  static let longChainProblem = "more than \(longestChain) references lead from here, one behind the other"

  private let definitions: [String: SchemaNode]
  private var state: [String: State] = [:]
  private var path: [String] = []
  /// For each definition on the path, the references that were not followed yet.
  private var targets: [[String]] = []

  private enum State {
    case onPath
    /// - Parameter length: The number of references in the longest chain that starts with the definition.
    case done(length: Int)
  }

  init(in definitions: [String: SchemaNode]) {
    self.definitions = definitions
    for pointer in definitions.keys.sorted() {
      enter(pointer)
      while let last = targets.indices.last {
        if let target = targets[last].popLast() {
          enter(target)
        } else {
          leave()
        }
      }
    }
  }

  private mutating func enter(_ pointer: String) {
    guard let node = definitions[pointer] else { return }
    switch state[pointer] {
    case .done: return
    case .onPath:
      let cycle = path[(path.firstIndex(of: pointer) ?? 0)...]
      let start = cycle.indices.min { cycle[$0] < cycle[$1] } ?? cycle.startIndex
      cycles.append(Array(cycle[start...] + cycle[..<start]))
    case nil:
      state[pointer] = .onPath
      path.append(pointer)
      targets.append(node.referencesInPlace.reversed())
    }
  }

  private mutating func leave() {
    targets.removeLast()
    let pointer = path.removeLast()
    let lengths = definitions[pointer]?.referencesInPlace.compactMap { target -> Int? in
      if case .done(let length)? = state[target] { length + 1 } else { nil }
    }
    let length = lengths?.max() ?? 0
    if length == Self.longestChain + 1 { longChains.append(pointer) }
    state[pointer] = .done(length: length)
  }
}

extension SchemaNode {
  /// The definitions that a value of this node has to match itself: all of them, or one of them.
  fileprivate var referencesInPlace: [String] {
    [reference].compactMap(\.self) + (allOf + anyOf + oneOf).flatMap(\.referencesInPlace)
  }
}
