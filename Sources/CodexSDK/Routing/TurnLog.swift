import CodexProtocol

/// What is kept of a turn as its notifications pass, so that its result does not depend on anyone reading them.
struct TurnLog {
  private(set) var items: [ThreadItem] = []
  private(set) var usage: ThreadTokenUsage?
  private(set) var reviews = ApprovalReviewLog()
  private(set) var warnings: [String] = []
  private(set) var isComplete = false

  /// Takes the next notification of the turn; the result when it was the one that completes it.
  mutating func take(_ notification: ServerNotification) -> TurnResult? {
    switch notification {
    case .itemCompleted(let message):
      items.append(message.item)
      return nil
    case .threadTokenUsageUpdated(let message):
      usage = message.tokenUsage
      return nil
    case .itemAutoApprovalReviewStarted(let message):
      reviews.take(message.params)
      return nil
    case .itemAutoApprovalReviewCompleted(let message):
      reviews.take(message.params)
      return nil
    case .guardianWarning(let message):
      warnings.append(message.message)
      return nil
    case .turnCompleted(let message):
      isComplete = true
      var result = TurnResult(message.turn, items: items, usage: usage)
      result.approvalReviews = reviews.reviews
      result.approvalWarnings = warnings
      return result
    default: return nil
    }
  }
}
