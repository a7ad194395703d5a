import CodexProtocol
import CodexWire

/// Reports what happened to a request of the server beyond the response of its handler: the request was refused or left open
/// although no handler decided so, its handler was cancelled, or its handler responded too late. See
/// `CodexConfiguration.onServerRequestEvent`.
///
/// "Refused" means: the server received the method's refusal, or an error object when the method has no refusal. When
/// `CodexConfiguration.requestsWithoutHandler` says that requests are left open, the server received no response instead; the
/// property `isLeftOpen` tells which.
public struct ServerRequestEvent: Hashable, Sendable {
  /// What happened to the request.
  #if hasAttribute(nonexhaustive)
  @nonexhaustive
  #endif
  public enum Kind: Hashable, Sendable {
    /// The configuration has no handler for the method.
    case unhandled
    /// The handler decided to send no response: it threw `LeaveRequestOpen`, or returned `ApprovalDecision.leaveOpen`.
    case leftToOthers
    /// The handler threw an error.
    case handlerFailed(reason: String)
    /// The handler made a decision that the server did not offer.
    case notOffered(decision: String, offered: [String])
    /// The request does not have the form that this release of the SDK knows.
    case unreadable(reason: String)
    /// The SDK did not pass the request to a handler: the message is malformed, a request with the same ID is pending, or too
    /// many requests are pending. The server received an error object, or no response.
    case notAccepted(reason: String)
    /// The server no longer accepts a response. The handler was cancelled.
    case withdrawn(Withdrawal)
    /// The handler responded after the request had been withdrawn. The response was not sent.
    case respondedTooLate(Withdrawal)
  }

  /// Why a request no longer needs a response.
  #if hasAttribute(nonexhaustive)
  @nonexhaustive
  #endif
  public enum Withdrawal: String, Hashable, Sendable {
    /// The server sent `serverRequest/resolved`: another client responded, or the request is obsolete.
    case resolved
    /// The turn of the request ended.
    case turnEnded
    /// The connection ended.
    case connectionEnded
  }

  /// What happened to the request.
  public var kind: Kind
  /// Whether the server received no response, so that another client of the server can respond. `false` when the request was
  /// refused, and when it no longer needs a response.
  public var isLeftOpen: Bool
  /// The method of the request.
  public var method: String
  /// The ID of the request. `nil` when the message has no valid ID.
  public var requestID: RequestID?
  /// The ID of the thread that the request is about. `nil` when the request names none.
  public var threadID: String?
  /// The ID of the turn that the request is about. `nil` when the request names none.
  public var turnID: String?

  /// Makes an event, for example for the tests of your program.
  public init(
    kind: Kind,
    isLeftOpen: Bool = false,
    method: String,
    requestID: RequestID? = nil,
    threadID: String? = nil,
    turnID: String? = nil
  ) {
    self.kind = kind
    self.isLeftOpen = isLeftOpen
    self.method = method
    self.requestID = requestID
    self.threadID = threadID
    self.turnID = turnID
  }
}

extension ServerRequestEvent: CustomStringConvertible {
  /// What happened, and what the reader can do.
  public var description: String {
    let outcome = isLeftOpen ? "was left open for other clients of the server" : "was refused"
    return switch kind {
    case .unhandled:
      "\(method) \(outcome) because it has no handler. Set CodexConfiguration.approvalHandler or a handler in CodexConfiguration.handlers."
    case .leftToOthers: "\(method) \(outcome) because its handler decided to send no response."
    case .handlerFailed(let reason): "\(method) \(outcome) because its handler threw an error: \(reason)."
    case .notOffered(let decision, let offered):
      "\(method) \(outcome) because the server did not offer the decision \(decision), only \(offered.joined(separator: ", "))."
    case .unreadable(let reason):
      "\(method) \(outcome) because it does not have the form that this release of the SDK expects (\(reason)). The server may be newer than the SDK."
    case .notAccepted(let reason): "\(method) \(outcome) before a handler was called: \(reason)."
    case .withdrawn(let reason): "\(method) no longer needs a response: \(reason.explanation)."
    case .respondedTooLate(let reason):
      "The handler of \(method) responded too late, and its response was not sent: \(reason.explanation)."
    }
  }
}

extension ServerRequestEvent.Withdrawal {
  fileprivate var explanation: String {
    switch self {
    case .resolved: "the server has resolved the request"
    case .turnEnded: "the turn of the request has ended"
    case .connectionEnded: "the connection has ended"
    }
  }
}
