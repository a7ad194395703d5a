import CodexProtocol
import CodexWire

extension CodexThread {
  /// Approves an action that Codex's reviewer denied. Calls `thread/approveGuardianDeniedAction`.
  ///
  /// The call does not run the action. With the next request to the model, the agent learns that the user approves exactly this
  /// action. When the agent tries the action again, the reviewer decides again and knows about the approval. So start a turn
  /// that asks the agent to continue.
  ///
  /// ```swift
  /// let result = try await thread.run("Clean up.")
  /// for review in result.approvalReviews where review.status == .denied { try await thread.approve(review) }
  /// try await thread.run("I have approved it. Go on.")
  /// ```
  ///
  /// - Parameters:
  ///   - denied: A review of this thread from `TurnResult.approvalReviews` with the status `.denied`.
  ///   - timeout: How long to wait for the response. `nil` uses `CodexConfiguration.requestTimeout`.
  /// - Throws: `CodexError.invalidInput`, before anything is sent, when the review has another status, belongs to another
  ///   thread, or is about a kind of action that this release does not know; otherwise the errors of `Codex.send`.
  public func approve(_ denied: ApprovalReview, timeout: Duration? = nil) async throws {
    // The server checks neither the status nor the thread.
    guard denied.status == .denied else {
      throw CodexError.invalidInput(
        """
        The review \(denied.id) has the status \(denied.status.rawValue). Only a denied action can be approved \
        afterwards. Nothing was sent.
        """
      )
    }
    guard denied.threadID == id else {
      throw CodexError.invalidInput(
        """
        The review \(denied.id) belongs to the thread \(denied.threadID), not to \(id). Call approve(_:) on the \
        review's thread. Nothing was sent.
        """
      )
    }
    let event = try GuardianAssessmentEvent.json(of: denied)
    _ = try await codex.send(
      RPC.ThreadApproveGuardianDeniedAction(ThreadApproveGuardianDeniedActionParams(event: event, threadID: id)),
      timeout: timeout
    )
  }

  /// Approves an action that Codex's reviewer denied.
  ///
  /// - Parameters:
  ///   - denied: The parameters of the event `.itemAutoApprovalReviewCompleted`.
  ///   - timeout: How long to wait for the response. `nil` uses `CodexConfiguration.requestTimeout`.
  /// - Throws: The errors of `approve(_:)` with a review.
  public func approve(
    _ denied: ItemAutoApprovalReviewCompletedNotification,
    timeout: Duration? = nil
  ) async throws {
    try await approve(ApprovalReview(denied), timeout: timeout)
  }
}
