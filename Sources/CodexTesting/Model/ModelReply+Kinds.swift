import CodexProtocol
import CodexWire

extension ModelReply {
  /// A message of the assistant. With `deltas` it is streamed in these pieces before the whole of it comes.
  public static func message(_ text: String, deltas: [String] = [], phase: MessagePhase? = nil) -> ModelReply {
    ModelReply([.message(text, deltas: deltas, phase: phase)])
  }

  /// A message of the assistant that consists of `deltas`, streamed in these pieces before the whole of it comes.
  public static func message(deltas: [String], phase: MessagePhase? = nil) -> ModelReply {
    message(deltas.joined(), deltas: deltas, phase: phase)
  }

  /// Runs a command in the shell.
  ///
  /// - Parameters:
  ///   - workdir: Where it runs, when not in the thread's folder.
  ///   - escalated: Asks for approval to run it without the sandbox, with this as the justification.
  public static func command(_ command: String, workdir: String? = nil, escalated: String? = nil) -> ModelReply {
    var arguments: [String: JSONValue] = ["cmd": .string(command)]
    if let workdir { arguments["workdir"] = .string(workdir) }
    if let escalated {
      arguments["sandbox_permissions"] = "require_escalated"
      arguments["justification"] = .string(escalated)
    }
    return functionCall("exec_command", arguments: .object(arguments))
  }

  /// Runs a program with arguments, each quoted for the shell.
  public static func command(_ words: [String], workdir: String? = nil, escalated: String? = nil) -> ModelReply {
    let quoted = words.map { word in
      "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: #"'\''"#) + "'"
    }
    return command(quoted.joined(separator: " "), workdir: workdir, escalated: escalated)
  }

  /// Calls a tool.
  ///
  /// - Parameter namespace: Of an MCP server's tool: `mcp__` and the server's name.
  public static func functionCall(
    _ name: String,
    namespace: String? = nil,
    arguments: JSONValue = [:],
    callID: String? = nil
  ) -> ModelReply {
    ModelReply([.functionCall(name: name, namespace: namespace, arguments: arguments, callID: callID)])
  }

  /// The model fails with an error event. (`status` is a failure before any event.)
  public static func failure(code: String, message: String) -> ModelReply {
    ModelReply([], ending: .failed(code: code, message: message))
  }

  /// These events and nothing else: no `response.created` before and no `response.completed` after them.
  public static func events(_ events: [ModelEvent]) -> ModelReply {
    ModelReply(content: .stream(parts: events.map(Part.event), ending: .unfinished, isFramed: false))
  }

  /// An HTTP response that is no stream: how a model server refuses.
  public static func status(_ status: Int, headers: [String: String] = [:], body: String = "") -> ModelReply {
    ModelReply(content: .response(HTTPResponse(status: status, headers: headers, body: Array(body.utf8))))
  }

  /// The auto-reviewer allows the action.
  public static var reviewerAllow: ModelReply { message(#"{"outcome":"allow"}"#) }

  /// The auto-reviewer denies the action.
  public static func reviewerDeny(
    riskLevel: AutoReviewRiskLevel = .high,
    userAuthorization: AutoReviewUserAuthorization = .low,
    rationale: String = "The user did not ask for this."
  ) -> ModelReply {
    let verdict: JSONValue = [
      "outcome": "deny",
      "risk_level": .string(riskLevel.rawValue),
      "user_authorization": .string(userAuthorization.rawValue),
      "rationale": .string(rationale),
    ]
    return message(JSONText.string(of: verdict))
  }
}
