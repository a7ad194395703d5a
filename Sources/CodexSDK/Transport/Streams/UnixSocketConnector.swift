import Foundation

/// Connects Unix sockets.
enum UnixSocketConnector {
  /// The path at which `codex app-server --listen unix://` listens.
  ///
  /// - Parameter environment: The environment variables. `CODEX_HOME` is the folder of Codex; without it, the folder is
  ///   `.codex` in the user's home folder.
  static func defaultPath(environment: [String: String]) -> String {
    var folder = environment["CODEX_HOME"] ?? ""
    if folder.isEmpty {
      let home = environment["HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? NSHomeDirectory()
      folder = home + "/.codex"
    }
    return folder + "/app-server-control/app-server-control.sock"
  }

  /// Connects to a socket that belongs to the user of this process.
  ///
  /// - Parameters:
  ///   - path: The path of the socket, or of a symbolic link to it.
  ///   - timeout: How long the connection may take.
  /// - Throws: `ConnectorError` or `CancellationError`.
  static func connect(path: String, timeout: Duration) async throws -> SocketStream {
    try await BlockingCall.run(
      timeout: timeout,
      timeoutError: ConnectorError(.timedOut(timeout)),
      discard: { (_: SocketStream) in },
      { deadline in try connect(path: path, deadline: deadline) }
    )
  }

  private static func connect(path: String, deadline: ContinuousClock.Instant) throws -> SocketStream {
    let resolved = try resolve(path)
    guard let address = SocketAddress(path: resolved) else {
      throw ConnectorError(
        .unreachable(
          "the path has \(resolved.utf8.count) bytes, but the path of a socket may have at most "
            + "\(SocketAddress.longestPath); make a symbolic link to a shorter path"
        )
      )
    }
    let descriptor: Descriptor
    do {
      descriptor = try Descriptor.streamSocket(family: AF_UNIX)
    } catch {
      throw ConnectorError(.unreachable("\(error)"))
    }
    // `connect` waits while the server does not accept connections. This option limits the wait.
    descriptor.setSendTimeout(deadline - .now)
    while address.withPointer({ Foundation.connect(descriptor.number, $0, $1) }) != 0 {
      let error = SystemError("connect")
      if error.code == EINTR, .now < deadline { continue }
      descriptor.close()
      throw ConnectorError(.unreachable("\(error)"))
    }
    // Between the check of the file and the connection, another user could have replaced the socket.
    guard isTrusted(descriptor.peerUser()) else {
      descriptor.close()
      throw ConnectorError(.untrustedSocket("the server at the socket \(path) runs as another user"))
    }
    return try SocketStream(descriptor)
  }

  /// The path without symbolic links. Codex makes a link to a short path, because the path of a socket can have only about
  /// 100 bytes.
  private static func resolve(_ path: String) throws -> String {
    guard let memory = realpath(path, nil) else {
      throw ConnectorError(.unreachable("\(SystemError("the socket \(path)"))"))
    }
    defer { free(memory) }
    let resolved = String(cString: memory)
    var status = stat()
    guard stat(resolved, &status) == 0 else {
      throw ConnectorError(.unreachable("\(SystemError("the socket \(path)"))"))
    }
    guard status.st_mode & S_IFMT == S_IFSOCK else {
      throw ConnectorError(.untrustedSocket("the file \(path) is not a socket"))
    }
    guard isTrusted(status.st_uid) else {
      throw ConnectorError(.untrustedSocket("the socket \(path) belongs to another user"))
    }
    return resolved
  }

  /// Whether a server of the user may be trusted: the user of this process, and root, who can read everything anyway.
  private static func isTrusted(_ user: uid_t?) -> Bool { user == geteuid() || user == 0 }
}

extension Descriptor {
  fileprivate func setSendTimeout(_ duration: Duration) {
    let milliseconds = max(1, Int(duration.milliseconds))
    var time = timeval()
    time.tv_sec = .init(milliseconds / 1000)
    time.tv_usec = .init(milliseconds % 1000 * 1000)
    setsockopt(number, SOL_SOCKET, SO_SNDTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
  }
}
