import CodexProtocol
import Foundation

/// A review of one action by Codex's own reviewer, as far as it is known: under way or decided.
///
/// Collected in `TurnResult.approvalReviews`. While a turn runs, `CodexTurn.events` has the same as
/// `.itemAutoApprovalReviewStarted` and `.itemAutoApprovalReviewCompleted`.
///
/// - Important: The protocol marks reviews as unstable: they may change with any release of Codex.
public struct ApprovalReview: Hashable, Sendable, Identifiable {
  public var reviewID: String
  public var threadID: String
  public var turnID: String
  /// The item that wants to do the action. `nil` where there is none: for network access, which an item only triggers.
  /// Not unique either: one command may lead to several reviews.
  public var targetItemID: String?
  public var action: AutoApprovalReviewAction
  /// `.inProgress` when the review never completed, as far as the turn told.
  public var status: AutoApprovalReviewStatus
  /// `nil` while the review is under way, and when it ended without an assessment.
  public var risk: AutoReviewRiskLevel?
  /// How far the user wanted this, in the reviewer's judgement. `nil` as for `risk`.
  public var authorization: AutoReviewUserAuthorization?
  public var rationale: String?
  /// Who decided. `nil` while the review is under way.
  public var decisionSource: AutoReviewDecisionSource?
  /// Unix time in milliseconds, as on the wire.
  public var startedAtMilliseconds: Int64
  /// `nil` while the review is under way.
  public var completedAtMilliseconds: Int64?

  public init(
    reviewID: String,
    threadID: String,
    turnID: String,
    targetItemID: String? = nil,
    action: AutoApprovalReviewAction,
    status: AutoApprovalReviewStatus,
    risk: AutoReviewRiskLevel? = nil,
    authorization: AutoReviewUserAuthorization? = nil,
    rationale: String? = nil,
    decisionSource: AutoReviewDecisionSource? = nil,
    startedAtMilliseconds: Int64,
    completedAtMilliseconds: Int64? = nil
  ) {
    self.reviewID = reviewID
    self.threadID = threadID
    self.turnID = turnID
    self.targetItemID = targetItemID
    self.action = action
    self.status = status
    self.risk = risk
    self.authorization = authorization
    self.rationale = rationale
    self.decisionSource = decisionSource
    self.startedAtMilliseconds = startedAtMilliseconds
    self.completedAtMilliseconds = completedAtMilliseconds
  }

  public var id: String { reviewID }

  public var startedAt: Date { Date(timeIntervalSince1970: TimeInterval(startedAtMilliseconds) / 1000) }

  /// The time that the review took, by the server's clock. `nil` while it is under way.
  public var duration: Duration? { completedAtMilliseconds.map { .milliseconds($0 - startedAtMilliseconds) } }
}

extension ApprovalReview {
  /// What `item/autoApprovalReview/started` tells.
  public init(_ started: ItemAutoApprovalReviewStartedNotification) {
    self.init(
      reviewID: started.reviewID,
      threadID: started.threadID,
      turnID: started.turnID,
      targetItemID: started.targetItemID,
      action: started.action,
      status: started.review.status,
      risk: started.review.riskLevel,
      authorization: started.review.userAuthorization,
      rationale: started.review.rationale,
      startedAtMilliseconds: started.startedAtMilliseconds
    )
  }

  /// What `item/autoApprovalReview/completed` tells.
  public init(_ completed: ItemAutoApprovalReviewCompletedNotification) {
    self.init(
      reviewID: completed.reviewID,
      threadID: completed.threadID,
      turnID: completed.turnID,
      targetItemID: completed.targetItemID,
      action: completed.action,
      status: completed.review.status,
      risk: completed.review.riskLevel,
      authorization: completed.review.userAuthorization,
      rationale: completed.review.rationale,
      decisionSource: completed.decisionSource,
      startedAtMilliseconds: completed.startedAtMilliseconds,
      completedAtMilliseconds: completed.completedAtMilliseconds
    )
  }
}

/// The reviews of a turn, in the order in which they began. They may run in parallel, so they may end in another.
struct ApprovalReviewLog {
  private(set) var reviews: [ApprovalReview] = []

  mutating func take(_ started: ItemAutoApprovalReviewStartedNotification) {
    // Known already only when its completion came first; that says more.
    guard index(of: started.reviewID) == nil else { return }
    reviews.append(ApprovalReview(started))
  }

  mutating func take(_ completed: ItemAutoApprovalReviewCompletedNotification) {
    let review = ApprovalReview(completed)
    if let index = index(of: completed.reviewID) { reviews[index] = review } else { reviews.append(review) }
  }

  private func index(of id: String) -> Int? { reviews.firstIndex { $0.reviewID == id } }
}
