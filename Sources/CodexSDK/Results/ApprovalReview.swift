import CodexProtocol
import Foundation

/// A review of one action by Codex's own reviewer. The review is in progress or completed.
///
/// `TurnResult.approvalReviews` contains the reviews of a turn. While the turn runs, `CodexTurn.events` contains them as
/// `.itemAutoApprovalReviewStarted` and `.itemAutoApprovalReviewCompleted`.
///
/// - Important: The protocol marks reviews as unstable. They may change with any release of Codex.
public struct ApprovalReview: Codable, Hashable, Sendable, Identifiable {
  /// The ID of the review.
  public var id: String
  /// The ID of the thread of the action.
  public var threadID: String
  /// The ID of the turn of the action.
  public var turnID: String
  /// The item that contains the action. `nil` for network access, which has no item. Several reviews can have the same item,
  /// because one command can lead to several reviews.
  public var targetItemID: String?
  /// The action that was reviewed.
  public var action: AutoApprovalReviewAction
  /// The status. `.inProgress` when the turn ended before the review was completed.
  public var status: AutoApprovalReviewStatus
  /// The risk of the action. `nil` while the review is in progress, and when it ended without an assessment.
  public var risk: AutoReviewRiskLevel?
  /// How clearly the user wants the action, as the reviewer judges it. `nil` in the same cases as `risk`.
  public var authorization: AutoReviewUserAuthorization?
  /// The reviewer's reasons.
  public var rationale: String?
  /// Who made the decision. `nil` while the review is in progress.
  public var decisionSource: AutoReviewDecisionSource?
  /// When the review started, by the server's clock.
  public var startedAt: Date
  /// When the review was completed. `nil` while the review is in progress.
  public var completedAt: Date?

  /// Makes a review, for example for the tests of your program.
  public init(
    id: String,
    threadID: String,
    turnID: String,
    targetItemID: String? = nil,
    action: AutoApprovalReviewAction,
    status: AutoApprovalReviewStatus,
    risk: AutoReviewRiskLevel? = nil,
    authorization: AutoReviewUserAuthorization? = nil,
    rationale: String? = nil,
    decisionSource: AutoReviewDecisionSource? = nil,
    startedAt: Date,
    completedAt: Date? = nil
  ) {
    self.id = id
    self.threadID = threadID
    self.turnID = turnID
    self.targetItemID = targetItemID
    self.action = action
    self.status = status
    self.risk = risk
    self.authorization = authorization
    self.rationale = rationale
    self.decisionSource = decisionSource
    self.startedAt = startedAt
    self.completedAt = completedAt
  }

  /// How long the review took, by the server's clock. `nil` while the review is in progress.
  public var duration: Duration? {
    // The server's times can be as far apart as the ends of Int64, so the difference does not always fit into an Int64.
    completedAt.map { .milliseconds($0.millisecondsSince1970) - .milliseconds(startedAt.millisecondsSince1970) }
  }
}

extension ApprovalReview {
  /// Makes a review from the notification `item/autoApprovalReview/started`.
  public init(_ started: ItemAutoApprovalReviewStartedNotification) {
    self.init(
      id: started.reviewID,
      threadID: started.threadID,
      turnID: started.turnID,
      targetItemID: started.targetItemID,
      action: started.action,
      status: started.review.status,
      risk: started.review.riskLevel,
      authorization: started.review.userAuthorization,
      rationale: started.review.rationale,
      startedAt: started.startedAt
    )
  }

  /// Makes a review from the notification `item/autoApprovalReview/completed`.
  public init(_ completed: ItemAutoApprovalReviewCompletedNotification) {
    self.init(
      id: completed.reviewID,
      threadID: completed.threadID,
      turnID: completed.turnID,
      targetItemID: completed.targetItemID,
      action: completed.action,
      status: completed.review.status,
      risk: completed.review.riskLevel,
      authorization: completed.review.userAuthorization,
      rationale: completed.review.rationale,
      decisionSource: completed.decisionSource,
      startedAt: completed.startedAt,
      completedAt: completed.completedAt
    )
  }
}

extension Date {
  /// The time in whole milliseconds. A time that does not fit into an `Int64` gives the nearest `Int64`.
  var millisecondsSince1970: Int64 {
    let milliseconds = (timeIntervalSince1970 * 1000).rounded()
    return Int64(exactly: milliseconds) ?? (milliseconds > 0 ? .max : milliseconds < 0 ? .min : 0)
  }
}
