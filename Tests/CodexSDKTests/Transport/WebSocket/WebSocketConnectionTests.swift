import Foundation
import Testing

@testable import CodexSDK

@Suite struct `A WebSocket connection` {
  @Test func `transfers messages in both directions, also those that arrive with the upgrade`() async throws {
    let socket = FakeSocket()
    try await socket.open(followedBy: serverFrame(1, "early".utf8) + [0x81, 4, 0x70])
    socket.stream.deliver("art".utf8)
    try socket.start()
    socket.stream.deliver(serverFrame(1, "late".utf8))

    #expect(try await socket.messages.next() == Data("early".utf8))
    #expect(try await socket.messages.next() == Data("part".utf8))
    #expect(try await socket.messages.next() == Data("late".utf8))

    try socket.connection.send(Data("hello".utf8))
    let frames = try ClientFrame.parse(try await socket.stream.next())
    #expect(frames.map(\.payload) == [Data("hello".utf8)])
    #expect(frames.map(\.opcode) == [1])
  }

  @Test func `responds to a ping with the same payload, and completes its own pings in any order`() async throws {
    let socket = FakeSocket()
    try await socket.open()
    try socket.start()

    socket.stream.deliver(serverFrame(9, "are you there".utf8))
    let pong = try ClientFrame.parse(try await socket.stream.next())
    #expect(pong.map(\.opcode) == [10])
    #expect(pong.map(\.payload) == [Data("are you there".utf8)])

    async let first: Void = socket.connection.ping()
    let firstPing = try ClientFrame.parse(try await socket.stream.next())[0]
    async let second: Void = socket.connection.ping()
    let secondPing = try ClientFrame.parse(try await socket.stream.next())[0]
    #expect(firstPing.opcode == 9 && firstPing.payload != secondPing.payload)
    socket.stream.deliver(serverFrame(10, "nobody asked".utf8) + serverFrame(10, secondPing.payload))
    try await second
    socket.stream.deliver(serverFrame(10, firstPing.payload))
    try await first
  }

  @Test func `responds to a flood of pings with few pongs, of which the last one is for the last ping`() async throws {
    let socket = FakeSocket()
    try await socket.open()
    try socket.start()

    let count = 20_000
    socket.stream.deliver((1...count).flatMap { serverFrame(9, "\($0)".utf8) } + serverFrame(1, "end".utf8))

    #expect(try await socket.messages.next() == Data("end".utf8))
    socket.stream.end(TransportClosure())
    socket.stream.sent.finish()?()
    var pongs: [Data] = []
    while let bytes = try await socket.stream.sent.next() { pongs += try ClientFrame.parse(bytes).map(\.payload) }
    #expect(pongs.count == WebSocketConnection.pongsPerChunk + 1)
    #expect(pongs.first == Data("1".utf8) && pongs.last == Data("\(count)".utf8))
  }

  @Test func `closes with a close frame, and waits for the server to end the connection`() async throws {
    let socket = FakeSocket()
    try await socket.open()
    try socket.start()

    async let closed: Void = socket.connection.close()
    let frame = try ClientFrame.parse(try await socket.stream.next())[0]
    #expect(frame.opcode == 8)
    #expect(frame.payload == Data([0x03, 0xE8]))
    #expect(throws: TransportClosure.self) { try socket.connection.send(Data("late".utf8)) }
    // The app-server sends no close frame of its own.
    socket.stream.end(TransportClosure())
    await closed

    #expect(socket.stream.isClosed)
    _ = try await socket.closure.wait()
    await socket.connection.close()
  }

  @Test func `closing does not wait longer than the timeout for a server that does not end the connection`()
    async throws
  {
    let socket = FakeSocket(closeTimeout: .zero)
    try await socket.open()
    try socket.start()
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<8 { group.addTask { await socket.connection.close() } }
    }
    #expect(socket.stream.isClosed)
    _ = try await socket.closure.wait()
  }

  @Test func `hands out the code and the reason of the server's close frame, without secrets, and returns the code`()
    async throws
  {
    let socket = FakeSocket(secrets: ["the-secret-token"])
    try await socket.open()
    try socket.start()
    let reason = "bye \u{1B}[31m the-secret-token"
    socket.stream.deliver(serverFrame(8, bigEndian(UInt16(1001)) + reason.utf8))

    let closure = try await socket.closure.wait()
    #expect(
      closure.reason
        == "the server closed the WebSocket with the code 1001 (the server goes away): bye  [31m <redacted>"
    )
    let frame = try ClientFrame.parse(try await socket.stream.next())[0]
    #expect(frame.opcode == 8)
    #expect(frame.payload == Data([0x03, 0xE9]))
    #expect(throws: closure) { try socket.connection.send(Data()) }
    socket.stream.end(TransportClosure())
    await socket.connection.close()
  }

  @Test(arguments: [
    (serverFrame(3), UInt16(1002), "the server sent a frame with the reserved opcode 3"),
    (serverFrame(1, [0xFF]), 1007, "the server sent a text message that is not valid UTF-8"),
    (
      [0x81, 127] + bigEndian(UInt64(2) << 20), 1009,
      "the server sent a message that is longer than the limit of 1048576 bytes (messageSizeLimit)"
    ),
  ])
  func `ends with the reason and the right code when the server violates the protocol`(
    frame: [UInt8],
    code: UInt16,
    reason: String
  ) async throws {
    let socket = FakeSocket(closeTimeout: .zero)
    try await socket.open()
    try socket.start()
    let ping = Task { try await socket.connection.ping() }
    _ = try await socket.stream.next()

    socket.stream.deliver(serverFrame(1, "good".utf8) + frame + serverFrame(1, "after".utf8))
    socket.stream.deliver(serverFrame(1, "after".utf8))

    #expect(try await socket.messages.next() == Data("good".utf8))
    #expect(try await socket.messages.next() == nil)
    #expect(try await socket.closure.wait().reason == reason)
    #expect(try ClientFrame.parse(try await socket.stream.next())[0].payload == Data(bigEndian(code)))
    await #expect(throws: TransportClosure.self) { try await ping.value }
  }

  @Test func `hands out why the stream ended`() async throws {
    let socket = FakeSocket()
    try await socket.open()
    try socket.start()
    let closure = TransportClosure(exit: .exited(255), standardError: "ssh: connection lost")
    socket.stream.end(closure)
    #expect(try await socket.closure.wait() == closure)
    await #expect(throws: closure) { try await socket.connection.ping() }
    #expect(throws: closure) { try socket.connection.send(Data()) }
  }

  @Test func `hands out messages and the end that came before it was started`() async throws {
    let socket = FakeSocket()
    try await socket.open(followedBy: serverFrame(1, "only".utf8))
    socket.stream.end(TransportClosure(reason: "gone"))
    try socket.start()
    #expect(try await socket.messages.next() == Data("only".utf8))
    #expect(try await socket.closure.wait() == TransportClosure(reason: "gone"))
    #expect(throws: TransportClosure.self) { try socket.start() }
  }

  @Test func `the failure of the upgrade is reported, and closes the stream`() async throws {
    let socket = FakeSocket(secrets: ["the-secret-token"])
    let reason = try await socket.failure("HTTP/1.1 401 No\r\nContent-Length: 22\r\n\r\nbad \u{7}the-secret-token!")
    #expect(reason == .refused(status: 401, message: "bad  <redacted>!"))
    #expect(socket.stream.isClosed)

    let other = FakeSocket()
    #expect(try await other.failure("SSH-2.0\r\n") == .notWebSocket("the response is not HTTP"))
  }

  @Test func `a stream that ends before the upgrade is reported with its reason`() async throws {
    let closure = TransportClosure(exit: .exited(255), standardError: "no such host")
    #expect(try await FakeSocket().failure("") { $0.end(closure) } == .ended(closure))
    // A refusal whose body is cut off is still a refusal.
    let cut = "HTTP/1.1 503 Busy\r\nContent-Length: 100\r\n\r\n"
    #expect(try await FakeSocket().failure(cut) { $0.end(closure) } == .refused(status: 503, message: "Busy"))
  }

  @Test func `a server that does not respond to the upgrade is reported as such, and cancellation ends the wait`()
    async throws
  {
    let silent = FakeSocket()
    let error = await #expect(throws: ConnectorError.self) {
      try await silent.connection.open(until: .now, timeout: .seconds(7))
    }
    #expect(error?.reason == .timedOut(.seconds(7)))
    #expect(silent.stream.isClosed)

    let cancelled = FakeSocket()
    let task = Task { try await cancelled.connection.open(until: .now + .seconds(3600), timeout: .seconds(3600)) }
    _ = try await cancelled.stream.next()
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(cancelled.stream.isClosed)
  }
}
