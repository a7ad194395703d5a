import CodexProtocol
import CodexWire
import Foundation

/// A connection to a Codex app-server.
///
/// `close()` ends the connection. When the last reference to the object and to its threads and turns is released, the connection
/// ends in the background. A server that the SDK has started ends with its connection. A server that was running before keeps
/// running, and its turns, too.
public final class Codex: Sendable {
  /// The server's name and version, and how its version compares with the release that the SDK was generated from. After a lost
  /// connection was opened again, the value describes the server of the new connection.
  public var serverInfo: ServerInfo { connection.session.server ?? firstServer }

  /// The Codex release whose schema this SDK was generated from.
  public static var release: String { GeneratedFrom.codexVersion }

  let connection: Connection
  let configuration: CodexConfiguration
  private let firstServer: ServerInfo

  /// Opens a session over a transport. The session owns the transport and closes it.
  ///
  /// - Parameters:
  ///   - transport: A transport that is not started yet.
  ///   - configuration: The settings of the connection. The settings for starting a process are not used.
  /// - Throws: `CodexError`, an error of the transport, or `CancellationError`. In all cases the transport is closed.
  public convenience init(
    transport: any CodexTransport,
    configuration: CodexConfiguration = CodexConfiguration()
  ) async throws {
    let connection = Connection(
      .single(transport),
      isServerShared: transport.isServerShared,
      configuration: configuration
    )
    try await self.init(connection)
  }

  /// Opens a session with a running server over transports that a function makes, so that a lost connection can be opened again.
  /// See `CodexConfiguration.reconnection`.
  ///
  /// - Parameters:
  ///   - isServerShared: Whether other clients may use the server, too. See `CodexTransport.isServerShared`. The property of the
  ///     transports is not used.
  ///   - configuration: The settings of the connection. The settings for starting a process are not used.
  ///   - makeTransport: Makes a transport to the server that is not started yet. It is called for the first connection, and after
  ///     each loss of the connection. The session owns the transports and closes them.
  /// - Throws: `CodexError`, an error of the function or of the first transport, or `CancellationError`.
  public convenience init(
    isServerShared: Bool = true,
    configuration: CodexConfiguration = CodexConfiguration(),
    makeTransport: @escaping @Sendable () async throws -> any CodexTransport
  ) async throws {
    let connection = Connection(.factory(makeTransport), isServerShared: isServerShared, configuration: configuration)
    try await self.init(connection)
  }

  private init(_ connection: Connection) async throws {
    do {
      firstServer = try await connection.open()
    } catch {
      await connection.close()
      throw connection.startError(error, connection.configuration)
    }
    self.connection = connection
    configuration = connection.configuration
  }

  deinit { connection.beginClosing() }

  /// Sends a request of any method and waits for its response. All generated functions use this function.
  ///
  /// - Parameters:
  ///   - call: The method with its parameters, such as `RPC.ModelList(ModelListParams())`.
  ///   - timeout: How long to wait, including repetitions. `nil` uses `CodexConfiguration.requestTimeout`.
  /// - Throws: `CodexError`, or `CancellationError` when the task is cancelled. A cancellation ends the wait immediately; the
  ///   server may still carry out the request, and the connection stays open.
  public func send<Method: ClientMethod>(_ call: Method, timeout: Duration? = nil) async throws -> Method.Response {
    // The connection must not end before the response, even when the caller keeps no reference: `Codex(…).send(…)`.
    defer { withExtendedLifetime(self) {} }
    // The server interrupts a turn before it handles later requests, which then start a new turn.
    if let interrupt = call as? RPC.TurnInterrupt {
      connection.activity.stop(TurnKey(threadID: interrupt.params.threadID, turnID: interrupt.params.turnID))
    }
    let response = try await connection.call(call, timeout: timeout ?? configuration.requestTimeout)
    // After the connection was lost, the thread must not be resumed.
    if let call = call as? RPC.ThreadUnsubscribe { connection.subscriptions.forget(call.params.threadID) }
    return response
  }

  /// Sends a request and waits for its response. For a request that starts a turn.
  ///
  /// - Parameters:
  ///   - timeout: How long to wait, including repetitions. `nil` uses `CodexConfiguration.requestTimeout`.
  ///   - lateResponse: Called with a response that comes after the task was cancelled or its time was up.
  func send<Method: ClientMethod>(
    _ call: Method,
    timeout: Duration? = nil,
    lateResponse: @escaping @Sendable (Method.Response) -> Void
  ) async throws -> Method.Response {
    defer { withExtendedLifetime(self) {} }
    return try await connection.call(
      call,
      timeout: timeout ?? configuration.requestTimeout,
      lateResponse: lateResponse
    )
  }

  /// The notifications that do not belong to a turn with a handle: those about threads, accounts, the configuration, and turns
  /// without a handle.
  ///
  /// Each access makes a new subscription with its own buffer. The subscription begins immediately. It ends when it is
  /// released or when the `Codex` is closed, and with an error when the connection ends in another way.
  public var notifications: NotificationStream { NotificationStream(router: connection.router) }

  /// The states of the connection, beginning with the present one: connected, waiting for the next attempt to open a lost
  /// connection, connecting, closed.
  ///
  /// Each access makes a new subscription with its own buffer.
  public var connectionStates: ConnectionStates { connection.session.states() }

  /// Ends the session. A server that the SDK has started ends with it; when the server does not exit in time, its process is
  /// terminated. A server that was running before keeps running.
  ///
  /// Returns when all resources are released, also when the task is cancelled. The function may be called several times and
  /// concurrently; each call waits for the same end.
  public func close() async { await connection.close() }
}

#if os(macOS) || os(Linux)
extension Codex {
  /// Starts `codex app-server` and opens a session with it.
  ///
  /// - Parameter configuration: The settings for starting the server and for the connection.
  /// - Throws: `CodexError`, or `CancellationError`. In both cases the process does not keep running.
  public convenience init(configuration: CodexConfiguration = CodexConfiguration()) async throws {
    let transport = StdioTransport(
      try configuration.command(),
      closeTimeouts: configuration.closeTimeouts,
      messageSizeLimit: configuration.messageSizeLimit ?? StdioTransport.defaultMessageSizeLimit,
      clock: configuration.clock
    )
    try await self.init(transport: transport, configuration: configuration)
  }
}

/// Runs a closure with a new `Codex`, and closes the `Codex` when the closure returns or throws.
///
/// - Parameters:
///   - configuration: The settings for starting the server and for the connection.
///   - isolation: The actor on which the closure runs. The default is the caller's actor.
///   - body: The closure.
/// - Returns: The value that the closure returns.
/// - Throws: The error that the closure throws, or an error from starting the server.
public func withCodex<Result>(
  configuration: CodexConfiguration = CodexConfiguration(),
  isolation: isolated (any Actor)? = #isolation,
  _ body: (Codex) async throws -> Result
) async throws -> Result {
  let codex = try await Codex(configuration: configuration)
  do {
    let result = try await body(codex)
    await codex.close()
    return result
  } catch {
    await codex.close()
    throw error
  }
}
#endif
