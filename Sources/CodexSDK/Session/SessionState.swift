/// The state of the session: tells subscribers about each change, and lets requests wait until the connection is open.
final class SessionState: Sendable {
  private struct State {
    var current = ConnectionState.connecting(attempt: 1)
    /// Set when the connection is open or has ended. A new promise takes its place when the connection is lost.
    var opening = AsyncPromise<Void>()
    var server: ServerInfo?
    var subscribers: [WeakStream] = []
  }

  /// A subscription ends when its sequence and iterators are released.
  private struct WeakStream {
    weak var stream: BufferedStream<ConnectionState>?
  }

  private static let subscriptionLimit = 1024

  private let state = Locked(State())

  /// The server of the current connection or, while there is no connection, of the last one. `nil` before the first connection.
  var server: ServerInfo? { state.withLock { $0.server } }

  /// How the version of `server` compares with the schema. Copying only this part is cheaper for each request.
  var compatibility: ServerInfo.Compatibility? { state.withLock { $0.server?.compatibility } }

  /// Whether the session is open, so that requests need not wait.
  var isConnected: Bool {
    if case .success? = state.withLock({ $0.opening.result }) { true } else { false }
  }

  func connecting(attempt: Int) { change { $0.current = .connecting(attempt: attempt) } }

  func waiting(attempt: Int, delay: Duration, cause: CodexError) {
    change { $0.current = .waiting(attempt: attempt, delay: delay, cause: cause) }
  }

  /// Notes that the connection is lost. Requests wait from now on. No state is told until `waiting` or `closed`.
  func lost() {
    state.withLock { if $0.opening.result != nil { $0.opening = AsyncPromise() } }
  }

  func connected(to server: ServerInfo) {
    change { state in
      state.current = .connected(server, previous: state.server)
      state.server = server
    }
    state.withLock { $0.opening }.fulfill(.success(()))
  }

  func closed(_ error: CodexError) {
    change { $0.current = .closed(error) }
    state.withLock { $0.opening }.fulfill(.failure(error))
  }

  /// Waits until the connection is open.
  ///
  /// - Throws: The error with which the connection ended, or `CancellationError`.
  func waitUntilConnected() async throws {
    try await state.withLock { $0.opening }.wait()
  }

  func states() -> ConnectionStates {
    let stream = BufferedStream<ConnectionState>(limit: Self.subscriptionLimit)
    state.withLock { state in
      _ = stream.push(state.current, isDroppable: true)
      if case .closed = state.current {
        _ = stream.finish()
      } else {
        state.subscribers.append(WeakStream(stream: stream))
      }
    }
    return ConnectionStates(stream: stream)
  }

  /// Changes the state and tells the subscribers. After `.closed`, changes have no effect.
  private func change(_ body: (inout State) -> Void) {
    let resumptions = state.withLock { state -> [Resumption] in
      if case .closed = state.current { return [] }
      body(&state)
      let streams = state.subscribers.compactMap(\.stream)
      state.subscribers = streams.map { WeakStream(stream: $0) }
      var resumptions = streams.compactMap { $0.push(state.current, isDroppable: true) }
      if case .closed = state.current { resumptions += streams.compactMap { $0.finish() } }
      return resumptions
    }
    for resumption in resumptions { resumption() }
  }
}
