#if os(macOS) || os(Linux)
import CodexSDK
import Foundation

/// A real app-server that listens for clients, on a TCP port of the loopback interface or on a Unix socket. Several clients can use
/// it at the same time.
///
/// ```swift
/// let server = try await harness.listen(on: .webSocket())
/// let codex = try await Codex(connectingTo: server.address)
/// ```
///
/// Keep the harness while the server runs, and call `stop()` before `AppServerHarness.cleanUp()`. The server ends, too, when the
/// value is released and when the process of the test ends.
public final class ListeningAppServer: Sendable {
  /// Where the server listens.
  public enum Listener: Hashable, Sendable {
    /// A TCP port of 127.0.0.1. With the port 0, the system chooses a free port.
    case webSocket(port: UInt16 = 0)
    /// A Unix socket. With `nil`, the socket is in the folder of the harness. The server makes a symbolic link at the
    /// path, because the path of a socket can have only about 100 bytes.
    case unixSocket(path: String? = nil)
    /// The Unix socket at the default path of Codex, in the folder `CODEX_HOME` of the harness. `codex app-server proxy` connects to
    /// this socket.
    case defaultUnixSocket
  }

  /// How the server checks who connects over TCP. The app-server does not check who connects over a Unix socket.
  public enum Authentication: Hashable, Sendable {
    /// The server does not check who connects.
    case none
    /// Clients send this text as their token.
    case capabilityToken(String)
    /// Clients send a `SignedToken` that is signed with this secret, which must have at least 32 bytes.
    case signedToken(secret: String)
  }

  /// Where the server listens for connections.
  public let listener: Listener
  /// The TCP port. `nil` for a Unix socket.
  public let port: UInt16?
  /// The path of the Unix socket. It may be a symbolic link to the socket. `nil` for a TCP port.
  public let socketPath: String?
  /// The token of clients. `nil` when the server does not check who connects.
  public let token: String?

  private let process: StdioTransport
  private let output: WaitableState<Output>

  private struct Output {
    var lines: [String] = []
    var end: TransportClosure?
  }

  /// The server did not begin to listen.
  struct StartError: Error, CustomStringConvertible {
    var lines: [String]
    var end: TransportClosure?

    var description: String {
      "The app-server does not listen\(end?.description ?? ""). Its output:\n\(lines.joined(separator: "\n"))"
    }
  }

  fileprivate init(
    _ harness: AppServerHarness,
    on listener: Listener,
    authentication: Authentication,
    timeout: Duration
  ) async throws {
    self.listener = listener
    let name = UUID().uuidString.prefix(8)
    var arguments = harness.arguments
    switch listener {
    case .webSocket(let port):
      arguments += ["--listen", "ws://127.0.0.1:\(port)"]
      socketPath = nil
    case .unixSocket(let given):
      let path = given ?? harness.pathOutsideWorkspace("\(name).sock")
      arguments += ["--listen", "unix://\(path)"]
      socketPath = path
    case .defaultUnixSocket:
      arguments += ["--listen", "unix://"]
      socketPath = harness.codexHome + "/app-server-control/app-server-control.sock"
    }
    let secretFile = harness.pathOutsideWorkspace("\(name).secret")
    switch authentication {
    case .none: token = nil
    case .capabilityToken(let text):
      try Self.write(text, to: secretFile)
      arguments += ["--ws-auth", "capability-token", "--ws-token-file", secretFile]
      token = text
    case .signedToken(let secret):
      try Self.write(secret, to: secretFile)
      arguments += ["--ws-auth", "signed-bearer-token", "--ws-shared-secret-file", secretFile]
      token = SignedToken(secret: secret, expiration: Date(timeIntervalSinceNow: 3600)).text
    }
    let process = Self.process(harness, arguments)
    let output = WaitableState(Output())
    self.process = process
    self.output = output
    do {
      try process.start(
        receive: { line in output.withLock { $0.lines.append(String(decoding: line, as: UTF8.self)) } },
        closed: { closure in output.withLock { $0.end = closure } }
      )
      port = try await Self.waitUntilListening(output, listener, socketPath, timeout)
    } catch {
      await process.close()
      throw error
    }
  }

  /// The lines that the server has written to its standard output and standard error.
  public var outputLines: [String] { output.withLock { $0.lines } }

  /// The process group of the server. `nil` when the server has ended.
  public var processGroup: Int32? { process.processIdentifier }

  /// Ends the server. A turn that runs may end first; after two seconds the server is ended by force. Returns when the process has
  /// ended.
  public func stop() async { await process.close() }

  /// The command runs the server in the background of a shell, so that the server ends when the standard input of the shell is
  /// closed, in whatever way the process of the test ends. A server that listens does not read its own standard input.
  private static func process(_ harness: AppServerHarness, _ arguments: [String]) -> StdioTransport {
    let script = """
      "$@" </dev/null 2>&1 &
      server=$!
      exec 3<&0
      (cat <&3 >/dev/null; kill -TERM $server 2>/dev/null) >/dev/null 2>&1 &
      exec 3<&- 0</dev/null
      wait $server
      """
    return StdioTransport(
      .init(
        executable: "/bin/sh",
        arguments: ["-c", script, "sh", harness.executable] + arguments,
        environment: harness.environment,
        workingDirectory: harness.workspace
      ),
      closeTimeouts: CloseTimeouts(exit: .seconds(2), terminate: .seconds(2))
    )
  }

  private static func write(_ secret: String, to path: String) throws {
    let isWritten = FileManager.default.createFile(
      atPath: path,
      contents: Data(secret.utf8),
      attributes: [.posixPermissions: 0o600]
    )
    if !isWritten { throw CocoaError(.fileWriteUnknown) }
  }

  private static func waitUntilListening(
    _ output: WaitableState<Output>,
    _ listener: Listener,
    _ socketPath: String?,
    _ timeout: Duration
  ) async throws -> UInt16? {
    let failure: @Sendable (Output) -> any Error = { StartError(lines: $0.lines, end: $0.end) }
    guard let socketPath else {
      return try await output.wait(timeout: timeout, failure: failure) { output -> Result<UInt16, any Error>? in
        // The line is "  listening on: ws://127.0.0.1:PORT".
        for line in output.lines {
          if let range = line.range(of: "listening on: ws://127.0.0.1:"), let port = UInt16(line[range.upperBound...]) {
            return .success(port)
          }
        }
        return output.end == nil ? nil : .failure(failure(output))
      }.get()
    }
    // The server says nothing when it listens on a Unix socket.
    let deadline = ContinuousClock.now + timeout
    while !Sockets.canConnect(toUnixSocket: socketPath) {
      if output.withLock({ $0.end != nil }) || .now > deadline { throw failure(output.withLock { $0 }) }
      try await Task.sleep(for: .milliseconds(20))
    }
    return nil
  }
}

extension AppServerHarness {
  /// Starts the app-server so that clients can connect to it, and waits until it listens.
  ///
  /// - Parameters:
  ///   - listener: Where the server listens.
  ///   - authentication: How the server checks who connects.
  ///   - timeout: How long the server may take to listen.
  /// - Throws: An error that contains the server's output when the server does not listen.
  public func listen(
    on listener: ListeningAppServer.Listener,
    authentication: ListeningAppServer.Authentication = .none,
    timeout: Duration = .seconds(60)
  ) async throws -> ListeningAppServer {
    try await ListeningAppServer(self, on: listener, authentication: authentication, timeout: timeout)
  }
}
#endif
