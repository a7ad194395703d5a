import CodexSDK
import CodexTesting
import Foundation
import Testing

/// Tests of `CodexConfiguration.onMessage` with the real app-server.
@Suite("The messages that a program observes")
struct MessageTapTests {
  private final class Log: Sendable {
    private let messages = Locked<[ObservedMessage]>([])

    func add(_ message: ObservedMessage) { messages.withLock { $0.append(message) } }
    var all: [ObservedMessage] { messages.withLock { $0 } }
  }

  /// Logs in with an API key, runs a command with a secret environment variable, and runs a turn.
  private func messages(_ transport: ServerTransport, includesSecrets: Bool) async throws -> [ObservedMessage] {
    let log = Log()
    let configure = { (configuration: inout CodexConfiguration) in
      configuration.onMessage = { log.add($0) }
      configuration.onMessageIncludesSecrets = includesSecrets
    }
    try await ScriptedSession.run(over: transport, configure: configure) { session in
      try await session.codex.account.logIn(apiKey: "sk-seeded-key")
      let output = try await session.codex.commands.run(
        ["/bin/sh", "-c", "test ${#PIN} = 10 && echo known"],
        environmentVariables: ["PIN": "seeded-pin"]
      )
      #expect(output.stdout == "known\n")
      session.model.enqueue(.message(deltas: ["Hel", "lo."]))
      _ = try await session.codex.startThread().run("Say hello.")
      // The last message that the test waits for.
      _ = try await session.codex.models.list()
    }
    let deadline = ContinuousClock.now + .seconds(60)
    func isComplete() -> Bool { log.all.last { $0.direction == .sent }?.text.contains("list") == true }
    while !isComplete(), ContinuousClock.now < deadline { try await Task.sleep(for: .milliseconds(10)) }
    return log.all
  }

  @Test("are those of both directions, without the secrets", arguments: ServerTransport.kinds)
  func redacted(transport: ServerTransport) async throws {
    let messages = try await messages(transport, includesSecrets: false)

    #expect(messages.count { $0.text.contains("seeded") } == 0)
    let sent = messages.filter { $0.direction == .sent }.map(\.text)
    let received = messages.filter { $0.direction == .received }.map(\.text)
    #expect(sent.first?.contains("\"initialize\"") == true)
    #expect(sent.contains { $0.contains("\"apiKey\":\"<redacted>\"") })
    #expect(sent.contains { $0.contains("\"env\":\"<redacted>\"") })
    #expect(received.count { $0.contains("agentMessage") && $0.contains("delta") } >= 2)
    #expect(received.contains { $0.contains("turn") && $0.contains("completed") })
    #expect(messages.allSatisfy { $0.droppedCount == 0 && $0.size > 0 })
  }

  @Test("contain the secrets when the configuration says so")
  func unredacted() async throws {
    let texts = try await messages(.stdio, includesSecrets: true).map(\.text)

    #expect(texts.contains { $0.contains("sk-seeded-key") })
    #expect(texts.contains { $0.contains("seeded-pin") })
    #expect(!texts.contains { $0.contains("<redacted>") })
  }
}
