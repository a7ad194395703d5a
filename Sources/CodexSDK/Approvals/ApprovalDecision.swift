import CodexProtocol

/// What a person says to an `ApprovalRequest`.
///
/// A decision that was not offered for the request is not sent: the server gets the refusing answer, and
/// `CodexConfiguration.onServerRequestEvent` is told.
#if hasAttribute(nonexhaustive)
@nonexhaustive
#endif
public enum ApprovalDecision: Hashable, Sendable {
  /// Yes, this once. For permissions: all that was asked for, until the turn ends.
  case accept
  /// Yes, and do not ask again for the same thing in this session.
  case acceptForSession
  /// Yes, and never ask again: for MCP tools that offer it.
  case acceptAlways
  /// Yes, and let commands that begin like this run without asking.
  case acceptWithExecPolicyAmendment([String])
  /// Keep this rule for the host, which may allow or deny.
  case applyNetworkPolicyAmendment(NetworkPolicyAmendment)
  /// For permissions: only these, which must be among those asked for. What is left out is denied.
  case grant(GrantedPermissionProfile, scope: PermissionGrantScope = .turn)
  /// No; the agent may go on otherwise.
  case decline
  /// No, and stop the turn.
  case cancel
}

extension ApprovalDecision {
  /// Whether it is a "no", which needs no offer.
  public var isRefusal: Bool {
    self == .decline || self == .cancel
  }
}
