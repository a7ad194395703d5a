import CodexWire

/// A request that the scripted model server received.
public struct ModelRequest: Hashable, Sendable {
  /// The position of the request among all requests for a model response, counted from 0.
  public var index: Int
  /// The HTTP method, such as `POST`.
  public var method: String
  /// The path of the URL, without the query.
  public var path: String
  /// The HTTP headers. Their names are in lower case.
  public var headers: [String: String]
  /// The body; `.null` when the request has no body.
  public var body: JSONValue

  /// The name of the model that is asked; `nil` if the body names none.
  public var model: String? { body["model"]?.stringValue }

  /// The conversation so far: messages, tool calls and outputs of tool calls.
  public var input: [JSONValue] { body["input"]?.arrayValue ?? [] }

  /// Whether the auto-reviewer sent the request, to have an action of a thread assessed.
  public var isReview: Bool { model == "codex-auto-review" }

  /// The texts of all messages with the role `user`, in order.
  ///
  /// Codex adds messages of its own with this role before the text that the user wrote.
  public var userTexts: [String] { texts(role: "user") }

  /// The text of the last message with the role `user`; `nil` if there is none.
  public var lastUserText: String? { userTexts.last }

  /// Returns the texts of the messages with the given role, such as `developer`, in order.
  public func texts(role: String) -> [String] {
    input.filter { $0["role"]?.stringValue == role }.map { message in
      (message["content"]?.arrayValue ?? []).compactMap { $0["text"]?.stringValue }.joined(separator: "\n")
    }
  }

  /// Returns the output of a tool call that this request reports to the model.
  ///
  /// - Parameter callID: The id of the tool call; `nil` for the last output of the request.
  public func functionOutput(callID: String? = nil) -> JSONValue? {
    let outputs = input.filter { item in
      item["type"]?.stringValue == "function_call_output"
        && (callID == nil || item["call_id"]?.stringValue == callID)
    }
    return outputs.last?["output"]
  }
}
