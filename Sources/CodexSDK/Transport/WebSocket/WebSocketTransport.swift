import Foundation

/// Exchanges messages with a running app-server over a WebSocket: one message per text frame.
///
/// `close()` closes the connection, and does not end the server. When the transport is released without `close()`, the connection
/// is closed in the background.
final class WebSocketTransport: CodexTransport {
  /// The default limit of a message: 1 GiB. The app-server sends a message of any size as one frame.
  static let defaultMessageSizeLimit = 1024 * 1024 * 1024

  private let connection: WebSocketConnection
  private let clock: any Clock<Duration>

  /// - Parameters:
  ///   - connection: An open connection.
  ///   - clock: Measures how long the server takes to respond to a ping.
  init(_ connection: WebSocketConnection, clock: any Clock<Duration>) {
    self.connection = connection
    self.clock = clock
  }

  deinit { connection.beginClosing() }

  /// Every client that can connect to the server can use it.
  var isServerShared: Bool { true }

  func start(
    receive: @escaping @Sendable (Data) -> Void,
    closed: @escaping @Sendable (TransportClosure) -> Void
  ) throws {
    try start(receive: receive, batchEnded: { true }, closed: closed)
  }

  func send(_ message: Data) throws { try connection.send(message) }

  /// Sends a ping, and waits for the server's pong.
  func ping() async throws { try await connection.ping() }

  func close() async { await connection.close() }
}

extension WebSocketTransport: BatchTransport {
  func start(
    receive: @escaping @Sendable (Data) -> Void,
    batchEnded: @escaping @Sendable () -> Bool,
    closed: @escaping @Sendable (TransportClosure) -> Void
  ) throws {
    // The app-server sends only text. A binary message is handed out as well, so that nothing is lost without notice.
    try connection.start(
      receive: { message, _ in receive(message) },
      batchEnded: { _ = batchEnded() },
      closed: closed
    )
  }
}

extension WebSocketTransport: HeartbeatTransport {
  func respondsToHeartbeat(within limit: Duration) async -> Bool {
    await withTaskGroup(of: Bool.self) { group in
      group.addTask {
        // When the connection has ended, the transport reports this in another way.
        do { try await self.ping() } catch is CancellationError { return false } catch { return true }
        return true
      }
      group.addTask { [clock] in
        try? await clock.sleep(for: limit)
        return false
      }
      defer { group.cancelAll() }
      return await group.next() ?? false
    }
  }
}
