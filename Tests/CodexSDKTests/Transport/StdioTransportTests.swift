#if os(macOS) || os(Linux)
import Foundation
import Testing

@testable import CodexSDK

/// A transport whose child process runs a shell script, and the messages that the script writes.
final class Child: Sendable {
  let transport: StdioTransport
  let lines = BufferedStream<Data>(limit: 1_000_000)
  let closure = AsyncPromise<TransportClosure>()

  init(
    _ script: String,
    environment: [String: String] = ProcessInfo.processInfo.environment,
    workingDirectory: String? = nil,
    closeTimeouts: CloseTimeouts = CloseTimeouts(),
    messageSizeLimit: Int = StdioTransport.defaultMessageSizeLimit,
    clock: any Clock<Duration> = ContinuousClock()
  ) throws {
    transport = StdioTransport(
      .init(
        executable: "/bin/sh",
        arguments: ["-c", script],
        environment: environment,
        workingDirectory: workingDirectory
      ),
      closeTimeouts: closeTimeouts,
      messageSizeLimit: messageSizeLimit,
      clock: clock
    )
    try transport.start(
      receive: { [lines] in lines.push($0, isDroppable: false)?() },
      closed: { [lines, closure] in
        lines.finish()?()
        closure.fulfill(.success($0))
      }
    )
  }

  func nextLine() async throws -> String? { try await lines.next().map { String(decoding: $0, as: UTF8.self) } }
}

@Suite struct `The stdio transport` {
  @Test func `transfers lines in both directions, and the end of the input ends the child`() async throws {
    let child = try Child("cat")
    try child.transport.send(Data("one".utf8))
    try child.transport.send(Data("two".utf8))
    #expect(try await child.nextLine() == "one")
    #expect(try await child.nextLine() == "two")
    await child.transport.close()
    #expect(try await child.closure.wait() == TransportClosure(exit: .exited(0)))
    #expect(throws: TransportClosure.self) { try child.transport.send(Data("three".utf8)) }
  }

  @Test func `messages that were queued before close are written`() async throws {
    let child = try Child("cat >/dev/null; echo done")
    for _ in 0..<100 { try child.transport.send(Data(repeating: 0x61, count: 10_000)) }
    await child.transport.close()
    #expect(try await child.nextLine() == "done")
  }

  @Test func `the exit of a child is reported with its status and its standard error`() async throws {
    let child = try Child("echo last words >&2; echo bye; exit 3")
    #expect(try await child.nextLine() == "bye")
    #expect(try await child.nextLine() == nil)
    #expect(
      try await child.closure.wait() == TransportClosure(exit: .exited(3), standardError: "last words")
    )
    await child.transport.close()
  }

  @Test(arguments: [(output: #"{"id":1}"#, line: #"{"id":1}"#), (output: #"{"id":"#, line: nil)])
  func `a last line without a line end is delivered when it is complete JSON`(output: String, line: String?)
    async throws
  {
    let child = try Child("printf '\(output)'")
    #expect(try await child.nextLine() == line)
    await child.transport.close()
  }

  @Test func `a child that ignores the end of its input is terminated`() async throws {
    let child = try Child(
      "exec sleep 1000",
      closeTimeouts: CloseTimeouts(exit: .milliseconds(10), terminate: .seconds(60))
    )
    await child.transport.close()
    #expect(try await child.closure.wait().exit == .signaled(SIGTERM))
  }

  @Test func `a child that ignores SIGTERM too is killed`() async throws {
    let child = try Child(
      "trap '' TERM; echo ready; exec sleep 1000",
      closeTimeouts: CloseTimeouts(exit: .milliseconds(10), terminate: .milliseconds(10))
    )
    #expect(try await child.nextLine() == "ready")
    await child.transport.close()
    #expect(try await child.closure.wait().exit == .signaled(SIGKILL))
  }

  @Test func `a child that closes its output is ended`() async throws {
    let child = try Child("exec >&-; exec cat")
    _ = try await child.closure.wait()
    await child.transport.close()
  }

  @Test func `a megabyte on standard error does not block the child, and its end is kept`() async throws {
    let child = try Child("head -c 1000000 /dev/zero | tr '\\0' 'x' >&2; echo END >&2; echo out; cat")
    #expect(try await child.nextLine() == "out")
    await child.transport.close()
    let tail = try await child.closure.wait().standardError
    #expect(tail.hasSuffix("xxxEND"))
    #expect(tail.utf8.count <= 16 * 1024)
  }

  @Test func `a line of 20 MB is transferred in both directions`() async throws {
    let child = try Child("cat")
    let message = Data(repeating: UInt8(ascii: "x"), count: 20_000_000)
    try child.transport.send(message)
    #expect(try await child.lines.next() == message)
    await child.transport.close()
  }

  @Test func `a message that exceeds the limit ends the transport with an error that names the limit`() async throws {
    let child = try Child(
      "echo 1234567890; echo 12345678901; exec sleep 1000",
      closeTimeouts: CloseTimeouts(exit: .milliseconds(10)),
      messageSizeLimit: 10
    )
    #expect(try await child.nextLine() == "1234567890")
    #expect(try await child.nextLine() == nil)
    let reason = try await child.closure.wait().reason
    #expect(reason == "the server sent a message that is longer than the limit of 10 bytes (messageSizeLimit)")
    await child.transport.close()
  }

  @Test func `100,000 lines do not overflow the stack`() async throws {
    // If the closure were wrapped again for each message, calling it would overflow the stack.
    let child = try Child("seq 100000")
    var count = 0
    while try await child.nextLine() != nil { count += 1 }
    #expect(count == 100_000)
    await child.transport.close()
  }

  @Test func `a child that never reads does not prevent reading its output`() async throws {
    let child = try Child(
      "for i in 1 2 3; do echo $i; done; exec sleep 1000",
      closeTimeouts: CloseTimeouts(exit: .milliseconds(10))
    )
    try child.transport.send(Data(repeating: UInt8(ascii: "x"), count: 5_000_000))
    for line in ["1", "2", "3"] { #expect(try await child.nextLine() == line) }
    await child.transport.close()
  }

  @Test func `writing to a child that has exited is an error and causes no signal`() async throws {
    let child = try Child(
      "exec <&-; echo closed; exec sleep 1000",
      closeTimeouts: CloseTimeouts(exit: .milliseconds(10))
    )
    #expect(try await child.nextLine() == "closed")
    // If the write caused SIGPIPE, this process would end.
    try child.transport.send(Data(repeating: 0x61, count: 1000))
    // A server that accepts no input is ended. Afterwards `send` throws the closure.
    let closure = try await child.closure.wait()
    #expect(closure.exit == .signaled(SIGTERM))
    #expect(closure.wasEndedByClient)
    #expect(closure.reason?.contains("closed its standard input") == true)
    #expect(throws: closure) { try child.transport.send(Data("x".utf8)) }
    await child.transport.close()
  }

  @Test func `a child gets the environment and the working directory of the command`() async throws {
    let child = try Child(
      "echo $GREETING; pwd",
      environment: ["GREETING": "hello", "PATH": "/usr/bin:/bin"],
      workingDirectory: "/usr"
    )
    #expect(try await child.nextLine() == "hello")
    #expect(try await child.nextLine() == "/usr")
    await child.transport.close()
  }

  @Test func `a child has its three streams and no other descriptor`() async throws {
    // A descriptor that is not marked as close-on-exec. A host program may have such descriptors.
    let leaky = open("/dev/null", O_RDONLY)
    defer { close(leaky) }
    let other = try Child("cat")
    let child = try Child("for f in /dev/fd/*; do [ -e $f ] && echo ${f##*/}; done; echo end; cat")
    var descriptors: [String] = []
    while let line = try await child.nextLine(), line != "end" { descriptors.append(line) }
    // The shell may open a fourth descriptor for the folder that it lists.
    #expect(Set(descriptors).isSuperset(of: ["0", "1", "2"]))
    #expect(!descriptors.contains("\(leaky)"))
    #expect(descriptors.count <= 4)
    await child.transport.close()
    await other.transport.close()
  }

  @Test func `a program that cannot be started is an error with the reason`() throws {
    let transport = StdioTransport(.init(executable: "/nowhere/codex"))
    #expect {
      try transport.start(receive: { _ in }, closed: { _ in })
    } throws: {
      if case CodexError.launchFailed("/nowhere/codex", let reason) = $0 {
        reason.contains("No such file")
      } else {
        false
      }
    }
  }

  @Test func `releasing the transport ends the child`() async throws {
    var child: Child? = try Child("cat")
    let closure = try #require(child?.closure)
    child = nil
    #expect(try await closure.wait().exit == .exited(0))
  }

  @Test func `close is idempotent, concurrent, and works before start`() async throws {
    let child = try Child("cat")
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<5 { group.addTask { await child.transport.close() } }
    }
    let unused = StdioTransport(.init(executable: "/bin/cat"))
    await unused.close()
    #expect(throws: TransportClosure.self) { try unused.start(receive: { _ in }, closed: { _ in }) }
  }
}
#endif
