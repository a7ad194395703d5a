import CodexWire

/// A request that the scripted model server got.
public struct ModelRequest: Hashable, Sendable {
  /// Which one it is, counted from 0 over all requests for a reply.
  public var index: Int
  public var method: String
  /// The path, without the query.
  public var path: String
  /// Names in lower case.
  public var headers: [String: String]
  /// `.null` when there is none.
  public var body: JSONValue

  /// The model that is asked.
  public var model: String? { body["model"]?.stringValue }

  /// The conversation so far: messages, calls, outputs of calls.
  public var input: [JSONValue] { body["input"]?.arrayValue ?? [] }

  /// Whether it is the auto-reviewer that asks, about an action of another thread.
  public var isReview: Bool { model == "codex-auto-review" }

  /// The texts of the user's messages, in order; Codex itself puts some before what the user wrote.
  public var userTexts: [String] { texts(role: "user") }

  /// The text of the last message of the user.
  public var lastUserText: String? { userTexts.last }

  /// The texts of the messages with `role`, such as `developer`.
  public func texts(role: String) -> [String] {
    input.filter { $0["role"]?.stringValue == role }.map { message in
      (message["content"]?.arrayValue ?? []).compactMap { $0["text"]?.stringValue }.joined(separator: "\n")
    }
  }

  /// The output of the tool call `callID` that this request reports to the model; without an id, the last output.
  public func functionOutput(callID: String? = nil) -> JSONValue? {
    let outputs = input.filter { item in
      item["type"]?.stringValue == "function_call_output"
        && (callID == nil || item["call_id"]?.stringValue == callID)
    }
    return outputs.last?["output"]
  }
}
