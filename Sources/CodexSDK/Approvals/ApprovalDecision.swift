import CodexProtocol

/// The decision about an `ApprovalRequest`.
///
/// A decision that the server did not offer for the request, often `.acceptForSession`, is not sent. The server receives a refusal
/// instead, and the SDK calls `CodexConfiguration.onServerRequestEvent` with the kind `.notOffered`. A handler can ask
/// `ApprovalRequest.offers(_:)` before it decides.
#if hasAttribute(nonexhaustive)
@nonexhaustive
#endif
public enum ApprovalDecision: Hashable, Sendable {
  /// Allows the action once. For a permission request: grants all requested permissions until the turn ends.
  case accept
  /// Allows the action, and the same action in the rest of the session without asking again. The server does not offer this
  /// decision for every action, see `ApprovalRequest.offeredDecisions`.
  case acceptForSession
  /// Allows the action, and the same action in all later sessions. Only for MCP tools that offer this decision.
  case acceptAlways
  /// Allows the command, and later commands that begin with these words.
  case acceptWithExecPolicyAmendment([String])
  /// Adds a rule for a network host. The rule can allow or deny access to the host.
  case applyNetworkPolicyAmendment(NetworkPolicyAmendment)
  /// Grants some of the permissions of a permission request, and denies the others. The request must contain all granted
  /// permissions.
  case grant(GrantedPermissionProfile, scope: PermissionGrantScope = .turn)
  /// Refuses the action. The agent may try another way.
  case decline
  /// Refuses the action and stops the turn. The protocol has no such response to a request for permissions, so for that request
  /// the SDK interrupts the turn.
  case cancel
  /// Sends no decision, so that another client of the server can decide. On a server that this program started there is no
  /// other client, and the action is refused.
  case leaveOpen
}

extension ApprovalDecision {
  /// Whether the decision is a refusal. A refusal is possible even when the server does not offer it.
  public var isRefusal: Bool {
    self == .decline || self == .cancel
  }
}
