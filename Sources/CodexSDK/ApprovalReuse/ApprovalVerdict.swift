import CodexProtocol

/// How dangerous an action is and how clearly the user wants it, on the scales of Codex's own reviewer.
public struct ApprovalAssessment: Hashable, Sendable {
  public var risk: AutoReviewRiskLevel
  public var authorization: AutoReviewUserAuthorization

  public init(risk: AutoReviewRiskLevel, authorization: AutoReviewUserAuthorization) {
    self.risk = risk
    self.authorization = authorization
  }

  /// Whether a yes may stand for an exact repeat: only where there is little to lose, and the user did say so.
  var allowsReuse: Bool { risk == .low && (authorization == .medium || authorization == .high) }
}

/// A decision, and what it rests on: what `ApprovalReuse` asks for.
public struct ApprovalVerdict: Hashable, Sendable {
  public var decision: ApprovalDecision
  /// `nil` when nobody has assessed the action; then the decision counts only this once.
  public var assessment: ApprovalAssessment?

  public init(_ decision: ApprovalDecision, assessment: ApprovalAssessment? = nil) {
    self.decision = decision
    self.assessment = assessment
  }

  /// A person's "yes, always" to exactly this action: there is no clearer authorization. It stands for repeats only when
  /// the risk is low, which somebody has to judge: the person, or the program that asks.
  public static func always(risk: AutoReviewRiskLevel) -> ApprovalVerdict {
    ApprovalVerdict(.accept, assessment: ApprovalAssessment(risk: risk, authorization: .high))
  }
}
