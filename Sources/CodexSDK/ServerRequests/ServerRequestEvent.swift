import CodexProtocol
import CodexWire

/// Reports that a request of the server was refused although no handler refused it, or that its handler was cancelled. See
/// `CodexConfiguration.onServerRequestEvent`.
public struct ServerRequestEvent: Hashable, Sendable {
  #if hasAttribute(nonexhaustive)
  @nonexhaustive
  #endif
  public enum Kind: Hashable, Sendable {
    /// The configuration has no handler for the method. The server received the method's refusal, or an error object when
    /// the method has no refusal.
    case unhandled
    /// The handler threw an error. The server received the method's refusal, or an error object.
    case handlerFailed(reason: String)
    /// The handler made a decision that the server did not offer. The server received the method's refusal.
    case notOffered(decision: String, offered: [String])
    /// The request does not have the form that this release of the SDK knows. The server received the method's refusal, or
    /// an error object.
    case unreadable(reason: String)
    /// The SDK did not pass the request to a handler: the message is malformed, a request with the same ID is pending, or too
    /// many requests are pending. The server received an error object.
    case notAccepted(reason: String)
    /// The server no longer accepts a response. The handler was cancelled.
    case withdrawn(Withdrawal)
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

  public var kind: Kind
  /// The method of the request.
  public var method: String
  public var requestID: RequestID?
  public var threadID: String?
  public var turnID: String?

  public init(
    kind: Kind,
    method: String,
    requestID: RequestID? = nil,
    threadID: String? = nil,
    turnID: String? = nil
  ) {
    self.kind = kind
    self.method = method
    self.requestID = requestID
    self.threadID = threadID
    self.turnID = turnID
  }
}

extension ServerRequestEvent: CustomStringConvertible {
  /// What happened, and what the reader can do.
  public var description: String {
    switch kind {
    case .unhandled:
      "\(method) was refused because it has no handler. Set CodexConfiguration.approvalHandler or a handler in CodexConfiguration.handlers."
    case .handlerFailed(let reason): "\(method) was refused because its handler threw an error: \(reason)."
    case .notOffered(let decision, let offered):
      "\(method) was refused because the server did not offer the decision \(decision), only \(offered.joined(separator: ", "))."
    case .unreadable(let reason):
      "\(method) was refused because it does not have the form that this release of the SDK expects (\(reason)). The server may be newer than the SDK."
    case .notAccepted(let reason): "\(method) was refused before a handler was called: \(reason)."
    case .withdrawn(.resolved): "\(method) no longer needs a response: the server has resolved it."
    case .withdrawn(.turnEnded): "\(method) no longer needs a response: its turn has ended."
    case .withdrawn: "\(method) no longer needs a response: the connection has ended."
    }
  }
}
