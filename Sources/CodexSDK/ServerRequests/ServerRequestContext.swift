import CodexProtocol

/// What was said before a request of the server and helps to answer it.
struct ServerRequestContext: Sendable {
  /// The changes of items that have started and not ended: the request to approve them does not repeat them.
  private var fileChanges: [TurnKey: [String: [FileUpdateChange]]] = [:]
  /// By thread and name.
  private var tools: [String: [String: DynamicTool]] = [:]

  mutating func note(_ notification: ServerNotification) {
    switch notification {
    case .itemStarted(let message):
      if case .fileChange(let change) = message.item {
        let turn = TurnKey(threadID: message.threadID, turnID: message.turnID)
        fileChanges[turn, default: [:]][change.id] = change.changes
      }
    case .itemFileChangePatchUpdated(let message):
      // Whoever approves is to see what will be done, not what was planned at first.
      let turn = TurnKey(threadID: message.threadID, turnID: message.turnID)
      fileChanges[turn, default: [:]][message.itemID] = message.changes
    case .itemCompleted(let message):
      if case .fileChange(let change) = message.item {
        fileChanges[TurnKey(threadID: message.threadID, turnID: message.turnID)]?[change.id] = nil
      }
    default: break
    }
  }

  mutating func forget(_ turn: TurnKey) { fileChanges[turn] = nil }

  mutating func forget(thread: String) { tools[thread] = nil }

  mutating func provide(_ tools: [DynamicTool], on thread: String) {
    for tool in tools { self.tools[thread, default: [:]][tool.name] = tool }
  }

  func fileChanges(thread: String, turn: String, item: String) -> [FileUpdateChange] {
    fileChanges[TurnKey(threadID: thread, turnID: turn)]?[item] ?? []
  }

  func tool(_ call: DynamicToolCallParams) -> DynamicTool? {
    call.namespace == nil ? tools[call.threadID]?[call.tool] : nil
  }
}
