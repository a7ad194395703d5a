/// Which way a value goes, seen from the client.
enum Direction: String, Hashable, Sendable, CaseIterable {
  /// Parameters of methods and notifications of the client, and answers to the server's requests.
  case sent
  /// Answers to the client's calls, and what the server asks and notifies.
  case received
}

/// Which types travel in which direction, and with which messages.
struct TypeUsage {
  private var directions: [TypeID: Set<Direction>] = [:]
  /// By type, the types that refer to it.
  private var users: [TypeID: [TypeID]] = [:]
  /// By type, the messages that have it as parameters or answer.
  private var carriers: [TypeID: Set<String>] = [:]

  init(_ model: ProtocolModel, _ messages: [ProtocolMessage]) {
    var used: [TypeID: [TypeID]] = [:]
    var roots: [Direction: [TypeID]] = [:]
    for type in model.types.flatMap(\.flattened) {
      if case .messages(let messages) = type.kind {
        let direction: Direction = messages.sender == .client ? .sent : .received
        if let envelope = messages.envelope { roots[direction, default: []].append(envelope) }
        // That a union of all messages refers to parameters says less than which message does.
        continue
      }
      used[type.id] = type.references.compactMap(\.name)
    }
    for (user, parts) in used { for part in parts { users[part, default: []].append(user) } }
    for message in messages {
      let isClient = message.sender == .client
      for (type, direction) in [
        (message.params, isClient ? Direction.sent : .received), (message.response, isClient ? .received : .sent),
      ] {
        guard let id = type?.name else { continue }
        roots[direction, default: []].append(id)
        carriers[id, default: []].insert(message.name)
      }
    }
    for (direction, roots) in roots {
      var open = roots
      while let id = open.popLast() {
        guard directions[id, default: []].insert(direction).inserted else { continue }
        open += used[id] ?? []
      }
    }
  }

  /// The directions in which values of a type travel; none when no message is known to carry them.
  func directions(of id: TypeID) -> Set<Direction> { directions[id] ?? [] }

  /// The messages that carry values of a type, directly or inside of others.
  func reach(of id: TypeID) -> Set<String> {
    var seen: Set<TypeID> = [id]
    var open = [id]
    var reach: Set<String> = []
    while let next = open.popLast() {
      reach.formUnion(carriers[next] ?? [])
      for user in users[next] ?? [] where seen.insert(user).inserted { open.append(user) }
    }
    return reach
  }
}
