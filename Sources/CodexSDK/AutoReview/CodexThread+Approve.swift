import CodexProtocol
import CodexWire

extension CodexThread {
  /// Approves, as the user, an action that Codex's reviewer denied. Calls `thread/approveGuardianDeniedAction`.
  ///
  /// Nothing is run by this. The agent is told with the next request to the model that the user approves exactly this
  /// action; when it tries again, the reviewer decides again, now knowing the same. So start a turn that asks for it.
  ///
  /// ```swift
  /// let result = try await thread.run("Clean up.")
  /// for review in result.approvalReviews where review.status == .denied { try await thread.approve(review) }
  /// try await thread.run("I have approved it. Go on.")
  /// ```
  ///
  /// - Parameter denied: From `TurnResult.approvalReviews` of this thread, with status `.denied`.
  /// - Throws: `CodexError.invalidInput`, before anything is sent, when the review was not denied, belongs to another
  ///   thread, or is of an action that this release does not know; else as `Codex.send`.
  public func approve(_ denied: ApprovalReview) async throws {
    // The server itself takes any status without a word, and any thread.
    guard denied.status == .denied else {
      throw CodexError.invalidInput(
        """
        The review \(denied.reviewID) is \(denied.status.rawValue), not denied: only a denied action can be approved \
        afterwards. Nothing was sent.
        """
      )
    }
    guard denied.threadID == id else {
      throw CodexError.invalidInput(
        """
        The review \(denied.reviewID) belongs to the thread \(denied.threadID), not to \(id). Call approve(_:) on its own \
        thread. Nothing was sent.
        """
      )
    }
    try await approveDeniedAction(event: GuardianAssessmentEvent.json(of: denied))
  }

  /// The same from the event of a turn: `case .itemAutoApprovalReviewCompleted(let message)` has it as `message.params`.
  public func approve(_ denied: ItemAutoApprovalReviewCompletedNotification) async throws {
    try await approve(ApprovalReview(denied))
  }
}
