/// The chains of definitions that are nothing but other definitions, or arrays and dictionaries of them. Each definition of such a
/// chain becomes a type alias.
///
/// Each alias leads to at most one other definition, so a loop in place of recursion finds all chains in linear time.
struct AliasChains {
  private var states: [TypeID: State] = [:]

  private enum State {
    case open
    case inCycle
    /// - Parameter length: The number of aliases from this one to the end of the chain.
    case done(length: Int)
  }

  init(in types: [TypeDeclaration]) {
    var targets: [TypeID: TypeID?] = [:]
    for type in types { if case .alias(let target) = type.kind { targets[type.id] = .some(target.name) } }
    for type in types where targets[type.id] != nil { follow(type.id, targets) }
  }

  /// Whether the definition refers to itself through other aliases.
  func isInCycle(_ id: TypeID) -> Bool { if case .inCycle? = states[id] { true } else { false } }

  /// The number of aliases from a definition to the end of the chain: 0 for a definition that is no alias.
  func length(from id: TypeID) -> Int { if case .done(let length)? = states[id] { length } else { 0 } }

  private mutating func follow(_ start: TypeID, _ targets: [TypeID: TypeID?]) {
    var path: [TypeID] = []
    var next: TypeID? = start
    while let id = next, let target = targets[id], states[id] == nil {
      states[id] = .open
      path.append(id)
      next = target
    }
    // The chain has come back to one of its own definitions: all definitions from there on form a cycle.
    if let end = next, case .open? = states[end] {
      while let id = path.popLast() {
        states[id] = .inCycle
        if id == end { break }
      }
    }
    var length = next.map { self.length(from: $0) } ?? 0
    while let id = path.popLast() {
      length += 1
      states[id] = .done(length: length)
    }
  }
}
