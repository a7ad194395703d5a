import CodexTesting
import Foundation
import Testing

@testable import CodexSDK

/// Times that `CodexConfiguration.clock` measures. The clock of these tests only moves when the test moves it.
@Suite struct `The clock of the configuration` {
  private let clock = ManualClock()

  @Test func `measures the delay before the connection is opened again`() async throws {
    let server = ReopenedServer()
    let policy = ReconnectionPolicy(initialDelay: .seconds(60), maximumDelay: .seconds(60), heartbeatInterval: nil)
    let (codex, first) = try await server.connect(CodexConfiguration(clock: clock, reconnection: policy))
    var states = codex.connectionStates.makeAsyncIterator()
    _ = await states.next()
    await first.cut()
    guard case .waiting(attempt: 1, let delay, _)? = await states.next() else {
      Issue.record("the SDK should wait before the first attempt")
      return
    }
    try await clock.waitForSleepers(within: delay)
    clock.advance(by: delay)
    guard case .connecting(attempt: 1)? = await states.next() else {
      Issue.record("the SDK should connect when the clock has reached the end of the delay")
      return
    }
    _ = try await server.nextConnection()
    await codex.close()
  }

  @Test func `measures the time limit for opening the connection again`() async throws {
    let second = Duration.seconds(1)
    let policy = ReconnectionPolicy(initialDelay: second, maximumDelay: second, timeLimit: .seconds(20))
    let ends = BufferedStream<FakeServer>(limit: 10)
    let isOffline = Locked(false)
    async let opening = Codex(configuration: CodexConfiguration(clock: clock, reconnection: policy)) {
      if isOffline.withLock({ $0 }) { throw TransportClosure(reason: "the network is down") }
      let (client, end) = InMemoryTransport.pair()
      ends.push(try FakeServer(end), isDroppable: false)?()
      return client
    }
    let server = try #require(try await ends.next())
    try server.reply(to: try await server.next("initialize"), FakeServer.handshake)
    let codex = try await opening
    var states = codex.connectionStates.makeAsyncIterator()
    _ = await states.next()
    isOffline.withLock { $0 = true }
    let start = clock.now
    await server.cut()
    var attempts = 0
    while let state = await states.next() {
      if case .waiting = state {
        try await clock.waitForSleepers(within: second)
        clock.advance(by: second)
        attempts += 1
      }
    }
    // The next delay of at most one second would have ended after the limit.
    #expect((18...20).contains(attempts))
    #expect(start.duration(to: clock.now) == second * attempts)
    await codex.close()
  }

  @Test func `measures the time between two heartbeats`() async throws {
    let policy = ReconnectionPolicy(initialDelay: .zero, heartbeatInterval: .seconds(20), missedHeartbeats: 3)
    let ends = BufferedStream<FakeServer>(limit: 10)
    async let opening = Codex(configuration: CodexConfiguration(clock: clock, reconnection: policy)) {
      let (client, end) = InMemoryTransport.pair()
      ends.push(try FakeServer(end), isDroppable: false)?()
      return SilentTransport(base: client)
    }
    let server = try #require(try await ends.next())
    try server.reply(to: try await server.next("initialize"), FakeServer.handshake)
    let codex = try await opening
    var states = codex.connectionStates.makeAsyncIterator()
    _ = await states.next()
    for _ in 1...3 {
      try await clock.waitForSleepers(within: .seconds(20))
      clock.advance(by: .seconds(20))
    }
    guard case .waiting(_, _, cause: .transportClosed(let closure))? = await states.next() else {
      Issue.record("the connection should be lost")
      return
    }
    #expect(closure.reason == "the server did not respond to 3 pings in a row")
    await codex.close()
  }

  #if os(macOS) || os(Linux)
  @Test func `measures how long closing waits for the server's process`() async throws {
    let child = try Child(
      "trap 'echo terminated' TERM; cat; echo ended; while :; do sleep 1; done",
      closeTimeouts: CloseTimeouts(exit: .seconds(3000), terminate: .seconds(2000)),
      clock: clock
    )
    async let closing: Void = child.transport.close()
    #expect(try await child.nextLine() == "ended")
    clock.advance(by: .seconds(3000))
    #expect(try await child.nextLine() == "terminated")
    clock.advance(by: .seconds(2000))
    #expect(try await child.closure.wait().exit == .signaled(SIGKILL))
    await closing
  }
  #endif

  @Test func `measures how long closing waits for the server of a WebSocket`() async throws {
    let socket = FakeSocket(closeTimeout: .seconds(3000), clock: clock)
    try await socket.open()
    try socket.start()
    async let closing: Void = socket.connection.close()
    try await clock.waitForSleepers()
    clock.advance(by: .seconds(3000))
    await closing
  }
}

/// A transport whose server responds to messages, but never to a heartbeat.
private struct SilentTransport: HeartbeatTransport {
  let base: InMemoryTransport
  var isServerShared: Bool { true }
  func start(
    receive: @escaping @Sendable (Data) -> Void,
    closed: @escaping @Sendable (TransportClosure) -> Void
  ) throws { try base.start(receive: receive, closed: closed) }
  func send(_ message: Data) throws { try base.send(message) }
  func close() async { await base.close() }
  func respondsToHeartbeat(within limit: Duration) async -> Bool { false }
}
