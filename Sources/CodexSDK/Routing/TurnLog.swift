import CodexProtocol
import CodexWire

/// What is kept of a turn as its notifications pass, so that its result does not depend on anyone reading them.
struct TurnLog {
  private(set) var items: [ThreadItem] = []
  private(set) var usage: ThreadTokenUsage?
  private(set) var reviews = ApprovalReviewLog()
  private(set) var warnings: [String] = []
  private(set) var isComplete = false

  /// Takes the next notification of the turn; the outcome when it was the one that ends it.
  mutating func take(_ notification: ServerNotification) -> Result<TurnResult, any Error>? {
    isComplete = isComplete || notification.endsTurn
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
    case .autoReviewWarning(let message):
      warnings.append(message.message)
      return nil
    case .turnCompleted(let message):
      var result = TurnResult(message.turn, items: items, usage: usage)
      result.approvalReviews = reviews.reviews
      result.approvalWarnings = warnings
      return .success(result)
    case .unrecognized(let message) where notification.endsTurn:
      // There will be no other completion, so whoever waits would wait for ever.
      let failure = message.failure ?? DecodingFailure(pointer: "", reason: "the message could not be read")
      return .failure(CodexError.decoding(method: ServerNotification.turnCompletedMethod, failure: failure))
    default: return nil
    }
  }
}

extension ServerNotification {
  fileprivate static let turnCompletedMethod = "turn/completed"

  /// Whether it is the last of its turn; also when it could not be read.
  var endsTurn: Bool {
    switch self {
    case .turnCompleted: true
    case .unrecognized(let message): message.method == Self.turnCompletedMethod
    default: false
    }
  }
}
