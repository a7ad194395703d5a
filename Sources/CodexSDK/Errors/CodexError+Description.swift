import CodexWire
import Foundation

extension CodexError: CustomStringConvertible, LocalizedError {
  public var errorDescription: String? { description }

  /// What happened, which request was sent, and what the reader can do.
  public var description: String {
    switch self {
    case .executableNotFound(let searched):
      """
      No codex program was found. Searched: \(searched.isEmpty ? "nothing, because PATH is empty" : searched.joined(separator: ", ")). \
      Install Codex, set CODEX_BIN to its path, or pass CodexConfiguration(executable: .path(…)).
      """
    case .launchFailed(let executable, let reason):
      "\(executable) could not be started: \(reason). Check that it is a program for this machine and that the working directory exists."
    case .connectionFailed(let failure): failure.description
    case .handshakeFailed(let reason):
      "The server did not open a session: \(reason). Check that the program is Codex and that its arguments start the app-server."
    case .startTimedOut(let duration, let closure):
      "The server did not open a session within \(duration) (CodexConfiguration.startupTimeout)\(Self.tail(of: closure)). Check that the program is Codex, or raise the timeout if this machine is slow."
    case .transportClosed(let closure):
      "The connection to the Codex app-server ended\(closure). Create a new Codex to continue."
    case .connectionLost(let loss): loss.description
    case .closed: "This Codex is closed. Create a new one to continue."
    case .requestFailed(let failure): failure.description
    case .decoding(let method, let failure):
      "The response to \(method) does not have the form that this release of the SDK expects: \(failure). The server may be newer than the SDK; see serverInfo.compatibility."
    case .endlessListing(let method, let reason):
      "The pages of \(method) do not end: \(reason). The elements that were read before are valid. This is an error of the server."
    case .timeout(let method, let duration):
      "The server did not respond to \(method) within \(duration). The server may still carry out the request. Raise the timeout if the method takes that long."
    case .startFailed(let method, let message):
      "The server accepted \(method), but what the request should start has not begun: \(message)"
    case .turnTimedOut(let threadID, let turnID, let duration, let isInterrupted):
      "The turn \(turnID ?? "") of the thread \(threadID) did not end within \(duration). \(isInterrupted ? "The SDK has asked the server to interrupt it." : "The turn goes on; CodexThread.attach() makes a handle of it.") Raise the timeout if the turn may take that long."
    case .turnFailed(let result):
      "The turn \(result.id) failed: \(result.error?.message ?? "the server gave no reason").\(result.error?.additionalDetails.map { " \($0)" } ?? "")"
    case .outputMismatch(let mismatch): mismatch.description
    case .conflict(let message), .invalidInput(let message): message
    case .notApplied(let settings): settings.description
    case .notSupported(let feature, let server):
      "\(feature), and the connected server is Codex \(server). Update the server, or leave this out. Nothing was sent."
    case .missingHandler(let handler, let argument):
      "\(argument) needs \(handler) or a handler for approvals in CodexConfiguration.handlers. Without one, the agent's requests for approval would have no handler. Set a handler, or choose another mode. Nothing was sent."
    case .bufferOverflow(let limit):
      "The buffer is full: \(limit) notifications were not read, and none of them may be dropped. Read the stream faster, or raise the buffer limit in CodexConfiguration."
    }
  }

  private static func tail(of closure: TransportClosure) -> String {
    let tail = closure.standardErrorTail
    return tail.isEmpty ? ", and wrote nothing to its standard error" : ". Its standard error ends with:\n\(tail)\n"
  }
}
