import CodexProtocol
import CodexWire

/// Something about a request of the server that its sender alone would know otherwise: it was refused though nobody said
/// no, or its handler was cancelled. See `CodexConfiguration.onServerRequestEvent`.
public struct ServerRequestEvent: Hashable, Sendable {
  #if hasAttribute(nonexhaustive)
  @nonexhaustive
  #endif
  public enum Kind: Hashable, Sendable {
    /// Nobody handles requests of this method: the server got the refusing answer, or an error where there is none.
    case unhandled
    /// The handler threw: the server got the refusing answer.
    case handlerFailed(reason: String)
    /// The handler's decision is none of those that the server offered: it got the refusing answer.
    case notOffered(decision: String, offered: [String])
    /// The request has another form than this release knows: the server got the refusing answer, or an error.
    case unreadable(reason: String)
    /// The server takes no answer any more; the handler was cancelled.
    case withdrawn(Withdrawal)
  }

  /// Why a request needs no answer any more.
  #if hasAttribute(nonexhaustive)
  @nonexhaustive
  #endif
  public enum Withdrawal: String, Hashable, Sendable {
    /// `serverRequest/resolved` came: somebody else has answered, or the question is moot.
    case resolved
    case turnEnded
    case connectionEnded
  }

  public var kind: Kind
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
  /// What happened, and what to do.
  public var description: String {
    switch kind {
    case .unhandled:
      "\(method) was refused: nobody handles it. Set CodexConfiguration.approvalHandler or a handler in CodexConfiguration.handlers."
    case .handlerFailed(let reason): "\(method) was refused: its handler threw \(reason)."
    case .notOffered(let decision, let offered):
      "\(method) was refused: \(decision) was not offered, only \(offered.joined(separator: ", "))."
    case .unreadable(let reason):
      "\(method) was refused: it is not what this release of the SDK expects (\(reason)). The server may be newer."
    case .withdrawn(.resolved): "\(method) needs no answer any more: the server has settled it."
    case .withdrawn(.turnEnded): "\(method) needs no answer any more: its turn has ended."
    case .withdrawn: "\(method) needs no answer any more: the connection has ended."
    }
  }
}

/// A decision that the server did not offer.
struct DecisionNotOffered: Error {
  var decision: String
  var offered: [String]
}
