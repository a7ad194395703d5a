import CodexSDK
import CodexTesting
import Foundation
import Testing

/// Tests with a client that does not read while the real app-server sends. The server ends the connection of such a
/// client.
@Suite("A client that reads too slowly")
struct SlowReaderTests {
  /// More deltas than the server's queue for a client (about 32,000 messages) and the buffers of the sockets hold.
  private static let deltas = (0..<50_000).map { "\($0) ".padding(toLength: 400, withPad: ".", startingAt: 0) }

  /// Runs `body` with a turn whose deltas the client has not read, and whose connection the server has therefore ended.
  private func run(
    _ transport: ServerTransport,
    reconnection: Bool,
    _ body: (Codex, CodexTurn, ConnectionStates) async throws -> Void
  ) async throws {
    try await RemoteSession.run(transport) { session in
      let proxy = try session.server.makeProxy()
      defer { proxy.close() }
      let codex = try await session.connect(through: proxy) { if !reconnection { $0.reconnection = nil } }
      let states = codex.connectionStates
      let pause = ReplyPause()
      session.model.enqueue(.message(deltas: Self.deltas, phase: .finalAnswer).paused(at: pause, afterDeltas: 1))
      let turn = try await codex.startThread(approvalMode: .denyAll).startTurn("Say very much.")
      for try await event in turn.events where event.delta != nil { break }
      proxy.disturbance.isStalled = true
      pause.resume()
      let deadline = ContinuousClock.now + .seconds(300)
      while !session.server.outputLines.contains(where: { $0.contains("disconnecting slow connection") }) {
        try #require(.now < deadline, "the server should end the connection of a client that does not read")
        try await Task.sleep(for: .milliseconds(20))
      }
      // The threshold of the suspicion. The queue of the server cannot be filled much faster.
      try await Task.sleep(for: .seconds(1))
      proxy.disturbance.isStalled = false
      try await body(codex, turn, states)
      await codex.close()
    }
  }

  @Test("is told why it was probably cut off, and gets the whole result over the next connection")
  func reconnects() async throws {
    try await run(.webSocket, reconnection: true) { _, turn, states in
      for await state in states {
        guard case .waiting(_, _, cause: .transportClosed(let closure)) = state else { continue }
        expectSlowReading(closure)
        break
      }
      let result = try await turn.result()
      // The expectation does not contain the result, whose text would be very long in the output of a failed test.
      let isWhole = result.finalResponse == Self.deltas.joined() && result.isComplete
      #expect(isWhole)
    }
  }

  @Test("gets an error that says why it was probably cut off, when lost connections are not opened again")
  func fails() async throws {
    try await run(.unixSocket, reconnection: false) { _, turn, _ in
      let error = await #expect(throws: CodexError.self) { _ = try await turn.result() }
      guard case .transportClosed(let closure)? = error else {
        Issue.record("the connection should have ended, not \(String(describing: error))")
        return
      }
      expectSlowReading(closure)
    }
  }

  private func expectSlowReading(_ closure: TransportClosure) {
    guard case .slowReading(let delay)? = closure.suspectedCause else {
      Issue.record("slow reading should be suspected, not \(closure)")
      return
    }
    #expect(delay >= .seconds(1))
    #expect("\(CodexError.transportClosed(closure))".contains("this program or the network was too slow"))
  }
}
