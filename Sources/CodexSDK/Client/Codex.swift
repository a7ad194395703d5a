import CodexProtocol
import CodexWire
import Foundation

/// A connection to a Codex app-server.
///
/// `close()` ends the connection. When the last reference to the object and to its threads and turns is released, the connection
/// ends in the background. A server that the object has started ends with the connection. A server that ran before,
/// see `init(connectingTo:configuration:)`, continues to run.
public final class Codex: Sendable {
  /// The server's name and version, and how its version compares with the release that the SDK was generated from.
  public let serverInfo: ServerInfo

  /// The Codex release whose schema this SDK was generated from.
  public static var release: String { GeneratedFrom.codexVersion }

  let connection: Connection
  let configuration: CodexConfiguration

  /// Opens a session over a transport. The session owns the transport and closes it.
  ///
  /// - Parameters:
  ///   - transport: A transport that is not started yet.
  ///   - configuration: The settings of the connection. The settings for starting a process are not used.
  /// - Throws: `CodexError`, an error of the transport, or `CancellationError`. In all cases the transport is closed.
  public init(
    transport: any CodexTransport,
    configuration: CodexConfiguration = CodexConfiguration()
  ) async throws {
    let connection = Connection(transport: transport, configuration: configuration)
    do {
      serverInfo = try await connection.handshake(configuration)
    } catch {
      await connection.close()
      throw connection.startError(error, configuration)
    }
    self.connection = connection
    self.configuration = configuration
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
    return try await connection.call(call, timeout: timeout ?? configuration.requestTimeout)
  }

  /// Sends a request and waits for its response. For a request that starts a turn.
  ///
  /// - Parameter lateResponse: Called with a response that comes after the task was cancelled or its time was up.
  func send<Method: ClientMethod>(
    _ call: Method,
    lateResponse: @escaping @Sendable (Method.Response) -> Void
  ) async throws -> Method.Response {
    defer { withExtendedLifetime(self) {} }
    return try await connection.call(call, timeout: configuration.requestTimeout, lateResponse: lateResponse)
  }

  /// The notifications that do not belong to a turn with a handle: those about threads, accounts, the configuration, and turns
  /// without a handle.
  ///
  /// Each access makes a new subscription with its own buffer. The subscription begins immediately. It ends when it is
  /// released or when the `Codex` is closed, and with an error when the connection ends in another way.
  public var notifications: NotificationStream { NotificationStream(router: connection.router) }

  /// Ends the session. A server that this object has started ends, too: when the server does not exit in time, its process is
  /// terminated. A server that ran before continues to run.
  ///
  /// Returns when all resources are released, also when the task is cancelled. The function may be called several times and
  /// concurrently; each call waits for the same end.
  public func close() async { await connection.close() }
}

extension Connection {
  /// Opens the session: sends `initialize`, waits for the response, and sends `initialized`.
  fileprivate func handshake(_ configuration: CodexConfiguration) async throws -> ServerInfo {
    try start()
    let call = Handshake(
      InitializeParams(
        clientInfo: configuration.clientInfo,
        capabilities: InitializeCapabilities(
          experimentalAPI: configuration.experimentalAPI,
          optOutNotificationMethods: configuration.optOutNotificationMethods.isEmpty
            ? nil : configuration.optOutNotificationMethods
        )
      )
    )
    do {
      let info = ServerInfo(try await self.call(call, timeout: configuration.startupTimeout))
      try notify("initialized")
      return info
    } catch CodexError.requestFailed(let failure) {
      throw CodexError.handshakeFailed(reason: failure.description)
    } catch CodexError.decoding(_, let failure) {
      throw CodexError.handshakeFailed(
        reason: "its response to initialize does not have the expected form (\(failure))"
      )
    }
  }

  /// The method `initialize`, with a response type that has the properties which newer servers add.
  private struct Handshake: ClientMethod {
    typealias Response = HandshakeResponse
    static var name: String { RPC.Initialize.name }
    var params: InitializeParams
    init(_ params: InitializeParams) { self.params = params }
  }
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
      messageSizeLimit: configuration.messageSizeLimit ?? StdioTransport.defaultMessageSizeLimit
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
