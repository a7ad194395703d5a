import CodexSDK
import CodexTesting
import Foundation
import Testing

/// Tests of connections to the real app-server that are cut, stalled, split and delayed.
@Suite("A connection that is lost")
struct LostConnectionTests {
  /// How often each approval was requested, by the item that needs it.
  private final class Counts: Sendable {
    private let counts = Locked<[String: Int]>([:])

    func count(_ request: ApprovalRequest) { counts.withLock { $0[request.itemID ?? "", default: 0] += 1 } }
    var values: [Int] { counts.withLock { Array($0.values) } }
  }

  @Test(
    "in the middle of turns with open approvals loses nothing: each result is complete, each approval is asked for once",
    arguments: [ServerTransport.webSocket, .unixSocket]
  )
  func randomCuts(transport: ServerTransport) async throws {
    let turnCount = 50
    try await RemoteSession.run(transport) { session in
      let proxy = try session.server.makeProxy()
      defer { proxy.close() }
      let counts = Counts()
      let codex = try await session.connect(through: proxy) { configuration in
        configuration.approvalHandler = { request in
          counts.count(request)
          try await Task.sleep(for: .milliseconds(.random(in: 0...150)))
          return .accept
        }
      }
      let thread = try await codex.startThread(approvalMode: .askUser)
      // The server does not store a thread before its first turn.
      proxy.cut()
      _ = try await codex.models.list()
      for number in 0..<turnCount {
        proxy.disturbance.chunkSize = number % 3 == 0 ? 700 : nil
        proxy.disturbance.delay = number % 4 == 0 ? .milliseconds(3) : .zero
        session.enqueueTurn(line: "\(number)")
        let turn = try await thread.startTurn("Do \(number).")
        try await Task.sleep(for: .milliseconds(.random(in: 0...250)))
        proxy.cut()
        if number % 5 == 0 {
          try await Task.sleep(for: .milliseconds(.random(in: 0...80)))
          proxy.cut()
        }
        let result = try await turn.result()
        #expect(result.status == .completed)
        #expect(result.isComplete)
        #expect(result.finalResponse == "Done with \(number).")
        #expect(result.items.count == 4, "turn \(number): \(result.items.map { "\($0)".prefix(60) })")
        // A request that only reads is repeated, so the connection is open when its response has come.
        _ = try await codex.models.list()
      }
      #expect(session.outputLines == (0..<turnCount).map { "\($0)" })
      #expect(counts.values.count == turnCount)
      #expect(counts.values.allSatisfy { $0 == 1 })
      #expect(proxy.acceptedCount > turnCount)
      await codex.close()
    }
  }

  @Test("because the server no longer responds is noticed by the heartbeat")
  func heartbeat() async throws {
    try await RemoteSession.run { session in
      let proxy = try session.server.makeProxy()
      defer { proxy.close() }
      let codex = try await session.connect(through: proxy) { configuration in
        configuration.reconnection?.heartbeatInterval = .milliseconds(500)
        configuration.reconnection?.missedHeartbeats = 2
        configuration.closeTimeouts.exit = .milliseconds(200)
      }
      var states = codex.connectionStates.makeAsyncIterator()
      proxy.disturbance.isStalled = true
      var reason: String?
      while let state = await states.next() {
        guard case .waiting(_, _, cause: .transportClosed(let closure)) = state else { continue }
        reason = closure.reason
        break
      }
      #expect(reason?.contains("ping") == true)
      proxy.disturbance.isStalled = false
      while let state = await states.next() {
        if case .connected = state { break }
      }
      session.model.enqueue(.message("Here again."))
      #expect(try await codex.startThread().run("Go.").finalResponse == "Here again.")
      await codex.close()
    }
  }

  @Test("because the server was stopped and started anew goes on with the threads that are stored")
  func restartedServer() async throws {
    try await RemoteSession.run { session in
      let port = try #require(session.server.port)
      let codex = try await session.connect()
      session.model.enqueue(.message("Before."))
      let thread = try await codex.startThread()
      _ = try await thread.run("Go.")
      await session.server.stop()
      let server = try await session.harness.listen(on: .webSocket(port: port))
      session.model.enqueue(.message("After."))
      #expect(try await thread.run("Go on.").finalResponse == "After.")
      await codex.close()
      await server.stop()
    }
  }

  @Test("because the server was stopped ends the turn that the server did not finish as interrupted")
  func interruptedTurn() async throws {
    try await RemoteSession.run { session in
      let port = try #require(session.server.port)
      let asked = AsyncStream.makeStream(of: Void.self)
      let codex = try await session.connect { configuration in
        configuration.approvalHandler = { _ in
          asked.continuation.yield()
          try await Task.sleep(for: .seconds(600))
          return .accept
        }
      }
      session.enqueueTurn(line: "never")
      let turn = try await codex.startThread(approvalMode: .askUser).startTurn("Go.")
      for await _ in asked.stream { break }
      await session.server.stop()
      let server = try await session.harness.listen(on: .webSocket(port: port))
      let result = try await turn.result()
      #expect(result.status == .interrupted)
      #expect(session.outputLines == [])
      await codex.close()
      await server.stop()
    }
  }

  @Test("ends when the server no longer accepts the token")
  func otherToken() async throws {
    try await RemoteSession.run(.webSocketWithCapabilityToken) { session in
      let port = try #require(session.server.port)
      let codex = try await session.connect()
      var states = codex.connectionStates.makeAsyncIterator()
      await session.server.stop()
      let server = try await session.harness.listen(
        on: .webSocket(port: port),
        authentication: .capabilityToken("other")
      )
      var end: CodexError?
      while let state = await states.next() {
        if case .closed(let error) = state { end = error }
      }
      guard case .connectionFailed(let failure)? = end, case .refused(status: 401, _) = failure.reason else {
        Issue.record("the connection should end with the server's refusal, not with \(String(describing: end))")
        return
      }
      await #expect(throws: CodexError.self) { _ = try await codex.models.list() }
      await codex.close()
      await server.stop()
    }
  }
}
