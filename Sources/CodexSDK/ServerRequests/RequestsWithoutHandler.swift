/// What the SDK does with a request of the server that no handler of this program responds to: there is no handler, the handler
/// threw an error or made a decision that the server did not offer, or the request cannot be read.
#if hasAttribute(nonexhaustive)
@nonexhaustive
#endif
public enum RequestsWithoutHandler: String, Hashable, Sendable {
  /// `decline` for a server that this program started, and `leaveOpen` for a server that other clients use, too.
  case automatic
  /// The request is refused. For a server that has no other client: without a response, the agent would wait forever.
  case decline
  /// No response is sent, so that another client of the server can respond. The agent waits until one does.
  case leaveOpen

  func leavesOpen(isServerShared: Bool) -> Bool {
    switch self {
    case .automatic: isServerShared
    case .decline: false
    case .leaveOpen: true
    }
  }
}

/// The error that a handler throws to send no response, so that another client of the server can respond.
///
/// A server that this program started has no other client. So a request of such a server is refused instead, unless
/// `CodexConfiguration.requestsWithoutHandler` is `.leaveOpen`. `CodexConfiguration.approvalHandler` can return
/// `ApprovalDecision.leaveOpen` instead of throwing the error.
public struct LeaveRequestOpen: Error, Hashable, Sendable {
  /// Makes the error, which has no properties.
  public init() {}
}
