import CodexSDK
import Foundation

/// Servers that write damaged messages.
enum Damage {
  /// A recorded session in which one byte of one line is a control character, for each of the server's lines.
  ///
  /// The turn ends with the same response as without the damage, with an error, or with a result that says that it is not
  /// complete. It never waits for ever. When the end of the turn is damaged, the client asks for the turn with `thread/read`,
  /// and the server's response is the end.
  static func corruption() async throws {
    let session = try RecordedSession()
    let whole = try await result(ServerScript("session", RecordedSession.steps(session.lines)))
    guard whole.isComplete else { throw Failure("The session without damage has a result that is not complete.") }
    let before = Leftovers.now
    var problems: [String] = []
    for index in session.lines.indices where !session.lines[index].isFromClient {
      var lines = session.lines
      lines[index].text = damaged(lines[index].text)
      let script = try ServerScript("damaged-\(index)", RecordedSession.steps(lines) + endOfTurn(session))
      do {
        let result = try await result(script)
        if result.isComplete && (result.finalResponse != whole.finalResponse || result.items != whole.items) {
          let response = result.finalResponse ?? "nothing"
          problems.append("line \(index) changes the result (final response: '\(response)') without saying so")
        }
      } catch CodexError.closed {
        // The client gave up; see `result`.
        problems.append("line \(index) makes the turn wait for ever")
      } catch is CodexError {
        continue
      }
    }
    try await Leftovers.check(since: before, after: "sessions with damaged lines")
    guard problems.isEmpty else { throw Failure("With a damaged byte, \(problems.joined(separator: "; ")).") }
  }

  /// The steps of a server that receives `thread/read` after the turn, as the client's fourth request, and responds with the
  /// turn.
  private static func endOfTurn(_ session: RecordedSession) throws -> [String] {
    guard let text = session.lines.last?.text,
      let message = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any],
      let params = message["params"] as? [String: Any], let turn = params["turn"], let thread = params["threadId"]
    else { throw Failure("The recorded session does not end with the end of a turn.") }
    let response: [String: Any] = [
      "id": 4,
      "result": [
        "thread": [
          "id": thread, "cliVersion": "0", "createdAt": 0, "cwd": "/", "ephemeral": false, "modelProvider": "openai",
          "preview": "", "sessionId": thread, "source": "appServer", "status": ["type": "idle"], "turns": [turn],
          "updatedAt": 0,
        ] as [String: Any]
      ],
    ]
    let json = try JSONSerialization.data(withJSONObject: response, options: [.withoutEscapingSlashes, .sortedKeys])
    return ["<", ">" + String(decoding: json, as: UTF8.self)]
  }

  private static func damaged(_ text: String) -> String {
    var bytes = Array(text.utf8)
    bytes[bytes.count / 2] = 0x01
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Runs the session's turn, and closes the connection when the turn has not ended after four seconds.
  private static func result(_ script: ServerScript) async throws -> TurnResult {
    var configuration = CodexConfiguration()
    configuration.startupTimeout = .seconds(2)
    configuration.requestTimeout = .seconds(2)
    let codex = try await Codex(transport: script.transport(), configuration: configuration)
    let impatience = Task {
      try await Task.sleep(for: .seconds(4))
      await codex.close()
    }
    defer { impatience.cancel() }
    do {
      let result = try await codex.startThread().run("say hello")
      await codex.close()
      return result
    } catch {
      await codex.close()
      throw error
    }
  }
}
