/// The direction in which a value is sent.
enum Direction: String, Hashable, Sendable, CaseIterable {
  /// Parameters of the client's methods and notifications, and responses to the server's requests.
  case clientToServer = "client to server"
  /// Responses to the client's methods, and parameters of the server's requests and notifications.
  case serverToClient = "server to client"
}

/// For each type, the directions in which its values are sent, and the messages that contain them.
struct TypeUsage {
  private var directions: [TypeID: Set<Direction>] = [:]
  /// For each type, the names of the messages that contain values of it, directly or inside of other values.
  private var messages: [TypeID: Set<String>] = [:]

  init(_ model: ProtocolModel, _ messages: [ProtocolMessage]) {
    var references: [TypeID: [TypeID]] = [:]
    var roots: [Direction: [TypeID]] = [:]
    for type in model.types.flatMap(\.flattened) {
      if case .messages(let messages) = type.kind {
        let direction: Direction = messages.sender == .client ? .clientToServer : .serverToClient
        if let envelope = messages.envelope { roots[direction, default: []].append(envelope) }
        // The references of a union of messages are not followed: they would connect each message to the types of all other
        // messages. The list of messages has the same types, one message at a time.
        continue
      }
      references[type.id] = type.references.compactMap(\.name)
    }
    for message in messages {
      let isClient = message.sender == .client
      for (type, direction) in [
        (message.params, isClient ? Direction.clientToServer : .serverToClient),
        (message.response, isClient ? .serverToClient : .clientToServer),
      ] {
        guard let id = type?.name else { continue }
        roots[direction, default: []].append(id)
        var open = [id]
        while let id = open.popLast() {
          guard self.messages[id, default: []].insert(message.name).inserted else { continue }
          open += references[id] ?? []
        }
      }
    }
    for (direction, roots) in roots {
      var open = roots
      while let id = open.popLast() {
        guard directions[id, default: []].insert(direction).inserted else { continue }
        open += references[id] ?? []
      }
    }
  }

  /// The directions in which values of a type are sent. Empty if no message is known to contain the type.
  func directions(of id: TypeID) -> Set<Direction> { directions[id] ?? [] }

  /// The names of the messages that contain values of a type, directly or inside of other values.
  func messages(with id: TypeID) -> Set<String> { messages[id] ?? [] }
}
