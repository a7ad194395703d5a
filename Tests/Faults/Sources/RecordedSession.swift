import Foundation

/// The first turn of a session that was recorded with a real server: what both sides said, line by line.
struct RecordedSession {
  struct Line {
    var isFromClient: Bool
    /// The JSON-RPC message.
    var text: String
  }

  let lines: [Line]

  /// How many bytes the server writes, line ends included.
  var serverBytes: Int { lines.filter { !$0.isFromClient }.reduce(0) { $0 + $1.text.utf8.count + 1 } }

  /// Reads the lines up to the end of the first turn.
  init() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../..")
    let file = root.appendingPathComponent("Tests/CodexProtocolTests/Fixtures/session-0.163.0.jsonl")
      .standardizedFileURL
    var lines: [Line] = []
    for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
      guard let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any],
        let message = object["message"] as? [String: Any]
      else { throw Failure("The recorded session has a line that is no message.") }
      let text = try JSONSerialization.data(withJSONObject: message, options: [.withoutEscapingSlashes, .sortedKeys])
      lines.append(
        Line(isFromClient: object["from"] as? String == "client", text: String(decoding: text, as: UTF8.self))
      )
      if message["method"] as? String == "turn/completed" { break }
    }
    self.lines = lines
  }

  /// The server's lines until the client has asked for `method` and has its response.
  func lines(through method: String) -> [Line] {
    guard let request = lines.firstIndex(where: { $0.isFromClient && $0.text.contains("\"method\":\"\(method)\"") }),
      let response = lines[request...].firstIndex(where: { !$0.isFromClient && $0.text.contains("\"result\":") })
    else { return lines }
    return Array(lines[...response])
  }

  /// The lines as steps of the fake server.
  static func steps(_ lines: [Line]) -> [String] { lines.map { $0.isFromClient ? "<" : ">\($0.text)" } }

  /// The id of a thread or turn in a message of the session.
  func identifier(_ name: String) -> String {
    for line in lines where !line.isFromClient {
      if let start = line.text.range(of: "\"\(name)\":\"") {
        return String(line.text[start.upperBound...].prefix { $0 != "\"" })
      }
    }
    return ""
  }
}
