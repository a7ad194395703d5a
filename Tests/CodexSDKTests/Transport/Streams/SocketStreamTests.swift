import Foundation
import Testing

@testable import CodexSDK

@Suite struct `A stream over a socket` {
  @Test func `transfers large amounts in both directions at once, in order`() async throws {
    let listener = try TestListener()
    listener.echo()
    let stream = try await connect(listener)
    let recorder = try StreamRecorder(stream)
    // More than the buffers of the system hold, so that sending is continued by the stream's thread.
    let part = Data((0..<1_000_003).map { UInt8(truncatingIfNeeded: $0 &* 13) })
    for _ in 0..<20 { try stream.send(part) }

    let received = try await recorder.bytes(20 * part.count)

    #expect(received == (0..<20).reduce(into: Data()) { all, _ in all += part })
    await stream.close()
    #expect(try await recorder.closure.wait() == TransportClosure())
    #expect(throws: TransportClosure.self) { try stream.send(part) }
  }

  @Test func `closing ends the connection at once, although the server does not read`() async throws {
    let listener = try TestListener()
    let mayEnd = AsyncPromise<Void>()
    let seen = AsyncPromise<Void>()
    listener.serve { _ in
      seen.fulfill(.success(()))
      let ended = DispatchSemaphore(value: 0)
      Task {
        _ = await mayEnd.waitIgnoringCancellation()
        ended.signal()
      }
      ended.wait()
    }
    let stream = try await connect(listener)
    let recorder = try StreamRecorder(stream)
    try await seen.wait()
    for _ in 0..<64 { try stream.send(Data(count: 1 << 20)) }

    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<8 { group.addTask { await stream.close() } }
    }

    _ = try await recorder.closure.wait()
    mayEnd.fulfill(.success(()))
  }

  @Test func `refuses more bytes when the server does not read, and keeps its memory bounded`() async throws {
    let listener = try TestListener()
    let mayEnd = DispatchSemaphore(value: 0)
    listener.serve { _ in mayEnd.wait() }
    let stream = try await connect(listener)
    _ = try StreamRecorder(stream)
    let part = Data(count: 16 << 20)
    let closure = #expect(throws: TransportClosure.self) {
      for _ in 0...(SocketStream.outgoingLimit / part.count + 2) { try stream.send(part) }
    }
    #expect(closure?.reason?.contains("the server does not read") == true)
    await stream.close()
    mayEnd.signal()
  }

  @Test func `ends when the server closes the connection, and sending then does not end the program`() async throws {
    let listener = try TestListener()
    listener.serve { _ in }
    let stream = try await connect(listener)
    let recorder = try StreamRecorder(stream)
    // Were SIGPIPE raised, the test program would end.
    for _ in 0..<100_000 where recorder.closure.result == nil { try? stream.send(Data(count: 100)) }
    _ = try await recorder.closure.wait()
    #expect(throws: TransportClosure.self) { try stream.send(Data(count: 1)) }
    await stream.close()
  }

  @Test func `ends the connection when it is closed before it is started, and when it is released`() async throws {
    for closes in [true, false] {
      let listener = try TestListener()
      let ended = AsyncPromise<Void>()
      listener.echo { ended.fulfill(.success(())) }
      var stream: SocketStream? = try await connect(listener)
      if closes { await stream?.close() }
      stream = nil
      // The server reads the end of the connection.
      try await ended.wait()
    }
  }

  @Test func `refuses to be started twice, and after it was closed`() async throws {
    let listener = try TestListener()
    listener.echo()
    let stream = try await connect(listener)
    #expect(throws: TransportClosure.self) { try stream.send(Data(count: 1)) }
    _ = try StreamRecorder(stream)
    #expect(throws: TransportClosure.self) { try StreamRecorder(stream) }
    await stream.close()
    #expect(throws: TransportClosure.self) { try StreamRecorder(stream) }
  }

  private func connect(_ listener: TestListener) async throws -> SocketStream {
    try await TCPConnector.connect(host: "127.0.0.1", port: listener.port, onlyLoopback: true, timeout: .seconds(120))
  }
}

@Suite struct `Connecting a socket` {
  @Test func `tries all addresses of a name`() async throws {
    // The server listens only at 127.0.0.1. Where the name localhost also has the address ::1, that attempt fails.
    let listener = try TestListener()
    listener.echo()
    let stream = try await TCPConnector.connect(
      host: "localhost",
      port: listener.port,
      onlyLoopback: true,
      timeout: .seconds(120)
    )
    let recorder = try StreamRecorder(stream)
    try stream.send(Data("hello".utf8))
    #expect(try await recorder.bytes(5) == Data("hello".utf8))
    await stream.close()
  }

  @Test func `reports a refused connection and a name that does not exist`() async throws {
    var listener: TestListener? = try TestListener()
    let port = try #require(listener).port
    listener = nil
    let refused = await #expect(throws: ConnectorError.self) {
      try await TCPConnector.connect(host: "127.0.0.1", port: port, onlyLoopback: false, timeout: .seconds(120))
    }
    guard case .unreachable(let problem) = refused?.reason else { throw try #require(refused) }
    #expect(problem == "connect: Connection refused")

    // No name has more than 255 characters, so the lookup needs no network.
    let name = String(repeating: "x", count: 300)
    let unknown = await #expect(throws: ConnectorError.self) {
      try await TCPConnector.connect(host: name, port: port, onlyLoopback: false, timeout: .seconds(120))
    }
    guard case .nameNotResolved = unknown?.reason else { throw try #require(unknown) }
  }

  @Test func `does not connect to another machine when only the loopback interface is allowed`() async throws {
    let error = await #expect(throws: ConnectorError.self) {
      try await TCPConnector.connect(host: "192.0.2.1", port: 80, onlyLoopback: true, timeout: .seconds(120))
    }
    guard case .nameNotResolved(let problem) = error?.reason else { throw try #require(error) }
    #expect(problem.contains("loopback"))
  }

  @Test func `recognizes loopback addresses`() throws {
    func isLoopback(_ host: String) throws -> Bool {
      var hints = addrinfo()
      hints.ai_flags = AI_NUMERICHOST
      hints.ai_socktype = Descriptor.streamType
      var first: UnsafeMutablePointer<addrinfo>?
      #expect(getaddrinfo(host, "1", &hints, &first) == 0)
      defer { freeaddrinfo(first) }
      return try #require(first.flatMap { SocketAddress($0.pointee) }).isLoopback
    }
    for host in ["127.0.0.1", "127.255.0.3", "::1", "::ffff:127.0.0.1"] { #expect(try isLoopback(host), "\(host)") }
    for host in ["128.0.0.1", "10.0.0.127", "::", "::2", "1::1", "fe80::1", "::ffff:10.0.0.1", "0.0.0.0"] {
      #expect(try !isLoopback(host), "\(host)")
    }
  }

  @Test func `stops to wait for a blocked system call when the time is over or the task is cancelled`() async throws {
    let mayReturn = DispatchSemaphore(value: 0)
    let discarded = BufferedStream<Int>(limit: 10)
    @Sendable func blocked(_ value: Int, timeout: Duration) async throws -> Int {
      try await BlockingCall.run(
        timeout: timeout,
        timeoutError: ConnectorError(.timedOut(timeout)),
        discard: { discarded.push($0, isDroppable: false)?() },
        { _ in
          mayReturn.wait()
          return value
        }
      )
    }

    await #expect(throws: ConnectorError.self) { try await blocked(1, timeout: .zero) }
    let task = Task { try await blocked(2, timeout: .seconds(3600)) }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }

    // The values that come later are released.
    mayReturn.signal()
    mayReturn.signal()
    let first = try await discarded.next()
    let second = try await discarded.next()
    #expect(Set([first, second]) == [1, 2])
  }
}

@Suite struct `Connecting a Unix socket` {
  @Test func `follows a symbolic link whose path is too long for an address`() async throws {
    try await inTemporaryFolder { folder in
      let listener = try TestListener(path: folder + "/s")
      listener.echo()
      let link = folder + "/" + String(repeating: "x", count: 150)
      try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: folder + "/s")

      let stream = try await UnixSocketConnector.connect(path: link, timeout: .seconds(120))

      let recorder = try StreamRecorder(stream)
      try stream.send(Data("hello".utf8))
      #expect(try await recorder.bytes(5) == Data("hello".utf8))
      await stream.close()
    }
  }

  @Test func `reports a path that does not exist, is too long, or is no socket`() async throws {
    try await inTemporaryFolder { folder in
      #expect(
        try await failure(folder + "/none") == .unreachable("the socket \(folder)/none: No such file or directory")
      )

      try Data().write(to: URL(fileURLWithPath: folder + "/file"))
      #expect(try await failure(folder + "/file") == .untrustedSocket("the file \(folder)/file is not a socket"))

      // A socket can be made at a short path and then be moved to a long one.
      let listener = try TestListener(path: folder + "/s")
      let long = folder + "/" + String(repeating: "x", count: 150)
      try FileManager.default.moveItem(atPath: folder + "/s", toPath: long)
      guard case .unreachable(let problem) = try await failure(long) else { throw CancellationError() }
      #expect(problem.contains("may have at most"))
      withExtendedLifetime(listener) {}
    }
  }

  @Test func `reports a socket at which no server listens any more`() async throws {
    try await inTemporaryFolder { folder in
      var listener: TestListener? = try TestListener(path: folder + "/s")
      withExtendedLifetime(listener) {}
      listener = nil
      #expect(try await failure(folder + "/s") == .unreachable("connect: Connection refused"))
    }
  }

  @Test(.enabled(if: geteuid() == 0, "Only root can give a file to another user."))
  func `refuses a socket that belongs to another user`() async throws {
    try await inTemporaryFolder { folder in
      let listener = try TestListener(path: folder + "/s")
      listener.echo()
      #expect(chown(folder + "/s", 12_345, 12_345) == 0)
      #expect(try await failure(folder + "/s") == .untrustedSocket("the socket \(folder)/s belongs to another user"))
    }
  }

  @Test func `knows the user that runs the server`() async throws {
    let pair = try Descriptor.socketPair()
    #expect(pair.ours.peerUser() == geteuid())
    pair.ours.close()
    pair.theirs.close()
  }

  private func failure(_ path: String) async throws -> ConnectionFailure.Reason {
    do {
      let stream = try await UnixSocketConnector.connect(path: path, timeout: .seconds(120))
      await stream.close()
    } catch let error as ConnectorError {
      return error.reason
    }
    throw TransportClosure(reason: "the socket was connected")
  }

  /// Calls `body` with the path of a new folder. The path is short and has no symbolic links.
  private func inTemporaryFolder(_ body: (String) async throws -> Void) async throws {
    let base = realpath("/tmp", nil).map { pointer -> String in
      defer { free(pointer) }
      return String(cString: pointer)
    }
    let folder = "\(base ?? "/tmp")/codex-\(UUID().uuidString.prefix(8))"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try await body(folder)
  }
}
