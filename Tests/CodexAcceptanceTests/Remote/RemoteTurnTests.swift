import CodexSDK
import CodexTesting
import Foundation
import Testing

/// Tests of the real app-server over each transport.
@Suite("A server that a client connects to")
struct RemoteTurnTests {
  @Test("runs a turn with deltas over each transport", arguments: ServerTransport.allCases)
  func turn(transport: ServerTransport) async throws {
    try await ScriptedSession.run(over: transport) { session in
      let words = (0..<200).map { "word\($0) " }
      session.model.enqueue(.message(deltas: words, phase: .finalAnswer))
      let thread = try await session.codex.startThread()
      let turn = try await thread.startTurn("Say many words.")
      var deltas: [String] = []
      for try await event in turn.events {
        if case .itemAgentMessageDelta(let delta) = event { deltas.append(delta.delta) }
      }
      let result = try await turn.result()
      #expect(deltas.joined() == words.joined())
      #expect(result.finalResponse == words.joined())
      #expect(result.isComplete)
      #expect(session.codex.serverInfo.compatibility.relation == .same)
    }
  }

  @Test("does not send the notifications that the client has opted out of", arguments: ServerTransport.kinds)
  func optOut(transport: ServerTransport) async throws {
    let configure = { (configuration: inout CodexConfiguration) in
      configuration.capabilities.optOutNotificationMethods = ["item/agentMessage/delta"]
    }
    try await ScriptedSession.run(over: transport, configure: configure) { session in
      session.model.enqueue(.message(deltas: ["Hel", "lo."]))
      let turn = try await session.codex.startThread().startTurn("Say hello.")

      let events = try await turn.events.collected()

      #expect(events.allSatisfy { $0.delta == nil })
      #expect(events.compactMap(\.completedItem).last?.agentText == "Hello.")
      #expect(try await turn.result().finalResponse == "Hello.")
    }
  }

  @Test("is no longer used after close(), and everything that waits fails", arguments: ServerTransport.kinds)
  func closeDuringTurn(transport: ServerTransport) async throws {
    try await ScriptedSession.run(over: transport) { session in
      let pause = ReplyPause()
      session.model.enqueue(.message("Never read.").paused(at: pause))
      let turn = try await session.codex.startThread().startTurn("Take your time.")
      let result = Task { try await turn.result() }
      let events = Task { try await turn.events.collected() }
      try await pause.waitUntilReached()

      await session.codex.close()
      await session.codex.close()

      let error = await #expect(throws: CodexError.self) { _ = try await result.value }
      guard case .closed? = error else { throw try #require(error) }
      _ = try? await events.value
      let later = await #expect(throws: CodexError.self) { _ = try await session.codex.models.list() }
      guard case .closed? = later else { throw try #require(later) }
      pause.resume()
    }
  }

  @Test("keeps running when a client closes its connection", arguments: ServerTransport.shared)
  func close(transport: ServerTransport) async throws {
    try await RemoteSession.run(transport) { session in
      let first = try await session.connect()
      await first.close()
      await #expect(throws: CodexError.self) { _ = try await first.models.list() }
      let second = try await session.connect()
      session.model.enqueue(.message("Still here."))
      #expect(try await second.startThread().run("Are you there?").finalResponse == "Still here.")
      await second.close()
    }
  }

  @Test("refuses a client without the token or with a wrong one")
  func wrongToken() async throws {
    for transport in [ServerTransport.webSocketWithCapabilityToken, .webSocketWithSignedToken] {
      try await RemoteSession.run(transport) { session in
        let url = "ws://127.0.0.1:\(try #require(session.server.port))"
        let expired = SignedToken(secret: "another secret of more than 32 bytes", expiration: .now + 3600).text
        for token in [nil, BearerToken("wrong"), BearerToken(expired)] {
          let error = await #expect(throws: CodexError.self) {
            _ = try await Codex(connectingTo: .webSocket(url, token: token))
          }
          guard case .connectionFailed(let failure)? = error, case .refused(status: 401, _) = failure.reason else {
            Issue.record("the error should say that the token is wrong, not \(String(describing: error))")
            continue
          }
        }
      }
    }
  }
}
