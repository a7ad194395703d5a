#if os(macOS) || os(Linux)
import Foundation
import Testing

@testable import CodexSDK

@Suite struct `The process group of a server` {
  /// Whether a process runs. A process that has ended and that its parent has not reaped does not count.
  private func isRunning(_ identifier: pid_t) -> Bool {
    guard kill(identifier, 0) == 0 else { return false }
    let stat = try? String(contentsOfFile: "/proc/\(identifier)/stat", encoding: .utf8)
    return stat?.contains(") Z ") != true
  }

  private func startedProcess(_ child: Child) async throws -> pid_t {
    let line = try #require(try await child.nextLine())
    return try #require(pid_t(line))
  }

  @Test func `is ended by close, with the processes that the server started`() async throws {
    let child = try Child("sleep 1000 <&- & echo $!; exec cat")
    let started = try await startedProcess(child)
    #expect(isRunning(started))

    await child.transport.close()

    #expect(!isRunning(started))
    #expect(try await child.closure.wait().exit == .exited(0))
  }

  @Test func `is ended when the server was killed, without a call of close`() async throws {
    let child = try Child("sleep 1000 & echo $!; kill -9 $$")
    let started = try await startedProcess(child)

    #expect(try await child.closure.wait().exit == .signaled(SIGKILL))

    #expect(!isRunning(started))
    await child.transport.close()
  }

  @Test func `is killed when one of its processes ignores SIGTERM`() async throws {
    let child = try Child(
      "(trap '' TERM; echo ready; exec sleep 1000) & read line; echo $!",
      closeTimeouts: CloseTimeouts(exit: .seconds(60), terminate: .milliseconds(50))
    )
    #expect(try await child.nextLine() == "ready")
    try child.transport.send(Data("go".utf8))
    let started = try await startedProcess(child)

    await child.transport.close()

    #expect(!isRunning(started))
  }

  #if os(Linux)
  @Test func `is ended with the processes that have left the group, when the server was killed`() async throws {
    let child = try Child("setsid sh -c 'echo $$; exec sleep 1000' & read line; kill -9 $$")
    let started = try await startedProcess(child)
    #expect(getpgid(started) == started)
    try child.transport.send(Data("go".utf8))

    #expect(try await child.closure.wait().exit == .signaled(SIGKILL))

    #expect(!isRunning(started))
    await child.transport.close()
  }
  #endif

  @Test func `is another group than that of this process, so that Ctrl-C in a terminal does not reach the server`()
    async throws
  {
    let child = try Child("cat")
    let identifier = try #require(child.transport.processIdentifier)
    #expect(getpgid(identifier) == identifier)
    #expect(getpgid(identifier) != getpgrp())
    await child.transport.close()
  }
}

@Suite struct `The working directory of a server` {
  private let folder = FileManager.default.temporaryDirectory.path + "/codex-directory-\(UUID().uuidString)"

  init() throws {
    try FileManager.default.createDirectory(atPath: folder + "/untrusted", withIntermediateDirectories: true)
  }

  private func lines(_ command: StdioTransport.Command) async throws -> [String] {
    let transport = StdioTransport(command)
    let received = Locked<[String]>([])
    let closure = AsyncPromise<TransportClosure>()
    try transport.start(
      receive: { message in received.withLock { $0.append(String(decoding: message, as: UTF8.self)) } },
      closed: { closure.fulfill(.success($0)) }
    )
    _ = try await closure.wait()
    await transport.close()
    try? FileManager.default.removeItem(atPath: folder)
    return received.withLock { $0 }
  }

  @Test func `does not change which program a relative path names`() async throws {
    // The path of `sh`, relative to the working directory of this process.
    let here = FileManager.default.currentDirectoryPath
    let relative = String(repeating: "../", count: here.split(separator: "/").count) + "bin/sh"
    let command = StdioTransport.Command(
      executable: relative,
      arguments: ["-c", "echo trusted; pwd"],
      workingDirectory: folder + "/untrusted"
    )
    #expect(try await lines(command).first == "trusted")
  }

  @Test func `can be set by a shell, where the C library cannot set it`() async throws {
    let command = StdioTransport.Command(
      executable: "/bin/sh",
      arguments: [
        "-c", #"echo "$PWD"; for word; do echo "$word"; done"#, "sh", "two words", "$HOME", "'\"", "-x", "*",
      ],
      environment: ["CDPATH": "/usr"],
      workingDirectory: nil
    )
    let wrapped = try DirectoryChange.byShell(command, to: folder + "/untrusted")
    let expected = URL(fileURLWithPath: folder + "/untrusted").path
    #expect(try await lines(wrapped) == [expected, "two words", "$HOME", "'\"", "-x", "*"])
  }

  @Test func `set by a shell, does not hide that the program cannot be started`() {
    #expect {
      try DirectoryChange.byShell(.init(executable: "/nowhere/codex"), to: "/")
    } throws: {
      "\($0)".contains("No such file")
    }
  }
}
#endif
