import CodexSDK
import CodexTesting
import Foundation
import Testing

/// Tests of the real app-server over each transport.
@Suite("A server that a client connects to")
struct RemoteTurnTests {
  @Test("runs a turn with deltas over each transport", arguments: ServerTransport.allCases)
  func turn(transport: ServerTransport) async throws {
    try await RemoteSession.runClient(over: transport) { model, _, codex in
      let words = (0..<200).map { "word\($0) " }
      model.enqueue(.message(deltas: words, phase: .finalAnswer))
      let thread = try await codex.startThread()
      let turn = try await thread.startTurn("Say many words.")
      var deltas: [String] = []
      for try await event in turn.events {
        if case .itemAgentMessageDelta(let delta) = event { deltas.append(delta.delta) }
      }
      let result = try await turn.result()
      #expect(deltas.joined() == words.joined())
      #expect(result.finalResponse == words.joined())
      #expect(result.isComplete)
      #expect(codex.serverInfo.compatibility.relation == .same)
    }
  }

  @Test("asks for the approval of a command over each transport", arguments: ServerTransport.allCases)
  func approval(transport: ServerTransport) async throws {
    let log = ApprovalLog()
    try await RemoteSession.runClient(
      over: transport,
      options: .askingInWorkspace,
      configure: { configuration in
        configuration.approvalHandler = { request in
          log.add(request)
          return .accept
        }
      },
      { model, harness, codex in
        let file = harness.pathOutsideWorkspace("note.txt")
        model.enqueue(.command("echo hello > \(file)", escalationReason: "to leave a note"), .message("Done."))
        let thread = try await codex.startThread(approvalMode: .askUser)
        let result = try await thread.run("Leave a note.")
        #expect(result.status == .completed)
        #expect(log.requests.count == 1)
        #expect(try String(contentsOfFile: file, encoding: .utf8) == "hello\n")
      }
    )
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
