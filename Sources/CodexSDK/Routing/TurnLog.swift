import CodexProtocol
import CodexWire

/// Collects from the notifications of one turn what the turn's result contains.
///
/// The result therefore does not depend on whether the program reads the turn's events.
struct TurnLog {
  private(set) var items: [ThreadItem] = []
  private(set) var usage: ThreadTokenUsage?
  private(set) var reviews = ApprovalReviewLog()
  private(set) var warnings: [String] = []
  private(set) var isComplete = false

  /// Adds the next notification of the turn.
  ///
  /// - Returns: The outcome of the turn when the notification ends the turn, otherwise `nil`. The outcome is a failure when
  ///   the notification could not be decoded: no second one will come, so a task that waits would wait forever.
  mutating func add(
    _ notification: ServerNotification,
    _ traits: NotificationTraits
  ) -> Result<TurnResult, any Error>? {
    switch notification {
    case .itemCompleted(let message): items.append(message.item)
    case .threadTokenUsageUpdated(let message): usage = message.tokenUsage
    case .itemAutoApprovalReviewStarted(let message): reviews.add(message.params)
    case .itemAutoApprovalReviewCompleted(let message): reviews.add(message.params)
    case .autoReviewWarning(let message): warnings.append(message.message)
    default: break
    }
    guard traits.contains(.endsTurn) else { return nil }
    isComplete = true
    if let turn = notification.endedTurn {
      var result = TurnResult(turn, items: items, usage: usage)
      result.approvalReviews = reviews.reviews
      result.approvalWarnings = warnings
      return .success(result)
    }
    var failure = DecodingFailure(pointer: "", reason: "the message could not be read")
    if case .unrecognized(let message) = notification { failure = message.failure ?? failure }
    return .failure(CodexError.decoding(method: notification.method ?? "", failure: failure))
  }
}

/// The reviews of a turn, in the order in which they started. Reviews can run in parallel and end in another order.
struct ApprovalReviewLog {
  private(set) var reviews: [ApprovalReview] = []

  mutating func add(_ started: ItemAutoApprovalReviewStartedNotification) {
    // When the completion came first, the log already has more information about the review than `started` contains.
    guard index(of: started.reviewID) == nil else { return }
    reviews.append(ApprovalReview(started))
  }

  mutating func add(_ completed: ItemAutoApprovalReviewCompletedNotification) {
    let review = ApprovalReview(completed)
    if let index = index(of: completed.reviewID) { reviews[index] = review } else { reviews.append(review) }
  }

  private func index(of id: String) -> Int? { reviews.firstIndex { $0.id == id } }
}
