import CodexProtocol
import CodexWire

extension ModelReply {
  /// A reply with one message of the assistant.
  ///
  /// - Parameters:
  ///   - text: The complete text of the message.
  ///   - deltas: The pieces that are streamed before the complete message; empty to stream none.
  ///   - phase: The phase that the message is marked with; `nil` for none.
  public static func message(_ text: String, deltas: [String] = [], phase: MessagePhase? = nil) -> ModelReply {
    ModelReply([.message(text, deltas: deltas, phase: phase)])
  }

  /// A reply with one message of the assistant whose text consists of `deltas`.
  ///
  /// - Parameters:
  ///   - deltas: The pieces of the text, which are streamed before the complete message.
  ///   - phase: The phase that the message is marked with; `nil` for none.
  public static func message(deltas: [String], phase: MessagePhase? = nil) -> ModelReply {
    message(deltas.joined(), deltas: deltas, phase: phase)
  }

  /// A reply that runs a shell command.
  ///
  /// - Parameters:
  ///   - command: The command line.
  ///   - workingDirectory: The folder in which the command runs; `nil` for the thread's folder.
  ///   - escalationReason: The justification with which the model asks to run the command outside of the sandbox; `nil`
  ///     if the model does not ask for that.
  public static func command(
    _ command: String,
    workingDirectory: String? = nil,
    escalationReason: String? = nil
  ) -> ModelReply {
    var arguments: [String: JSONValue] = ["cmd": .string(command)]
    if let workingDirectory { arguments["workdir"] = .string(workingDirectory) }
    if let escalationReason {
      arguments["sandbox_permissions"] = "require_escalated"
      arguments["justification"] = .string(escalationReason)
    }
    return functionCall("exec_command", arguments: .object(arguments))
  }

  /// A reply that runs a program with arguments, each of which is quoted for the shell.
  ///
  /// - Parameters:
  ///   - words: The program and its arguments.
  ///   - workingDirectory: The folder in which the program runs; `nil` for the thread's folder.
  ///   - escalationReason: The justification with which the model asks to run the program outside of the sandbox; `nil`
  ///     if the model does not ask for that.
  public static func command(
    _ words: [String],
    workingDirectory: String? = nil,
    escalationReason: String? = nil
  ) -> ModelReply {
    let quoted = words.map { word in
      "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: #"'\''"#) + "'"
    }
    return command(
      quoted.joined(separator: " "),
      workingDirectory: workingDirectory,
      escalationReason: escalationReason
    )
  }

  /// A reply that calls a tool.
  ///
  /// - Parameters:
  ///   - name: The tool's name.
  ///   - namespace: For a tool of an MCP server, `mcp__` followed by the server's name; `nil` for other tools.
  ///   - arguments: The tool's arguments.
  ///   - callID: The id of the call; `nil` to have one assigned.
  public static func functionCall(
    _ name: String,
    namespace: String? = nil,
    arguments: JSONValue = [:],
    callID: String? = nil
  ) -> ModelReply {
    ModelReply([.functionCall(name: name, namespace: namespace, arguments: arguments, callID: callID)])
  }

  /// A reply with an error event: the model begins its response and then fails.
  ///
  /// Use `httpResponse(status:headers:body:)` for a model that fails before the first event.
  public static func failure(code: String, message: String) -> ModelReply {
    ModelReply([], ending: .failed(code: code, message: message))
  }

  /// A reply with exactly these events: no `response.created` is added before them, and no `response.completed` after
  /// them.
  public static func events(_ events: [ModelEvent]) -> ModelReply {
    ModelReply(content: .stream(parts: events.map(Part.event), ending: .unfinished, isFramed: false))
  }

  /// A reply that is a complete HTTP response instead of a stream, such as an error response of a model server.
  ///
  /// - Parameters:
  ///   - status: The HTTP status code.
  ///   - headers: Headers in addition to `Content-Length` and `Content-Type`, which is `application/json` if not given
  ///     here.
  ///   - body: The body of the response.
  public static func httpResponse(status: Int, headers: [String: String] = [:], body: String = "") -> ModelReply {
    ModelReply(content: .response(HTTPResponse(status: status, headers: headers, body: Array(body.utf8))))
  }

  /// The reply with which the auto-reviewer allows the action.
  public static var reviewerAllows: ModelReply { message(#"{"outcome":"allow"}"#) }

  /// The reply with which the auto-reviewer denies the action.
  ///
  /// - Parameters:
  ///   - riskLevel: The risk that the reviewer sees in the action.
  ///   - userAuthorization: How clearly the user has asked for the action, in the reviewer's opinion.
  ///   - rationale: The reason that the reviewer gives.
  public static func reviewerDenies(
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
    return message(String(decoding: verdict.sortedText, as: UTF8.self))
  }
}
