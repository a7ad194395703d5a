import CodexWire
import Foundation

extension CodexError: CustomStringConvertible, LocalizedError {
  public var errorDescription: String? { description }

  /// What happened, what was sent, and what to do.
  public var description: String {
    switch self {
    case .executableNotFound(let searched):
      """
      No codex program was found. Looked at: \(searched.isEmpty ? "nothing (PATH is empty)" : searched.joined(separator: ", ")). \
      Install Codex, set CODEX_BIN to its path, or pass CodexConfiguration(executable: .path(…)).
      """
    case .launchFailed(let executable, let reason):
      "\(executable) could not be started: \(reason). Check that it is a program for this machine and that the working directory exists."
    case .handshakeFailed(let reason):
      "The server did not open a session: \(reason). Check that the program is Codex and that its arguments start the app-server."
    case .transportClosed(let closure):
      "The connection to the Codex app-server ended\(closure). Start a new Codex to go on."
    case .closed: "This Codex is closed. Start a new one to go on."
    case .rpc(let failure): failure.description
    case .decoding(let method, let failure):
      "The answer to \(method) is not what this release of the SDK expects: \(failure). The server may be newer than the SDK; see serverInfo.compatibility."
    case .timeout(let method, let duration):
      "No answer to \(method) within \(duration). The server may still act on it; raise the timeout if the method takes that long."
    case .turnFailed(let result):
      "The turn \(result.id) failed: \(result.error?.message ?? "the server gave no reason").\(result.error?.additionalDetails.map { " \($0)" } ?? "")"
    case .conflict(let message), .notApplied(let message), .invalidInput(let message): message
    case .missingHandler(let handler, let argument):
      "\(argument) needs a \(handler), and there is none: nobody could answer what the agent asks. Set it, or choose another mode. Nothing was sent."
    case .bufferOverflow(let limit):
      "\(limit) notifications waited to be read, none of which can be left out. Read the stream faster, or raise the buffer limit in CodexConfiguration."
    }
  }
}

extension RPCFailure: CustomStringConvertible, LocalizedError {
  public var errorDescription: String? { description }

  public var description: String {
    "The server refused \(method) (request \(id)) with error \(code): \(message)\(advice)"
  }

  private var advice: String {
    if isOverloaded { return " It was retried as often as CodexConfiguration.retry says." }
    if message.contains("requires experimentalApi") {
      return " Build with the package trait ExperimentalAPI, or set CodexConfiguration.experimentalAPI."
    }
    return ""
  }
}

extension TransportClosure: CustomStringConvertible {
  /// Follows "ended", so it starts with a space or is empty.
  public var description: String {
    var text = exit.map { " (\($0))" } ?? ""
    if let reason { text += ": \(reason)" }
    if !standardErrorTail.isEmpty { text += ". Its standard error ends with:\n\(standardErrorTail)\n" }
    return text
  }
}
