import CodexProtocol
import CodexWire
import Foundation

// What each notification does is described in `NotificationEffect.table`. A test compares the table with the schema and with this code.

extension ThreadState {
  /// Takes what a notification of the server says. A notification about another thread, and one that says nothing about the state, has
  /// no effect.
  ///
  /// - Returns: Whether the notification belongs to the state and had an effect.
  @discardableResult
  public mutating func apply(_ notification: ServerNotification) -> Bool {
    switch notification {
    // Items. The deltas come first, because they are the most frequent ones.
    case .itemAgentMessageDelta(let message):
      let delta = message.params
      return append(delta.delta, to: .message, delta.itemID, delta.turnID, delta.threadID) {
        .agentMessage(.init(id: delta.itemID, text: ""))
      }
    case .itemCommandExecutionOutputDelta(let message):
      let delta = message.params
      // Without the notification that begins the item, the command is not known.
      return append(delta.delta, to: .commandOutput, delta.itemID, delta.turnID, delta.threadID) { nil }
    case .itemReasoningTextDelta(let message):
      let delta = message.params
      return append(delta.delta, to: .reasoning(delta.contentIndex), delta.itemID, delta.turnID, delta.threadID) {
        .reasoning(.init(id: delta.itemID))
      }
    case .itemReasoningSummaryTextDelta(let message):
      let delta = message.params
      return append(delta.delta, to: .reasoningSummary(delta.summaryIndex), delta.itemID, delta.turnID, delta.threadID)
      {
        .reasoning(.init(id: delta.itemID))
      }
    case .itemReasoningSummaryPartAdded(let message):
      let part = message.params
      return append("", to: .reasoningSummary(part.summaryIndex), part.itemID, part.turnID, part.threadID) {
        .reasoning(.init(id: part.itemID))
      }
    case .itemFileChangeOutputDelta(let message):
      let delta = message.params
      return append(delta.delta, to: .fileChangeOutput, delta.itemID, delta.turnID, delta.threadID) { nil }
    case .itemPlanDelta(let message):
      let delta = message.params
      return append(delta.delta, to: .plan, delta.itemID, delta.turnID, delta.threadID) {
        .plan(.init(id: delta.itemID, text: ""))
      }
    case .itemStarted(let message):
      return updateTurn(message.turnID, of: message.threadID) { $0.start(message.item, at: message.startedAt) }
    case .itemCompleted(let message):
      return updateTurn(message.turnID, of: message.threadID) {
        $0.complete(message.item, at: message.completedAt)
        return true
      }
    case .itemFileChangePatchUpdated(let message):
      return updateItem(message.itemID, message.turnID, message.threadID) { $0.replaceChanges(message.changes) }
    case .itemMCPToolCallProgress(let message):
      return updateItem(message.itemID, message.turnID, message.threadID) { $0.addProgress(message.message) }
    case .itemCommandExecutionTerminalInteraction(let message):
      return updateItem(message.itemID, message.turnID, message.threadID) { $0.addTerminalInput(message.stdin) }
    default: return applyToTurn(notification) || applyToThread(notification)
    }
  }

  private mutating func applyToTurn(_ notification: ServerNotification) -> Bool {
    switch notification {
    case .turnStarted(let message):
      let isNew = position(of: message.turn.id) == nil
      return updateTurn(message.turn.id, of: message.threadID) {
        $0.update(message.turn, isEnd: false)
        if isNew { $0.hasAllItems = true }
        return true
      }
    case .turnCompleted(let message):
      guard message.threadID == id else { return false }
      openRequests.removeAll { $0.turnID == message.turn.id }
      return updateTurn(message.turn.id, of: message.threadID) {
        $0.update(message.turn, isEnd: true)
        return true
      }
    case .turnPlanUpdated(let message):
      return updateTurn(message.turnID, of: message.threadID) {
        $0.plan = message.plan
        $0.planExplanation = message.explanation
        return true
      }
    case .turnDiffUpdated(let message):
      return updateTurn(message.turnID, of: message.threadID) {
        $0.diff = message.diff
        return true
      }
    case .itemAutoApprovalReviewStarted(let message):
      return updateTurn(message.turnID, of: message.threadID) {
        $0.add(ApprovalReview(message.params))
        return true
      }
    case .itemAutoApprovalReviewCompleted(let message):
      return updateTurn(message.turnID, of: message.threadID) {
        $0.add(ApprovalReview(message.params))
        return true
      }
    case .autoApprovalReviewStrictReviewRequired(let message):
      return updateTurn(message.turnID, of: message.threadID) {
        $0.requiresStrictReview = true
        return true
      }
    case .modelRerouted(let message):
      guard message.threadID == id else { return false }
      add(ThreadNotice(.modelRerouted, "\(message.fromModel) → \(message.toModel)", turnID: message.turnID))
      return updateTurn(message.turnID, of: message.threadID) {
        $0.reroutedModel = message.toModel
        return true
      }
    default: return applyNotice(notification)
    }
  }

  private mutating func applyNotice(_ notification: ServerNotification) -> Bool {
    let notice: ThreadNotice
    switch notification {
    case .warning(let message) where message.threadID == id: notice = .init(.warning, message.message)
    case .autoReviewWarning(let message) where message.threadID == id: notice = .init(.autoReview, message.message)
    case .error(let message) where message.threadID == id:
      notice = .init(.error, message.error.message, turnID: message.turnID, willRetry: message.willRetry)
    case .modelProviderAuthRecoveryStarted(let message) where message.threadID == id:
      notice = .init(.authentication, message.message, turnID: message.turnID)
    case .modelProviderAuthRecoveryCompleted(let message) where message.threadID == id:
      notice = .init(.authentication, message.message, turnID: message.turnID)
    default: return false
    }
    add(notice)
    return true
  }

  private mutating func applyToThread(_ notification: ServerNotification) -> Bool {
    switch notification {
    case .threadStarted(let message) where message.thread.id == id: merge(message.thread)
    case .threadStatusChanged(let message) where message.threadID == id: status = message.status
    case .threadNameUpdated(let message) where message.threadID == id: name = message.threadName
    case .threadGoalUpdated(let message) where message.threadID == id: goal = message.goal
    case .threadGoalCleared(let message) where message.threadID == id: goal = nil
    case .threadTokenUsageUpdated(let message) where message.threadID == id:
      tokenUsage = message.tokenUsage
      // After a thread is resumed, the server sends the numbers of the last turn, which may not be in the state.
      if let index = position(of: message.turnID) { turns[index].tokenUsage = message.tokenUsage }
    case .threadSettingsUpdated(let message) where message.threadID == id:
      settings = CodexThread.Settings(message.threadSettings)
    case .threadReadStateChanged(let message) where message.threadID == id: readState = message.readState
    case .threadPredictionUpdated(let message) where message.threadID == id: prediction = message.result
    case .threadProjectUpdated(let message) where message.threadID == id: projectID = message.projectID
    case .threadArchived(let message) where message.threadID == id: isArchived = true
    case .threadUnarchived(let message) where message.threadID == id: isArchived = false
    case .threadDeleted(let message) where message.threadID == id: isDeleted = true
    case .threadClosed(let message) where message.threadID == id:
      status = .notLoaded
      openRequests = []
    case .threadReverted(let message) where message.threadID == id:
      // The notification does not say which turns are left.
      turns = []
      positions = PositionCache()
      isComplete = false
    case .hookStarted(let message) where message.threadID == id: add(message.run)
    case .hookCompleted(let message) where message.threadID == id: add(message.run)
    case .serverRequestResolved(let message) where message.threadID == id:
      openRequests.removeAll { $0.id == message.requestID }
    case .unrecognized(let message): return noteLoss(message)
    default: return false
    }
    return true
  }

  /// Notes that a message was lost, unless the message certainly belongs to another thread, or a later one repeats its contents.
  private mutating func noteLoss(_ message: UnrecognizedMessage) -> Bool {
    guard message.failure != nil, !NotificationTraits.of(method: message.method).contains(.droppable) else {
      return false
    }
    if let method = message.method, case .ignored? = NotificationEffect.table[method] { return false }
    if let threadID = message.json["params"]?["threadId"]?.stringValue, threadID != id { return false }
    isComplete = false
    return true
  }

  // MARK: Turns and items

  /// Changes a turn. A turn that is not known is added if there is something to change.
  private mutating func updateTurn(
    _ turnID: String,
    of threadID: String,
    _ change: (inout TurnState) -> Bool
  ) -> Bool {
    guard threadID == id else { return false }
    if let index = position(of: turnID) { return change(&turns[index]) }
    guard !isEarlier(turnID) else { return false }
    var turn = TurnState(id: turnID, hasAllItems: false)
    guard change(&turn) else { return false }
    append(turn)
    return true
  }

  /// Changes a running item. An item that is not known is not added.
  private mutating func updateItem(
    _ itemID: String,
    _ turnID: String,
    _ threadID: String,
    _ change: (inout ItemState) -> Bool
  ) -> Bool {
    updateTurn(turnID, of: threadID) { $0.updateRunning(itemID, orBeginWith: nil, change) }
  }

  private mutating func append(
    _ delta: String,
    to part: ItemText,
    _ itemID: String,
    _ turnID: String,
    _ threadID: String,
    orBeginWith beginning: () -> ThreadItem?
  ) -> Bool {
    updateTurn(turnID, of: threadID) { turn in
      turn.updateRunning(itemID, orBeginWith: beginning()) { $0.append(delta, to: part) }
    }
  }
}

extension CodexThread.Settings {
  fileprivate init(_ settings: ThreadSettings) {
    self.init(
      model: settings.model,
      modelProvider: settings.modelProvider,
      cwd: settings.cwd,
      approvalPolicy: settings.approvalPolicy,
      approvalsReviewer: settings.approvalsReviewer,
      sandbox: settings.sandboxPolicy,
      reasoningEffort: settings.effort,
      serviceTier: settings.serviceTier
    )
  }
}
