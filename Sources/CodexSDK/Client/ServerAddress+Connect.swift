import Foundation

extension ServerAddress {
  /// Connects to the server and opens a WebSocket. Each call makes a new connection.
  ///
  /// - Throws: `CodexError` or `CancellationError`.
  func connect(_ configuration: CodexConfiguration) async throws -> WebSocketTransport {
    do {
      let deadline = ContinuousClock.now + configuration.connectTimeout.asWait
      let (stream, request, secrets) = try await open(configuration)
      let connection = WebSocketConnection(
        stream: stream,
        request: request,
        messageSizeLimit: configuration.messageSizeLimit ?? WebSocketTransport.defaultMessageSizeLimit,
        closeTimeout: configuration.closeTimeouts.exit,
        clock: configuration.clock,
        secrets: SecretText(values: secrets)
      )
      try await connection.open(until: deadline, timeout: configuration.connectTimeout)
      return WebSocketTransport(connection, clock: configuration.clock)
    } catch let error as ConnectorError {
      throw failure(error.reason)
    } catch let closure as TransportClosure {
      throw failure(.ended(closure))
    } catch let error as CodexError {
      throw error
    } catch let error as CancellationError {
      throw error
    } catch {
      // An error of the user's byte stream, or of a system call.
      throw failure(.unreachable("\(error)"))
    }
  }

  private func failure(_ reason: ConnectionFailure.Reason) -> CodexError {
    .connectionFailed(ConnectionFailure(address: description, reason: reason))
  }

  /// Makes the byte stream, and the request that opens the WebSocket.
  private func open(
    _ configuration: CodexConfiguration
  ) async throws -> (stream: any ByteStream, request: WebSocketUpgradeRequest, secrets: [String]) {
    let timeout = configuration.connectTimeout
    switch kind {
    case .webSocket(let address):
      let target = try address.target()
      guard let makeStream = address.makeStream else {
        let stream = try await TCPConnector.connect(
          host: target.endpoint.host,
          port: target.endpoint.port,
          onlyLoopback: target.onlyLoopback,
          timeout: timeout
        )
        return (stream, target.request, address.secrets)
      }
      return (try await makeStream(target.endpoint), target.request, address.secrets)
    case .unixSocket(let path):
      let environment = ProcessInfo.processInfo.environment
      let stream = try await UnixSocketConnector.connect(
        path: path ?? UnixSocketConnector.defaultPath(environment: environment),
        timeout: timeout
      )
      return (stream, Self.localRequest, [])
    #if os(macOS) || os(Linux)
    case .proxy(let command, let added):
      guard let program = command.first else {
        throw CodexError.invalidInput("The command of a proxy must contain at least the program. Nothing was sent.")
      }
      let environment = ProcessInfo.processInfo.environment.merging(added) { _, added in added }
      let stream = ChildStream(
        StdioTransport.Command(
          executable: try ExecutableLocator(environment: environment).locate(.path(program)),
          arguments: Array(command.dropFirst()),
          environment: environment
        ),
        closeTimeouts: configuration.closeTimeouts,
        clock: configuration.clock
      )
      return (stream, Self.localRequest, [])
    #endif
    }
  }

  /// The request to a server that is not reached by the name of a host.
  private static var localRequest: WebSocketUpgradeRequest { WebSocketUpgradeRequest(host: "localhost", target: "/") }
}
