import CodexProtocol

/// An assessment of an action: how dangerous it is, and how clearly the user wants it. Codex's own reviewer uses the same
/// scales.
public struct ApprovalAssessment: Hashable, Sendable {
  /// How dangerous the action is.
  public var risk: AutoReviewRiskLevel
  /// How clearly the user wants the action.
  public var authorization: AutoReviewUserAuthorization

  /// Makes an assessment from its two parts.
  public init(risk: AutoReviewRiskLevel, authorization: AutoReviewUserAuthorization) {
    self.risk = risk
    self.authorization = authorization
  }

  /// Whether an approval may be reused for an exact repetition: the risk must be low, and the user must want the action.
  var allowsReuse: Bool { risk == .low && (authorization == .medium || authorization == .high) }
}

/// A decision together with the assessment that it is based on. The handler of `ApprovalReuse` returns it.
public struct ApprovalVerdict: Hashable, Sendable {
  /// What is decided about the action.
  public var decision: ApprovalDecision
  /// The assessment of the action. With `nil`, the decision is not reused.
  public var assessment: ApprovalAssessment?

  /// Makes a verdict. Without an assessment, the decision is not reused.
  public init(_ decision: ApprovalDecision, assessment: ApprovalAssessment? = nil) {
    self.decision = decision
    self.assessment = assessment
  }

  /// Accepts the action and its exact repetitions, because a person has said so. The authorization is `.high`.
  ///
  /// - Parameter risk: The risk of the action, as the person or the program judges it. Repetitions are accepted without asking
  ///   only when it is `.low`.
  public static func always(risk: AutoReviewRiskLevel) -> ApprovalVerdict {
    ApprovalVerdict(.accept, assessment: ApprovalAssessment(risk: risk, authorization: .high))
  }
}
