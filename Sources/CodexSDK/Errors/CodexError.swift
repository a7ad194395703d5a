import CodexProtocol
import CodexWire
import Foundation

/// What can go wrong between a program and Codex.
///
/// Cancellation is not among them: a call whose task is cancelled throws `CancellationError`.
#if hasAttribute(nonexhaustive)
@nonexhaustive
#endif
public enum CodexError: Error, Sendable {
  /// There is no `codex` program at any of these places.
  case executableNotFound(searched: [String])

  /// The program is there but could not be started.
  case launchFailed(executable: String, reason: String)

  /// The server answered the opening of the connection in a way that makes no session.
  case handshakeFailed(reason: String)

  /// The connection ended without us: how the server's process ended, and the last it wrote to its standard error.
  case transportClosed(TransportClosure)

  /// The `Codex` was closed by this program: before the call, or while it waited.
  case closed

  /// The server refused a request.
  case rpc(RPCFailure)

  /// A response came that is not what the method answers. Only this call failed; the connection lives on.
  case decoding(method: String, failure: DecodingFailure)

  /// No answer came in time. The server may still act on the request; its answer will be dropped.
  case timeout(method: String, after: Duration)

  /// The turn ended as failed. What it did until then is in the result, and why it failed in `result.error`.
  case turnFailed(TurnResult)

  /// The arguments contradict each other; nothing was sent.
  case conflict(String)

  /// The server answered, but left another setting in effect than was asked for.
  case notApplied(String)

  /// An argument needs a handler that the configuration does not have; nothing was sent.
  case missingHandler(String, neededBy: String)

  /// The arguments are not usable; nothing was sent.
  case invalidInput(String)

  /// A stream was not read for so long that its buffer is full of notifications that must not be lost.
  case bufferOverflow(limit: Int)
}

/// A request that the server refused.
public struct RPCFailure: Error, Hashable, Sendable {
  public var code: Int64
  /// The server's words.
  public var message: String
  public var data: JSONValue?
  /// The method that was called.
  public var method: String
  /// The id of the request, as it stands in the server's log.
  public var id: Int64

  public init(code: Int64, message: String, data: JSONValue? = nil, method: String, id: Int64) {
    self.code = code
    self.message = message
    self.data = data
    self.method = method
    self.id = id
  }

  /// -32001: the server has too much to do; the same request may succeed later. (A *turn* that fails since the model has
  /// no capacity is something else: `CodexError.turnFailed`.)
  public var isOverloaded: Bool { code == Code.overloaded }
  /// -32600: the request makes no sense to the server, which also says so of methods that it does not know.
  public var isInvalidRequest: Bool { code == Code.invalidRequest }
  /// -32601
  public var isUnsupported: Bool { code == Code.methodNotFound }
  /// -32602
  public var isInvalidParams: Bool { code == Code.invalidParams }
  /// -32603
  public var isInternal: Bool { code == Code.internalError }

  /// The codes of JSON-RPC, and the one that the app-server adds.
  enum Code {
    static let overloaded: Int64 = -32001
    static let invalidRequest: Int64 = -32600
    static let methodNotFound: Int64 = -32601
    static let invalidParams: Int64 = -32602
    static let internalError: Int64 = -32603
  }
}

extension CodexError {
  /// The server's refusal, when this is one.
  public var rpcFailure: RPCFailure? { if case .rpc(let failure) = self { failure } else { nil } }

  /// The error of the turn, when one failed.
  public var turnError: TurnError? { if case .turnFailed(let result) = self { result.error } else { nil } }
}
