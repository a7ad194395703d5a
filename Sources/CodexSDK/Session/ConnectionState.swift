/// The state of the connection to the server. See `Codex.connectionStates`.
#if hasAttribute(nonexhaustive)
@nonexhaustive
#endif
public enum ConnectionState: Sendable {
  /// The connection is being opened. The number counts the attempts since the last connection, beginning with 1.
  case connecting(attempt: Int)
  /// The connection is open.
  ///
  /// - Parameter previous: The server of the connection before, when the connection was lost and is open again; otherwise
  ///   `nil`. Compare the versions to learn whether the server was replaced by another release meanwhile.
  case connected(ServerInfo, previous: ServerInfo?)
  /// The connection is lost. After the delay, the SDK tries to open it.
  ///
  /// - Parameter attempt: The number of the attempt that follows the delay, beginning with 1.
  /// - Parameter cause: Why the connection was lost, or why the last attempt failed.
  case waiting(attempt: Int, delay: Duration, cause: CodexError)
  /// The connection has ended, and the SDK does not open it again. The error is `.closed` when this program closed the connection.
  case closed(CodexError)
}

/// The states of the connection of a `Codex`. See `Codex.connectionStates`.
///
/// The first element is the state at the moment of the subscription. The sequence ends after the state `.closed`. When more than
/// 1,024 states are not read, the oldest are dropped.
public struct ConnectionStates: AsyncSequence, Sendable {
  public typealias Element = ConnectionState

  private let stream: BufferedStream<ConnectionState>

  init(stream: BufferedStream<ConnectionState>) { self.stream = stream }

  public func makeAsyncIterator() -> Iterator { Iterator(stream: stream) }

  /// Reads the states one after the other.
  public struct Iterator: AsyncIteratorProtocol {
    fileprivate let stream: BufferedStream<ConnectionState>

    /// The next state. `nil` after the state `.closed`, and when the task is cancelled.
    public mutating func next() async -> ConnectionState? { try? await stream.next() }
  }
}
