import Foundation

@testable import CodexSDK

/// Servers that write what no server should: damaged messages, and lines without an end.
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

  /// A line of a gigabyte: the connection ends with an error before memory does.
  static func endlessLine(megabytes: Int = 1_024) async throws {
    let session = try RecordedSession()
    let opening = RecordedSession.steps(session.lines(through: "initialize"))
    _ = try await Client.runTurn(over: ServerScript("session", RecordedSession.steps(session.lines)).transport())
    let script = try ServerScript("endless-line", opening + ["_\(megabytes << 20)", "."])
    let before = Leftovers.now
    let watchdog = Watchdog("A line of \(megabytes) MB", limit: .seconds(120))
    defer { watchdog.done() }
    let codex = try await Codex(transport: script.transport())
    let observer = Task {
      var largest = 0
      while !Task.isCancelled {
        largest = max(largest, Leftovers.now.memory)
        try? await Task.sleep(for: .milliseconds(5))
      }
      return largest
    }
    let error = await failure(of: { _ = try await codex.send(RPC.ModelList(ModelListParams()), timeout: .seconds(20)) })
    observer.cancel()
    let growth = await observer.value - before.memory
    await codex.close()
    try await Leftovers.check(since: before, after: "a line of \(megabytes) MB")
    guard case .transportClosed(let closure) = error, closure.reason != nil else {
      throw Failure(
        "A line of \(megabytes) MB gave no error that says what happened, but: \(error.map(\.description) ?? "none")."
      )
    }
    // The limit of a line is 256 MB, and a line may take 1.3 times its size.
    guard growth < 400 << 20 else { throw Failure("A line of \(megabytes) MB took \(growth >> 20) MB of memory.") }
  }

  /// A long line below the limit: until the SDK has read the message, it takes at most 1.3 times its size.
  static func largeMessage(megabytes: Int = 200) async throws {
    let session = try RecordedSession()
    let opening = RecordedSession.steps(session.lines(through: "initialize"))
    _ = try await Client.runTurn(over: ServerScript("session", RecordedSession.steps(session.lines)).transport())
    let script = try ServerScript("large-message", opening + ["_\(megabytes << 20)", ">", "."])
    let before = Leftovers.now
    let watchdog = Watchdog("A message of \(megabytes) MB", limit: .seconds(120))
    defer { watchdog.done() }
    let isReceived = Locked(false)
    var configuration = CodexConfiguration()
    // The message consists of the letter x, so it is not valid JSON.
    configuration.onUnhandledMessage = { message in
      if case .malformed(let text, _) = message, text.count == megabytes << 20 {
        isReceived.withLock { $0 = true }
      }
    }
    let codex = try await Codex(transport: script.transport(), configuration: configuration)
    var largest = 0
    while !isReceived.withLock({ $0 }) {
      largest = max(largest, Leftovers.now.memory)
      try await Task.sleep(for: .milliseconds(2))
    }
    let growth = max(largest, Leftovers.now.memory) - before.memory
    await codex.close()
    try await Leftovers.check(since: before, after: "a message of \(megabytes) MB")
    let limit = megabytes * 13 / 10
    guard growth >> 20 <= limit else {
      throw Failure("A message of \(megabytes) MB took \(growth >> 20) MB of memory.")
    }
    Report.say("large-message: \(megabytes) MB took \(growth >> 20) MB")
  }

  private static func failure(of body: () async throws -> Void) async -> CodexError? {
    do {
      try await body()
      return nil
    } catch {
      return error as? CodexError
    }
  }
}
