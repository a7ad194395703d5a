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
  /// Whether a notification was lost that may belong to the turn and change its result.
  private(set) var hasLosses = false

  /// The lost message that may have ended the turn, or `nil`.
  private(set) var lostEnd: LostMessage?
  /// The number of added notifications that are not droppable.
  private(set) var notificationCount = 0

  /// Notes that a message was lost that may belong to the turn.
  mutating func add(_ lost: LostMessage) {
    if !lost.traits.contains(.droppable) { hasLosses = true }
    if lost.mayEndTurn { lostEnd = lost }
  }

  /// Whether reviews may be missing, which the server does not store.
  private var mayLackReviews = false
  /// Whether `items` contains items that were not received as notifications.
  private var hasStoredItems = false

  /// Adds the items that the server has stored, for a turn of which notifications are missing. Items that were received as
  /// notifications keep their contents; the order is the server's.
  ///
  /// - Parameter stored: `nil` when the server did not send the items.
  mutating func supply(_ stored: [ThreadItem]?, mayLackReviews: Bool) {
    self.mayLackReviews = mayLackReviews
    guard let stored else {
      hasLosses = true
      return
    }
    var received = items.map { ($0.idOnWire, $0) }
    items = stored.map { item in
      guard let index = received.firstIndex(where: { $0.0 == item.idOnWire && $0.0 != nil }) else { return item }
      return received.remove(at: index).1
    }
    items += received.map(\.1)
  }

  /// Adds the next notification of the turn.
  ///
  /// - Returns: The outcome of the turn when the notification ends the turn, otherwise `nil`. The outcome is a failure when
  ///   the notification could not be decoded: no second one will come, so a task that waits would wait forever.
  mutating func add(
    _ notification: ServerNotification,
    _ traits: NotificationTraits
  ) -> Result<TurnResult, any Error>? {
    if !traits.contains(.droppable) { notificationCount += 1 }
    switch notification {
    case .itemCompleted(let message): items.append(message.item)
    case .threadTokenUsageUpdated(let message): usage = message.tokenUsage
    case .itemAutoApprovalReviewStarted(let message): reviews.add(message.params)
    case .itemAutoApprovalReviewCompleted(let message): reviews.add(message.params)
    case .autoReviewWarning(let message): warnings.append(message.message)
    case .unrecognized(let message) where message.failure != nil && !traits.contains(.droppable): hasLosses = true
    default: break
    }
    guard traits.contains(.endsTurn) else { return nil }
    isComplete = true
    if let turn = notification.endedTurn {
      var result = TurnResult(turn, items: hasLosses || hasStoredItems ? items(completedBy: turn) : items, usage: usage)
      result.isComplete = !hasLosses && !mayLackReviews
      result.approvalReviews = reviews.reviews
      result.approvalWarnings = warnings
      return .success(result)
    }
    var failure = DecodingFailure(pointer: "", reason: "the message could not be read")
    if case .unrecognized(let message) = notification { failure = message.failure ?? failure }
    return .failure(CodexError.decoding(method: notification.method ?? "", failure: failure))
  }

  /// The items of the turn, for a turn of which notifications were lost: all items that the server has, or the received items
  /// and those that only the last message contains.
  private func items(completedBy turn: Turn) -> [ThreadItem] {
    if turn.itemsView == .full, turn.items.count >= items.count { return turn.items }
    let known = Set(items.compactMap(\.idOnWire))
    return items + turn.items.filter { $0.idOnWire.map { !known.contains($0) } ?? true }
  }
}

/// The reviews of a turn, in the order in which they started. Reviews can run in parallel and end in another order.
struct ApprovalReviewLog {
  private(set) var reviews: [ApprovalReview] = []
  /// The positions in `reviews`, by review ID.
  private var positions: [String: Int] = [:]

  mutating func add(_ started: ItemAutoApprovalReviewStartedNotification) {
    // When the completion came first, the log already has more information about the review than `started` contains.
    guard positions[started.reviewID] == nil else { return }
    append(ApprovalReview(started))
  }

  mutating func add(_ completed: ItemAutoApprovalReviewCompletedNotification) {
    let review = ApprovalReview(completed)
    if let position = positions[completed.reviewID] { reviews[position] = review } else { append(review) }
  }

  private mutating func append(_ review: ApprovalReview) {
    positions[review.id] = reviews.count
    reviews.append(review)
  }
}

extension ThreadItem {
  /// The item's ID, which every kind of item has on the wire.
  fileprivate var idOnWire: String? {
    (try? WireDecoder().decode(JSONValue.self, from: WireEncoder.encode(self)))?["id"]?.stringValue
  }
}
