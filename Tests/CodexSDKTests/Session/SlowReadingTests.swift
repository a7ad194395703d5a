import Foundation
import Testing

@testable import CodexSDK

@Suite struct `Slow reading` {
  private func notify(_ server: FakeServer, secondsAgo age: Int64) throws {
    let now = Int64(Date().timeIntervalSince1970 * 1000)
    try server.send(["method": "warning", "params": ["message": "Careful."], "emittedAtMs": .integer(now - age * 1000)])
  }

  /// The closure that the state `.waiting` has after the connection was lost.
  private func closure(_ states: ConnectionStates) async throws -> TransportClosure {
    for await state in states {
      if case .waiting(_, _, cause: .transportClosed(let closure)) = state { return closure }
    }
    throw FakeServer.Unexpected(message: "the connection was not lost")
  }

  @Test func `is suspected when the last notification before the end was read late`() async throws {
    let server = ReopenedServer()
    let (codex, first) = try await server.connect()
    let states = codex.connectionStates
    try notify(first, secondsAgo: 0)
    try notify(first, secondsAgo: 60)
    await first.transport.close()

    let closure = try await closure(states)

    guard case .slowReading(let delay)? = closure.suspectedCause else {
      Issue.record("slow reading should be suspected, not \(String(describing: closure.suspectedCause))")
      return
    }
    #expect(delay >= .seconds(59))
    #expect(
      "\(CodexError.transportClosed(closure))".contains("seconds late, so the server may have ended the connection")
    )
    // The next connection begins without a suspicion.
    let second = try await server.nextConnection()
    await second.transport.close()
    #expect(try await self.closure(states).suspectedCause == nil)
    await codex.close()
  }

  @Test func `is not suspected when the clocks of the server and of the program differ`() async throws {
    let server = ReopenedServer()
    let (codex, first) = try await server.connect()
    let states = codex.connectionStates
    for _ in 0..<3 { try notify(first, secondsAgo: 3600) }
    await first.transport.close()

    #expect(try await closure(states).suspectedCause == nil)
    await codex.close()
  }

  @Test func `is not suspected of a server that the program has started`() async throws {
    let (codex, server) = try await connect()
    let states = codex.connectionStates
    try notify(server, secondsAgo: 0)
    try notify(server, secondsAgo: 60)
    await server.transport.close()

    for await state in states {
      guard case .closed(.transportClosed(let closure)) = state else { continue }
      #expect(closure.suspectedCause == nil)
    }
    await codex.close()
  }

  @Test(arguments: [Int64.min, -1, 0, .max])
  func `is measured for every number that a server sends`(time: Int64) {
    var delay = ReadingDelay()
    delay.note(emittedAt: time, readAt: 0)
    delay.note(emittedAt: 0, readAt: time)
    delay.note(emittedAt: .max, readAt: .min)
    _ = delay.suspectedCause
  }
}
