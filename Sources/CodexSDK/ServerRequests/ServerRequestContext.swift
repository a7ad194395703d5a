import CodexProtocol

/// What is known before a request of the server comes and is needed to handle the request.
struct ServerRequestContext: Sendable {
  /// The changes of the file change items that run, by turn and item ID. The request for approval does not repeat them.
  private var fileChanges: [TurnKey: [String: [FileUpdateChange]]] = [:]
  /// The turns with changes, in the order in which they appeared. May contain turns whose changes are already removed.
  private var turns: [TurnKey] = []
  /// The limits bound the memory that a broken server can use.
  private static let turnLimit = 4096
  private static let itemLimit = 64
  /// The dynamic tools, by thread ID and name.
  private var tools: [String: [String: DynamicTool]] = [:]

  mutating func update(with notification: ServerNotification) {
    switch notification {
    case .itemStarted(let message):
      if case .fileChange(let change) = message.item {
        let turn = TurnKey(threadID: message.threadID, turnID: message.turnID)
        note(change.changes, of: change.id, in: turn)
      }
    case .itemFileChangePatchUpdated(let message):
      // The person who approves must see the changes that will be made, not those that were planned first.
      let turn = TurnKey(threadID: message.threadID, turnID: message.turnID)
      note(message.changes, of: message.itemID, in: turn)
    case .itemCompleted(let message):
      if case .fileChange(let change) = message.item {
        let turn = TurnKey(threadID: message.threadID, turnID: message.turnID)
        fileChanges[turn]?[change.id] = nil
        if fileChanges[turn]?.isEmpty == true { fileChanges[turn] = nil }
      }
    default: break
    }
  }

  /// Sets the changes of an item. At a limit, the item gets no changes, or the older half of the turns is forgotten.
  private mutating func note(_ changes: [FileUpdateChange], of item: String, in turn: TurnKey) {
    if fileChanges[turn] == nil {
      if turns.count >= 2 * Self.turnLimit || fileChanges.count >= Self.turnLimit { removeOldTurns() }
      turns.append(turn)
    }
    let isFull = fileChanges[turn, default: [:]].count >= Self.itemLimit && fileChanges[turn]?[item] == nil
    if !isFull { fileChanges[turn, default: [:]][item] = changes }
  }

  /// Forgets the older half of the turns, so that each new turn takes constant time on average.
  private mutating func removeOldTurns() {
    turns.removeAll { fileChanges[$0] == nil }
    guard turns.count >= Self.turnLimit else { return }
    for turn in turns.prefix(Self.turnLimit / 2) { fileChanges[turn] = nil }
    turns.removeFirst(Self.turnLimit / 2)
  }

  mutating func forget(_ turn: TurnKey) { fileChanges[turn] = nil }

  mutating func forget(thread: String) { tools[thread] = nil }

  mutating func provide(_ tools: [DynamicTool], on thread: String) {
    for tool in tools { self.tools[thread, default: [:]][tool.name] = tool }
  }

  /// The latest changes of an item that runs. Empty when the server has not sent them.
  func fileChanges(of item: String, in turn: TurnKey) -> [FileUpdateChange] { fileChanges[turn]?[item] ?? [] }

  /// The tool that a call names, or `nil` when the program does not provide the tool.
  func tool(_ call: DynamicToolCallParams) -> DynamicTool? {
    call.namespace == nil ? tools[call.threadID]?[call.tool] : nil
  }
}
