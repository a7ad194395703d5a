import CodexProtocol
import CodexWire
import Foundation

/// The errors of the SDK.
///
/// A call whose task is cancelled throws `CancellationError` instead.
#if hasAttribute(nonexhaustive)
@nonexhaustive
#endif
public enum CodexError: Error, Sendable {
  /// No `codex` program exists at any of the searched paths.
  case executableNotFound(searched: [String])

  /// The program exists but could not be started.
  case launchFailed(executable: String, reason: String)

  /// No connection to a running server could be made. The value says which step failed, and what to do.
  case connectionFailed(ConnectionFailure)

  /// The program does not open a session: its response to `initialize` is an error or not valid, or the program may not be
  /// Codex.
  case handshakeFailed(reason: String)

  /// The server did not open a session within `CodexConfiguration.startupTimeout`. The program was ended. The value contains the
  /// last lines that the server wrote to its standard error.
  case startTimedOut(after: Duration, TransportClosure)

  /// The connection ended, and this program did not close it. The value says how the server's process ended, and contains the
  /// last lines that the server wrote to its standard error.
  case transportClosed(TransportClosure)

  /// The connection was lost before the response to a request, or before the completion of a login, and the SDK opens the
  /// connection again. The value says whether the server may have received the request.
  case connectionLost(ConnectionLoss)

  /// This program closed the `Codex`, either before the call or while the call waited.
  case closed

  /// The server responded to a request with an error object.
  case requestFailed(RequestFailure)

  /// The server's response does not have the form that the method defines. Only this call failed; the connection stays open.
  case decoding(method: String, failure: DecodingFailure)

  /// The server's pages of a listing cannot end: a cursor comes again, or too many pages in a row are empty. The elements that were
  /// read before are valid.
  case endlessListing(method: String, reason: String)

  /// No response came in time. The server may still carry out the request. A later response is ignored.
  case timeout(method: String, after: Duration)

  /// The server has accepted the request, but what the request should start has not begun.
  case startFailed(method: String, message: String)

  /// A turn has not ended in time. Unless `CodexConfiguration.abandonedTurns` is `.keepRunning`, the SDK has asked the server to
  /// interrupt the turn.
  ///
  /// - Parameters:
  ///   - turnID: `nil` when the server had not confirmed the start of the turn.
  ///   - isInterrupted: Whether the turn is interrupted.
  case turnTimedOut(threadID: String, turnID: String?, after: Duration, isInterrupted: Bool)

  /// The turn failed. The value contains what the turn did until then; its property `error` contains the reason.
  case turnFailed(TurnResult)

  /// The turn ended, but its final response is not the JSON that the call expects. The value contains what the turn did.
  case outputMismatch(OutputMismatch)

  /// Two arguments contradict each other. Nothing was sent.
  case conflict(String)

  /// A setting that the call asked for is not in effect. `SettingsNotApplied.wasSent` says whether the server has received the
  /// request nevertheless.
  case notApplied(SettingsNotApplied)

  /// The connected server is of an older release, which does not have the method or a given parameter. Nothing was sent.
  case notSupported(MissingFeature, server: String)

  /// An argument needs a handler that the configuration does not have. Nothing was sent.
  case missingHandler(String, neededBy: String)

  /// An argument is not valid. Nothing was sent.
  case invalidInput(String)

  /// A stream was not read for so long that its buffer is full of notifications that must not be dropped.
  case bufferOverflow(limit: Int)
}

extension CodexError {
  /// The failed request, when the error is `.requestFailed`; otherwise `nil`.
  public var requestFailure: RequestFailure? {
    if case .requestFailed(let failure) = self { failure } else { nil }
  }

  /// The error of the turn, when the error is `.turnFailed`; otherwise `nil`.
  public var turnError: TurnError? { if case .turnFailed(let result) = self { result.error } else { nil } }
}
