import Foundation

@testable import CodexSDK

/// Servers that write very long lines: the memory that a line takes is limited.
enum LargeMessages {
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

  /// A long line below the limit: until the SDK has read the message, it takes at most 1.3 times its size. The strings of a
  /// message that is decoded are copies, so such a message takes its size twice.
  static func belowLimit(megabytes: Int = 200) async throws {
    let size = megabytes << 20
    // The message consists of the letter x, so it is not valid JSON.
    try await check("a message", ["_\(size)", ">"], megabytes: megabytes, percent: 130) { configuration, isReceived in
      configuration.onUnhandledMessage = { message in
        if case .malformed(let text, _) = message, text.count == size { isReceived.withLock { $0 = true } }
      }
    }
    let delta = #"={"method":"item/agentMessage/delta","params":{"threadId":"t","turnId":"u","itemId":"i","delta":""#
    try await check("a decoded message", [delta, "_\(size)", #">"}}"#], megabytes: megabytes, percent: 230) {
      configuration,
      isReceived in
      configuration.onUnhandledMessage = { message in
        guard case .notification(.itemAgentMessageDelta(let message)) = message else { return }
        if message.delta.utf8.count == size { isReceived.withLock { $0 = true } }
      }
    }
  }

  /// Measures the memory that the process takes until a message is received.
  ///
  /// - Parameters:
  ///   - steps: The steps of the fake server that write the message.
  ///   - percent: The limit, in percent of the size of the message.
  ///   - observe: Adds a handler to the configuration, which sets the flag when the message is received.
  private static func check(
    _ name: String,
    _ steps: [String],
    megabytes: Int,
    percent: Int,
    observe: (inout CodexConfiguration, Locked<Bool>) -> Void
  ) async throws {
    let session = try RecordedSession()
    let opening = RecordedSession.steps(session.lines(through: "initialize"))
    _ = try await Client.runTurn(over: ServerScript("session", RecordedSession.steps(session.lines)).transport())
    let script = try ServerScript("large-message", opening + steps + ["."])
    let before = Leftovers.now
    let watchdog = Watchdog("\(name) of \(megabytes) MB", limit: .seconds(120))
    defer { watchdog.done() }
    let isReceived = Locked(false)
    var configuration = CodexConfiguration()
    observe(&configuration, isReceived)
    let codex = try await Codex(transport: script.transport(), configuration: configuration)
    var largest = 0
    while !isReceived.withLock({ $0 }) {
      largest = max(largest, Leftovers.now.memory)
      try await Task.sleep(for: .milliseconds(2))
    }
    let growth = max(largest, Leftovers.now.memory) - before.memory
    await codex.close()
    try await Leftovers.check(since: before, after: "\(name) of \(megabytes) MB")
    guard growth >> 20 <= megabytes * percent / 100 else {
      throw Failure("\(name) of \(megabytes) MB took \(growth >> 20) MB of memory.")
    }
    Report.say("large-message: \(name) of \(megabytes) MB took \(growth >> 20) MB")
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
