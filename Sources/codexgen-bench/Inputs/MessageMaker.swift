#if os(macOS) || os(Linux)
/// Makes many messages from a recorded session.
enum MessageMaker {
  static let delta = "item/agentMessage/delta"

  /// The notifications of the session, repeated. 9 of 10 are deltas of an agent message, as in a streaming turn; the others
  /// have the same proportions as in the session.
  static func notifications(_ count: Int, from session: RecordedSession) throws -> [String] {
    let deltas = session.notifications.filter { $0.method == delta }
    let others = session.notifications.filter { $0.method != delta }
    guard !deltas.isEmpty, !others.isEmpty else {
      throw Failure("the recorded session must have deltas of an agent message and other notifications")
    }
    return try (0..<count).map { index in
      if index.isMultiple(of: 10) { return others[index / 10 % others.count].text }
      return try replacing("delta", in: deltas[index % deltas.count].text, with: "token \(index) ")
    }
  }

  /// The `turn/start` requests of the session, repeated. Each has a different text and a different id.
  static func turnStarts(_ count: Int, from session: RecordedSession) throws -> [String] {
    let requests = session.requests("turn/start")
    guard !requests.isEmpty else { throw Failure("the recorded session has no turn/start request") }
    return try (0..<count).map { index in
      let text = try replacing(
        "text",
        in: requests[index % requests.count].text,
        with: "Fix test \(index) of the suite."
      )
      guard let end = text.firstIndex(of: ",") else { return text }
      return "{\"id\":\(index)" + text[end...]
    }
  }

  /// Replaces the value of the first member `name` that is a string.
  ///
  /// - Parameter text: The new value, without characters that JSON escapes.
  static func replacing(_ name: String, in message: String, with text: String) throws -> String {
    let head = "\"\(name)\":\""
    guard let start = message.firstRange(of: head)?.upperBound else {
      throw Failure("a message of the recorded session has no string '\(name)': \(message)")
    }
    var end = start
    while message[end] != "\"" { end = message.index(end, offsetBy: message[end] == "\\" ? 2 : 1) }
    return message.replacingCharacters(start..<end, with: text)
  }
}

extension String {
  fileprivate func replacingCharacters(_ range: Range<Index>, with text: String) -> String {
    self[..<range.lowerBound] + text + self[range.upperBound...]
  }
}
#endif
