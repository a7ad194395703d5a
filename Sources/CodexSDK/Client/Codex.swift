import CodexProtocol
import CodexWire
import Foundation

/// A connection to a Codex app-server, which it owns: the server ends with it.
///
/// Ended by `close()`, or in the background when the last reference to it and to its threads and turns is gone.
public final class Codex: Sendable {
  /// Which server this is, and how it compares with the release that the SDK was generated from.
  public let serverInfo: ServerInfo

  /// The Codex release whose schema this SDK was generated from.
  public static var release: String { GeneratedFrom.codexVersion }

  let connection: Connection
  let configuration: CodexConfiguration

  /// Opens a session over `transport`, which is closed with it.
  ///
  /// - Throws: `CodexError`, or what the transport throws, or `CancellationError`; the transport is closed then.
  public init(
    transport: any CodexTransport,
    configuration: CodexConfiguration = CodexConfiguration()
  ) async throws {
    let connection = Connection(transport: transport, configuration: configuration)
    do {
      serverInfo = try await connection.handshake(configuration)
    } catch {
      await connection.close()
      throw error
    }
    self.connection = connection
    self.configuration = configuration
  }

  deinit { connection.beginClosing() }

  /// Sends a call of any method and waits for its answer: the typed low-level door, which every wrapper goes through.
  ///
  /// - Parameter timeout: For how long to wait, retries included; `nil` takes `CodexConfiguration.requestTimeout`.
  /// - Throws: `CodexError`; `CancellationError` when the task is cancelled, which ends the wait at once and leaves the
  ///   connection sound (the server may still act on the request).
  public func send<Method: ClientMethod>(_ call: Method, timeout: Duration? = nil) async throws -> Method.Response {
    // Even `Codex(…).send(…)` is to get its answer before the last reference goes.
    defer { withExtendedLifetime(self) {} }
    return try await connection.call(call, timeout: timeout ?? configuration.requestTimeout)
  }

  /// The same, for a call that starts something: `late` gets an answer that comes after the task was cancelled.
  func send<Method: ClientMethod>(
    _ call: Method,
    late: @escaping @Sendable (Method.Response) -> Void
  ) async throws -> Method.Response {
    defer { withExtendedLifetime(self) {} }
    return try await connection.call(call, timeout: configuration.requestTimeout, late: late)
  }

  /// What the server tells and no turn owns: of threads, accounts, configuration, and of turns without a handle.
  ///
  /// Each access is a subscription of its own with its own buffer, which starts now and ends when it is dropped, when the
  /// `Codex` is closed, or with an error when the connection dies.
  public var notifications: NotificationStream { NotificationStream(router: connection.router) }

  /// Ends the session and the server: in order, then by force. Returns when nothing of it is left, also in a cancelled
  /// task. May be called again and at the same time; each call waits for the same end.
  public func close() async { await connection.close() }
}

extension Connection {
  /// `initialize`, its answer, `initialized`: before anything else.
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
    } catch CodexError.rpc(let failure) {
      throw CodexError.handshakeFailed(reason: failure.description)
    } catch CodexError.decoding(_, let failure) {
      throw CodexError.handshakeFailed(reason: "its answer to initialize is not one (\(failure))")
    }
  }

  /// `initialize` with an answer that has what newer servers add.
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
  /// - Throws: `CodexError`, or `CancellationError`; nothing is left running then.
  public convenience init(configuration: CodexConfiguration = CodexConfiguration()) async throws {
    let transport = StdioTransport(try configuration.command(), closeTimeouts: configuration.closeTimeouts)
    try await self.init(transport: transport, configuration: configuration)
  }
}

/// Runs `body` with a Codex that is closed when it ends: when it returns, throws or is cancelled.
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
