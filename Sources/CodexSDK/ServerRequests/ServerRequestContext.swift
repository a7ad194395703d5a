import CodexProtocol

/// What is known before a request of the server comes and is needed to handle the request.
struct ServerRequestContext: Sendable {
  /// The changes of the file change items that run, by turn and item ID. The request for approval does not repeat them.
  private var fileChanges: [TurnKey: [String: [FileUpdateChange]]] = [:]
  /// The dynamic tools, by thread ID and name.
  private var tools: [String: [String: DynamicTool]] = [:]

  mutating func update(with notification: ServerNotification) {
    switch notification {
    case .itemStarted(let message):
      if case .fileChange(let change) = message.item {
        let turn = TurnKey(threadID: message.threadID, turnID: message.turnID)
        fileChanges[turn, default: [:]][change.id] = change.changes
      }
    case .itemFileChangePatchUpdated(let message):
      // The person who approves must see the changes that will be made, not those that were planned first.
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

  /// The latest changes of an item that runs. Empty when the server has not sent them.
  func fileChanges(of item: String, in turn: TurnKey) -> [FileUpdateChange] { fileChanges[turn]?[item] ?? [] }

  /// The tool that a call names, or `nil` when the program does not provide the tool.
  func tool(_ call: DynamicToolCallParams) -> DynamicTool? {
    call.namespace == nil ? tools[call.threadID]?[call.tool] : nil
  }
}
